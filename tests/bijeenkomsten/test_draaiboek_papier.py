"""The run sheet on paper: one page really is one page, everything is tagged, and only who hosts fetches it."""

from datetime import time
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from datt.documenten.kinds import Colofon, kind_of
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.documents import SOORTEN
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok, Werkvormstap
from tests.bijeenkomsten.lopend import day, make_meeting
from tests.documenten.papier import pdf_of
from tests.factories.bijeenkomsten import WerkvormFactory
from tests.factories.documenten import DocumentFactory
from tests.factories.traject import PilotFactory

KEYS = [kind.key for kind in SOORTEN]
LONG = "Oogsten aan tafel: wat werkt goed, wat moet anders en wat dromen wij samen voor de inwoners van onze gemeente?"
MEER = {"leiding": "Tafelgastheren en tafelgastvrouwen", "ruimte": "Grote zaal op de eerste verdieping"}


def html_of(key, meeting):
    found = kind_of(key).source().get(pk=meeting.pk)
    colofon = Colofon(versie=3, besteld_op=timezone.now(), besteld_door="Marieke Postma")
    return kind_of(key).html(found, colofon)


def pages_of(pdf, tmp_path):
    path = Path(tmp_path / "papier.pdf")
    path.write_bytes(pdf.content)
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.fixture
def full_day(pilot):
    meeting, sheet = day(pilot)
    werkvorm = WerkvormFactory(naam="De brief herschrijven")
    Werkvormstap.objects.create(
        werkvorm=werkvorm, volgorde=1, minuten=6, wat="Lees de brief.", zeg="Doe uw ogen dicht."
    )
    sheet.blokken.filter(titel="De brief").update(
        werkvorm=werkvorm, doel="Leesbaar schrijven.", instructie="Deel de brieven uit.",
        materiaal=["brieven", "pennen"],
        plan_b="Lees samen.", notitie="Sleutel bij de balie.", opstelling="Vier tafels", scherm="De brief",
    )  # fmt: skip
    return meeting


@pytest.mark.parametrize("key", KEYS)
def test_it_is_tagged_and_has_its_date_and_versions_on_page_one(key, full_day, tmp_path):
    pdf = pdf_of(html_of(key, full_day))
    first = pages_of(pdf, tmp_path)[0].replace("\n", " ")

    assert pdf.warnings == []
    assert "draaiboek versie 1" in first
    assert "Versie 3 van dit papier" in first
    assert settings.BASE_DIR  # the styles and fonts come from here, and nothing from elsewhere


@pytest.mark.parametrize(
    ("count", "titel", "meer"),
    [(20, "Blok", {}), (20, LONG, MEER), (34, "Kort blok", {"leiding": "Facilitator", "ruimte": "Grote zaal"})],
)
def test_twenty_blocks_fit_on_one_page_also_with_long_words(count, titel, meer, pilot, tmp_path):
    meeting, sheet = make_meeting(pilot, *[(titel, 10, meer) for _ in range(count)])
    sheet.blokken.filter(volgorde__in=[1, 10]).update(deel="Ochtend")

    pages = pages_of(pdf_of(html_of("draaiboek_kort", meeting)), tmp_path)

    assert len(pages) == 1


def test_it_says_when_and_what_stands_beside_what(full_day):
    page = html_of("draaiboek_kort", full_day)

    assert "14.00" in page
    assert page.count("tegelijk</span>") == 1
    assert '15.20<span class="vast"> vast</span>' in page


def test_the_full_one_has_what_to_do_and_say(full_day):
    page = html_of("draaiboek_volledig", full_day)
    for words in (
        "Deel de brieven uit.",
        "Doe uw ogen dicht.",
        "brieven, pennen",
        "Lees samen.",
        "Sleutel bij de balie.",
    ):
        assert words in page


def test_each_room_gets_what_it_does_and_what_everybody_does(full_day, tmp_path):
    pages = pages_of(pdf_of(html_of("draaiboek_ruimtes", full_day)), tmp_path)
    kelder = next(page for page in pages if "Kelder" in page and "De balie" in page)

    assert "De brief" not in kelder
    assert "De wethouder" in kelder
    assert "Sleutel bij de balie" not in "".join(pages)  # what the leader noted for themselves


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_one_says_so(key, pilot):
    meeting, _ = make_meeting(pilot)

    assert "nog geen blokken" in html_of(key, meeting)


@pytest.mark.parametrize("key", KEYS)
def test_names_and_notes_of_any_kind_are_only_text(key, pilot):
    meeting, sheet = make_meeting(pilot, ("<b>O'Hara</b> & ‘zonen’ مرحبا 😀", 30, {"vast_tijdstip": time(13, 30)}))
    sheet.blokken.update(instructie="<script>x</script>", ruimte="Zaal\n2")
    page = html_of(key, meeting)

    assert "<script>" not in page
    assert "<b>O" not in page


