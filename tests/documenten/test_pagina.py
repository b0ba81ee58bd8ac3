"""The tab Documenten: who may order, follow and fetch, and what they see."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.documenten.models import Document
from datt.documenten.tasks import make_document
from pilots.access import Rol
from pilots.traject.documentbericht import tell_when_it_took_long
from tests.factories.documenten import CONTENT, DocumentFactory
from tests.factories.traject import PilotFactory

pytestmark = pytest.mark.django_db

MAY = [Rol.FACILITATOR, Rol.AMBTENAAR]
MAY_NOT = [Rol.KETENPARTNER, Rol.BESTUURDER]
HTMX = {"HX-Request": "true"}


def list_url(pilot):
    return reverse("traject:document_list", args=[pilot.pk])


def kind_url(pilot, soort="proef"):
    return reverse("traject:document_kind", args=[pilot.pk, soort])


def order_url(pilot, soort="proef"):
    return reverse("traject:document_order", args=[pilot.pk, soort])


def download_url(pilot, document):
    return reverse("traject:document_download", args=[pilot.pk, document.kenmerk])


def retry_url(pilot, document):
    return reverse("traject:document_retry", args=[pilot.pk, document.kenmerk])


@pytest.mark.parametrize("rol", MAY)
def test_who_may_order_follows_the_document_and_downloads_it(proef, pilot, client_as, rol):
    client = client_as(rol)

    ordered = client.post(order_url(pilot), follow=True)
    document = Document.objects.get()
    make_document(document.pk)
    ready = client.get(list_url(pilot))
    file = client.get(download_url(pilot, document))

    assert "Versie 1 wordt gemaakt" in ordered.text
    assert "Download versie 1" in ready.text
    assert file.content.startswith(b"%PDF-1.7")
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == 'attachment; filename="Proefdruk Eerder erbij, versie 1.pdf"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("rol", MAY_NOT)
def test_other_roles_see_no_documents(proef, pilot, client_as, rol):
    document = DocumentFactory(subject=pilot, ready=True)
    client = client_as(rol)

    answers = [
        client.get(list_url(pilot)),
        client.get(kind_url(pilot)),
        client.get(download_url(pilot, document)),
        client.post(order_url(pilot)),
        client.post(retry_url(pilot, document)),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.FORBIDDEN}
    assert "Documenten" not in client.get(pilot.get_absolute_url()).text


def test_for_a_stranger_the_documents_do_not_exist(proef, pilot, client_as):
    document = DocumentFactory(subject=pilot, ready=True)
    client = client_as(None)

    answers = [
        client.get(list_url(pilot)),
        client.get(kind_url(pilot)),
        client.get(download_url(pilot, document)),
        client.post(order_url(pilot)),
        client.post(retry_url(pilot, document)),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}


def test_a_document_of_another_pilot_does_not_exist(proef, pilot, client_as):
    elders = DocumentFactory(subject=PilotFactory(), ready=True)

    response = client_as(Rol.FACILITATOR).get(download_url(pilot, elders))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_kind_that_does_not_exist_cannot_be_ordered(proef, pilot, client_as):
    response = client_as(Rol.FACILITATOR).post(order_url(pilot, "verzonnen"))

    assert response.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("traits", [{}, {"busy": True}, {"failed": True}])
def test_a_document_that_is_not_ready_cannot_be_fetched(proef, pilot, client_as, traits):
    document = DocumentFactory(subject=pilot, **traits)

    response = client_as(Rol.FACILITATOR).get(download_url(pilot, document))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "is nog niet klaar" in response.text


def test_a_file_that_was_changed_is_not_given(proef, pilot, client_as):
    document = DocumentFactory(subject=pilot, ready=True)
    with default_storage.open(document.bestand.name, "wb") as file:
        file.write(CONTENT + b" en nog iets")

    response = client_as(Rol.FACILITATOR).get(download_url(pilot, document))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "weg of beschadigd" in response.text


def test_a_file_has_no_address_of_its_own(pilot, client_as):
    document = DocumentFactory(subject=pilot, ready=True)

    answers = [
        client_as(Rol.FACILITATOR).get(f"/{start}{document.bestand.name}") for start in ("", "media/", "static/")
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
    assert str(document.kenmerk) not in document.bestand.name


def test_a_failed_document_says_why_and_can_be_tried_again(proef, pilot, client_as):
    document = DocumentFactory(subject=pilot, failed=True)
    client = client_as(Rol.FACILITATOR)

    page = client.get(list_url(pilot))
    again = client.post(retry_url(pilot, document), follow=True)

    assert document.fout in page.text
    assert "Probeer opnieuw" in page.text
    assert "Staat in de wachtrij" in again.text
    document.refresh_from_db()
    assert (document.status, document.fout) == ("wachtrij", "")


@pytest.mark.parametrize("traits", [{}, {"busy": True}, {"ready": True}])
def test_only_a_failed_document_is_tried_again(proef, pilot, client_as, traits):
    document = DocumentFactory(subject=pilot, **traits)

    response = client_as(Rol.FACILITATOR).post(retry_url(pilot, document))

    assert response.status_code == HTTPStatus.CONFLICT


def test_a_double_click_orders_once(proef, pilot, client_as):
    client = client_as(Rol.FACILITATOR)

    client.post(order_url(pilot))
    client.post(order_url(pilot))

    assert Document.objects.count() == 1


def test_the_card_asks_again_and_hears_nothing_while_nothing_changed(proef, pilot, client_as):
    document = DocumentFactory(subject=pilot, busy=True)
    client = client_as(Rol.FACILITATOR)
    stand = f"{document.pk}.bezig..0"

    same = client.get(kind_url(pilot), {"v": stand}, headers=HTMX)
    document.beat("opmaken", 12)
    further = client.get(kind_url(pilot), {"v": stand}, headers=HTMX)

    assert f"?v={document.pk}.bezig.opmaken.12" in client.get(list_url(pilot)).text
    assert (same.status_code, same.content, same["Cache-Control"]) == (204, b"", "no-store, private")
    assert further.text.strip().startswith('<section class="kaart stapel" id="document-proef"')
    assert "Bladzijde 12" in further.text
    assert "document-nieuws" not in further.text


def test_a_screen_reader_hears_once_that_it_is_ready(proef, pilot, client_as):
    document = DocumentFactory(subject=pilot, ready=True, versie=2)
    client = client_as(Rol.FACILITATOR)

    response = client.get(kind_url(pilot), {"v": f"{document.pk}.bezig.opmaken.12"}, headers=HTMX)

    assert f'<p id="document-nieuws" hx-swap-oob="innerHTML">{document} is klaar.' in response.text
    assert "every 2s" not in response.text


def test_the_second_time_it_says_about_how_many_pages_there_will_be(proef, pilot, client_as):
    DocumentFactory(subject=pilot, ready=True, versie=1, bladzijden=41)
    DocumentFactory(subject=pilot, busy=True, versie=2, stap="opmaken", bladzijde=3)

    page = client_as(Rol.FACILITATOR).get(list_url(pilot))

    assert "Bladzijde 3 van ongeveer 41" in page.text


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_as_many_queries_for_many_versions(proef, pilot, client_as, count, django_assert_num_queries):
    for versie in range(1, count + 1):
        DocumentFactory(subject=pilot, ready=True, versie=versie)
    client = client_as(Rol.FACILITATOR)
    client.get(list_url(pilot))

    with django_assert_num_queries(9):
        page = client.get(list_url(pilot))

    assert page.text.count("Download") == min(count, 4)
    assert ("Alle 30 versies" in page.text) == (count == 30)


def test_all_versions_stand_on_the_page_of_the_kind(proef, pilot, client_as):
    for versie in range(1, 31):
        DocumentFactory(subject=pilot, ready=True, versie=versie)
    client = client_as(Rol.AMBTENAAR)

    first, second = client.get(kind_url(pilot)), client.get(kind_url(pilot), {"p": 2})

    assert "Alle 30 versies" in first.text
    assert 'th scope="row">Versie 30<' in first.text
    assert 'th scope="row">Versie 1<' in second.text


def test_a_mail_goes_out_only_when_it_took_long(proef, pilot, client_as):
    quick = DocumentFactory(subject=pilot, ready=True, versie=1)
    slow = DocumentFactory(subject=pilot, ready=True, versie=2, besteld_op=timezone.now() - timedelta(minutes=3))

    for document in (quick, slow, slow):
        tell_when_it_took_long(document)

    bericht = Bericht.objects.get()
    assert (bericht.soort, bericht.aan, bericht.over) == ("rapport_klaar", slow.besteld_door.email, slow)
    assert download_url(pilot, slow) in bericht.tekst
