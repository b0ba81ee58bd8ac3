"""What a real worker process does with what was ordered, also when it is killed or cannot be reached."""

import os
import subprocess
import sys

import pytest
from django.db import transaction

from datt.core.models import Gebeurtenis
from datt.documenten.models import Document
from datt.documenten.services import order_document
from tests.documenten.test_render import LARGE, children
from tests.documenten.werker import NOBODY_THERE, ROOT, Werker
from tests.factories.accounts import UserFactory
from tests.factories.keten import AmbtenaarFactory
from tests.factories.traject import PilotFactory
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("werker")]


@pytest.fixture
def werker(settings, tmp_path):
    werker = Werker(tmp_path / "werk")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": werker.folder / "bestanden", "base_url": None},
        },
    }
    yield werker
    werker.processes.stop()


@pytest.fixture
def order(proef):
    """Order the document of a pilot; `size` is what it holds."""

    def place(*, html=""):
        pilot = PilotFactory()
        user = UserFactory()
        AmbtenaarFactory(gemeente=pilot.gemeente, user=user)
        with transaction.atomic():
            document = order_document(proef, pilot, by=user)
            if html:
                Document.objects.filter(pk=document.pk).update(html=html)
        return document

    return place


def becomes(document, status, werker, *, seconds=60):
    def there():
        document.refresh_from_db()
        return document.status == status

    try:
        wait_until(there, f"the document is {status}", seconds=seconds)
    except AssertionError as late:
        raise AssertionError(f"{late} It is {document.status} ({document.fout}).\n{werker.log()}") from None


def files_of(werker):
    return [path for path in (werker.folder / "bestanden").rglob("*") if path.is_file()]


def made(document):
    return Gebeurtenis.objects.about(document).filter(wat="documenten.document.klaar").count()


def test_a_worker_makes_what_is_ordered(werker, order):
    werker.start(beat=False)

    with werker.rings_at(werker.broker):
        document = order()

    becomes(document, "klaar", werker)
    with document.bestand.open() as file:
        assert file.read(8) == b"%PDF-1.7"


def test_an_order_without_a_broker_is_kept_and_made_by_hand(werker, order):
    with werker.rings_at(NOBODY_THERE):
        document = order()
    before = Document.objects.get(pk=document.pk).status

    command = [sys.executable, "manage.py", "render_documenten"]
    subprocess.run(command, cwd=ROOT, env=werker.environment, check=True, capture_output=True)

    document.refresh_from_db()
    assert (before, document.status, made(document)) == ("wachtrij", "klaar", 1)


@pytest.mark.services
def test_an_order_without_a_broker_is_made_as_soon_as_there_is_one(werker, order):
    with werker.rings_at(NOBODY_THERE):
        document = order()

    werker.start(beat=True)

    becomes(document, "klaar", werker)
    assert made(document) == 1


@pytest.mark.services
def test_a_document_of_a_killed_worker_is_made_once_by_the_next(werker, order):
    """With its scheduler, as it runs in the field: a ring that is lost only means that it begins a little later."""
    werker.start(beat=True)
    with werker.rings_at(werker.broker):
        document = order(html=LARGE)
    becomes(document, "bezig", werker)
    wait_until(lambda: children(werker.temporary), "the renderer works")

    werker.kill()
    wait_until(lambda: not children(werker.temporary), "the renderer stopped with its worker")
    # So that the second try is quick; the row of a document that is being made is not ready, so it may change.
    Document.objects.filter(pk=document.pk).update(html="<html lang='nl'><title>x</title><h1>Snel</h1></html>")
    werker.start(beat=True)

    becomes(document, "klaar", werker, seconds=90)
    assert (document.pogingen, made(document), len(files_of(werker))) == (2, 1, 1)


def test_the_services_are_there_when_they_are_asked_for():
    """So that a run that must use them cannot pass without them."""
    asked = bool(os.environ.get("DATT_TEST_SERVICES"))

    assert not asked or {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys()