def address(name, meeting, *more):
    return reverse(f"draaiboek:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def test_it_is_ordered_followed_and_fetched(full_day, client_as, settings):
    client = client_as(Rol.FACILITATOR)
    answer = client.post(address("draaiboek_order", full_day, "draaiboek_kort"))
    assert answer.headers["Location"] == address("draaiboek_paper", full_day)
    document = Document.objects.get(soort="draaiboek_kort")

    assert document.over == full_day
    assert "wordt gemaakt" in client.get(address("draaiboek_paper", full_day)).text


@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (None, 404)])
def test_only_who_hosts_prints(rol, status, full_day, client_as):
    client = client_as(rol)
    document = DocumentFactory(
        subject=full_day, soort="draaiboek_volledig", ready=True, kring_soort_id=_kind(full_day.pilot),
        kring_nr=full_day.pilot_id,
    )  # fmt: skip

    assert client.post(address("draaiboek_order", full_day, "draaiboek_kort")).status_code == status
    fetch = reverse("traject:document_download", args=[full_day.pilot_id, document.kenmerk])
    assert client.get(fetch).status_code == status


def _kind(thing):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(thing).pk


def test_another_kind_or_another_document_is_not_there(full_day, client_as):
    client = client_as(Rol.FACILITATOR)
    elsewhere = DocumentFactory(subject=PilotFactory(), soort="draaiboek_kort", failed=True)

    assert client.post(address("draaiboek_order", full_day, "trajectplan")).status_code == 404
    assert client.post(address("draaiboek_retry", full_day, elsewhere.kenmerk)).status_code == 404


def test_the_page_takes_the_same_queries_whatever_was_made(full_day, client_as, django_assert_num_queries):
    client = client_as(Rol.FACILITATOR)
    client.get(address("draaiboek_paper", full_day))
    with django_assert_num_queries(9):
        client.get(address("draaiboek_paper", full_day))
    for key in KEYS:
        client.post(address("draaiboek_order", full_day, key))
    with django_assert_num_queries(9):
        client.get(address("draaiboek_paper", full_day))


def test_a_removed_block_is_not_on_paper(full_day):
    Draaiboekblok.objects.filter(titel="Pauze").update(weg_op=timezone.now())

    assert "Pauze" not in html_of("draaiboek_kort", full_day)


def test_the_total_counts_the_longest_of_what_stands_beside_each_other(pilot):
    beside = {"parallel": 1, "ruimte": "Kelder"}
    meeting, _ = make_meeting(pilot, ("Welkom", 20, {}), ("De brief", 30, beside), ("De balie", 45, beside))

    assert "samen 1 u 05" in html_of("draaiboek_kort", meeting)


def test_a_break_later_in_the_day_does_not_welcome_people_again(pilot):
    werkvorm = WerkvormFactory(naam="Inloop en pauze")
    Werkvormstap.objects.create(werkvorm=werkvorm, volgorde=1, minuten=20, wat="Ontvang de gasten.", zeg="Welkom.")
    pause = {"is_pauze": True, "werkvorm": werkvorm}
    meeting, _ = make_meeting(pilot, ("Inloop", 15, pause), ("Ketenspel", 60, {}), ("Pauze", 30, pause))
    page = html_of("draaiboek_volledig", meeting)

    assert page.count("Ontvang de gasten.") == 1
    assert "Deze stappen duren samen 20 minuten, dit blok 15." in page


def test_the_sheet_of_a_room_is_one_page_and_names_the_room(pilot, tmp_path):
    together = [(f"Samen {nr}", 15, {"ruimte": "Grote zaal"}) for nr in range(15)]
    rooms = [
        ("De brief", 40, {"parallel": 1, "ruimte": "Raadzaal"}),
        ("De balie", 40, {"parallel": 1, "ruimte": "Kelder"}),
    ]
    meeting, sheet = make_meeting(pilot, *together, *rooms)
    werkvorm = WerkvormFactory()
    for nr in range(1, 5):
        Werkvormstap.objects.create(
            werkvorm=werkvorm, volgorde=nr, minuten=10, wat="Lees samen. " * 6, zeg="Dag. " * 20
        )
    sheet.blokken.filter(parallel=1).update(
        werkvorm=werkvorm,
        doel="Leesbaar.",
        instructie="Deel de brieven uit. " * 12,
        materiaal=["brieven"],
        plan_b="Lees.",
    )
    pages = pages_of(pdf_of(html_of("draaiboek_ruimtes", meeting)), tmp_path)

    assert len(pages) == 2
    assert "Raadzaal. " in pages[0]
    assert "Kelder. " in pages[1]
