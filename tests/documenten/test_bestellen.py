"""Ordering a document: what it says, which version it is, and who may."""

from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from datt.core.models import AppendOnlyError, Gebeurtenis
from datt.core.states import TransitionError
from datt.documenten import tasks
from datt.documenten.models import Document, DocumentStatus
from datt.documenten.services import order_document, retry_document
from pilots.access import Rol
from tests.factories.documenten import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR).user


def test_a_document_keeps_what_the_screen_said_when_it_was_ordered(proef, pilot, facilitator):
    document = order_document(proef, pilot, by=facilitator)

    type(pilot).objects.update(doelstelling="Een heel ander doel.")
    tasks.make_document(document.pk)

    document.refresh_from_db()
    with document.bestand.open() as file:
        content = file.read()
    assert "vier weken" in pdf_text(content)
    assert "ander doel" not in pdf_text(content)
    assert (document.status, document.bladzijden, document.grootte) == ("klaar", 1, len(content))
    assert document.html == ""


def test_an_order_is_a_version_of_its_own_and_stands_in_the_log(proef, pilot, facilitator):
    first = order_document(proef, pilot, by=facilitator)
    tasks.make_document(first.pk)

    second = order_document(proef, pilot, by=facilitator)

    assert (str(first), str(second)) == ("Proefdruk Eerder erbij, versie 1", "Proefdruk Eerder erbij, versie 2")
    assert [str(line) for line in Gebeurtenis.objects.within(pilot).filter(wat__startswith="documenten.")] == [
        f"{facilitator} bestelde ‘{second}’",
        f"het systeem maakte ‘{first}’",
        f"{facilitator} bestelde ‘{first}’",
    ]


def test_a_double_click_is_one_order(proef, pilot, facilitator):
    first = order_document(proef, pilot, by=facilitator)

    second = order_document(proef, pilot, by=facilitator)

    assert first == second
    assert Document.objects.count() == 1


def test_an_order_that_would_say_something_else_is_a_new_version(proef, pilot, facilitator):
    first = order_document(proef, pilot, by=facilitator)
    type(pilot).objects.update(doelstelling="Een heel ander doel.")

    second = order_document(proef, pilot, by=facilitator)

    assert (first.versie, second.versie) == (1, 2)
    assert "ander doel" in second.html


def test_who_has_no_right_cannot_order(proef, pilot, client_as):
    with pytest.raises(PermissionDenied):
        order_document(proef, pilot, by=client_as(Rol.KETENPARTNER).user)

    assert not Document.objects.exists()


def test_an_order_is_kept_when_the_worker_cannot_be_reached(
    proef, pilot, facilitator, settings, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(tasks.make_document, "delay", _away)

    with django_capture_on_commit_callbacks(execute=True):
        document = order_document(proef, pilot, by=facilitator)
    tasks.sweep_documenten()

    document.refresh_from_db()
    assert document.status == DocumentStatus.KLAAR


def _away(pk):
    raise ConnectionError


def test_a_failed_document_is_made_again_with_what_it_said_before(pilot, facilitator):
    document = DocumentFactory(subject=pilot, failed=True)

    retry_document(document, by=facilitator)
    tasks.make_document(document.pk)

    document.refresh_from_db()
    assert (document.status, document.fout, document.pogingen) == ("klaar", "", 1)


@pytest.mark.parametrize("traits", [{}, {"busy": True}, {"ready": True}])
def test_only_a_failed_document_can_be_tried_again(pilot, facilitator, traits):
    document = DocumentFactory(subject=pilot, **traits)

    with pytest.raises(TransitionError):
        retry_document(document, by=facilitator)


def test_a_document_that_is_ready_never_changes(pilot):
    document = DocumentFactory(subject=pilot, ready=True)

    document.titel = "Iets anders"

    with pytest.raises(AppendOnlyError):
        document.save()
    with pytest.raises(AppendOnlyError):
        document.delete()
    with pytest.raises(AppendOnlyError):
        Document.objects.all().update(titel="Iets anders")
    with pytest.raises(AppendOnlyError):
        Document.objects.all().delete()


def pdf_text(content):
    from io import BytesIO

    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.usefixtures("redis_away")
def test_an_order_is_kept_without_redis(proef, pilot, client_as):
    response = client_as(Rol.FACILITATOR).post(reverse("traject:document_order", args=[pilot.pk, "proef"]))

    assert response.status_code == HTTPStatus.FOUND
    assert Document.objects.get().status == DocumentStatus.WACHTRIJ
