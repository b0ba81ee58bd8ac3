"""Documents in an S3-compatible store: the same, by configuration alone."""

import uuid

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from moto.server import ThreadedMotoServer

from datt import backends
from datt.documenten.services import order_document
from datt.documenten.tasks import make_document
from pilots.access import Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings, monkeypatch, tmp_path):
    """A private bucket on a server of its own, chosen by the variables of docs/beheer.md."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    name_of_the_bucket = f"documenten-{uuid.uuid4().hex}"  # the server remembers buckets of other tests
    for name, value in {
        "S3_BUCKET": name_of_the_bucket,
        "S3_ENDPOINT": f"http://{host}:{port}",
        "S3_REGION": "eu-west-1",
        "S3_ACCESS_KEY": "proef",
        "S3_SECRET_KEY": "proef",
    }.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "default": backends.file_store(data_dir=tmp_path)}
    made = default_storage.connection.create_bucket(
        Bucket=name_of_the_bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    yield made
    server.stop()


def test_a_document_is_kept_in_the_bucket_and_downloaded_through_the_site(bucket, proef, pilot, client_as):
    client = client_as(Rol.AMBTENAAR)
    document = order_document(proef, pilot, by=client.user)

    make_document(document.pk)
    response = client.get(reverse("traject:document_download", args=[pilot.pk, document.kenmerk]))

    document.refresh_from_db()
    assert [thing.key for thing in bucket.objects.all()] == [document.bestand.name]
    assert response.content.startswith(b"%PDF-1.7")
    assert len(response.content) == document.grootte


def test_a_file_that_was_taken_out_of_the_bucket_is_said_to_be_gone(bucket, proef, pilot, client_as):
    client = client_as(Rol.AMBTENAAR)
    document = order_document(proef, pilot, by=client.user)
    make_document(document.pk)
    bucket.objects.delete()

    response = client.get(reverse("traject:document_download", args=[pilot.pk, document.kenmerk]))

    assert response.status_code == 409
    assert "weg of beschadigd" in response.text
