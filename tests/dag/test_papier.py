"""What lies on the tables: everybody's badge, with what belongs on it and nothing more."""

from http import HTTPStatus

import pytest
from django.utils import timezone

from datt.documenten.kinds import Colofon
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.dag.documents import BADGES, DEURBORDEN, MATERIAALLIJST, PRESENTIELIJST, SOORTEN, TAFELKAARTEN
from pilots.bijeenkomsten.dag.papier import size_of
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory, UitnodigingFactory
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory
from tests.factories.traject import PersoonFactory


@pytest.fixture
def colofon():
    return Colofon(versie=1, besteld_op=timezone.now(), besteld_door="Marieke Postma")


def test_a_badge_says_what_it_must_and_no_secret(meeting, fatima, colofon):
    fatima.geen_foto = True
    fatima.save()
    meeting.uitnodigingen.update(dieet="vegetarisch")

    html = BADGES.html(meeting, colofon)

    assert "Fatima Lahlou" in html
    assert "Voedselbank" in html
    assert "geen foto" in html
    assert "eigen eten" in html
    assert "vegetarisch" not in html
    assert fatima.email not in html


def test_ten_badges_fill_a_sheet(meeting, colofon):
    for nr in range(11):
        UitnodigingFactory(bijeenkomst=meeting, persoon__naam=f"Gast {nr}", ja=True)

    html = BADGES.html(meeting, colofon)

    assert html.count('class="badgevel"') == 2
    assert html.count('alt="QR-code van') == 11


@pytest.mark.parametrize(
    ("naam", "maat"),
    [
        ("Jan Bos", ""),
        ("Fatima Zahra Lahlou", "lang"),
        ("Maria-Elisabeth van der Bovenkamp-Oosterhuizen tot Lichtenvoorde", "langst"),
        ('Jan "Sjakie" O\'Brien van der Meulen-Smit', "lang"),
        ("Anne-Marie van den Berg-Oude Luttikhuis tot Sassen", "langer"),
        ("Hottentottentententoonstelling", "langer"),
    ],
)
def test_a_long_name_is_set_smaller(naam, maat):
    assert size_of(naam) == maat


@pytest.mark.parametrize("naam", ['<b>Jan</b> & "Piet"', "שלום עליכם", "Jan 🎉 Feest", "x" * 120])
def test_a_strange_name_stays_a_name(meeting, colofon, naam):
    UitnodigingFactory(bijeenkomst=meeting, persoon__naam=naam, ja=True)

    html = BADGES.html(meeting, colofon)

    assert "<b>Jan" not in html
    assert "🎉" not in html


@pytest.mark.parametrize("kind", [*SOORTEN, MATERIAALLIJST], ids=lambda kind: kind.key)
def test_a_paper_with_nothing_in_it_says_what_to_do(meeting, colofon, kind):
    assert "<main>" in kind.html(meeting, colofon)


def test_the_list_to_sign_has_who_is_expected_and_room_for_more(meeting, fatima, colofon):
    UitnodigingFactory(bijeenkomst=meeting, persoon__naam="Nee Zegger", status="nee")

    html = PRESENTIELIJST.html(meeting, colofon)

    assert "Fatima Lahlou" in html
    assert "Nee Zegger" not in html
    assert html.count('class="leeg"') == 15


def test_every_room_has_one_sign_with_its_times(meeting, colofon):
    sheet = DraaiboekblokFactory(draaiboek__bijeenkomst=meeting, titel="Inloop", ruimte="foyer", minuten=30).draaiboek
    DraaiboekblokFactory(draaiboek=sheet, titel="Spelen", ruimte="grote zaal", minuten=60)
    DraaiboekblokFactory(draaiboek=sheet, titel="Napraten", ruimte="foyer", minuten=30)

    html = DEURBORDEN.html(meeting, colofon)

    assert html.count('class="deurbord"') == 2
    assert "00.01 tot 00.31" in html


def test_table_cards_without_tables_say_so(meeting, colofon):
    assert "nog geen tafels" in TAFELKAARTEN.html(meeting, colofon)


def test_a_host_orders_badges_and_only_a_host_fetches_them(host, client_as, url, meeting, fatima):
    host.post(url("papier_bestel", "badges"))
    document = Document.objects.get()

    as_official = client_as(Rol.AMBTENAAR).get(f"/pilots/{meeting.pilot_id}/documenten/bestand/{document.kenmerk}/")

    assert (document.soort, document.kring_nr) == ("badges", meeting.pilot_id)
    assert as_official.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert client_as(Rol.AMBTENAAR).post(url("papier_bestel", "badges")).status_code == HTTPStatus.FORBIDDEN


def test_only_the_badges_that_were_chosen(host, url, meeting, fatima):
    UitnodigingFactory(bijeenkomst=meeting, persoon__naam="Jan de Wit", ja=True)

    host.post(url("badges_opnieuw"), {"persoon": [fatima.pk, PersoonFactory().pk, "geen-getal"]})

    html = Document.objects.get(soort="badges_opnieuw").html
    assert "Fatima Lahlou" in html
    assert "Jan de Wit" not in html


def test_no_badge_chosen_is_said(host, url, fatima):
    assert host.post(url("badges_opnieuw")).status_code == HTTPStatus.CONFLICT
    assert Document.objects.count() == 0


@pytest.mark.parametrize("count", [1, 150])
def test_badges_ask_the_database_as_often_for_one_guest_as_for_many(meeting, colofon, count, django_assert_num_queries):
    for nr in range(count):
        UitnodigingFactory(bijeenkomst=meeting, persoon__naam=f"Gast {nr}", ja=True)

    with django_assert_num_queries(5):
        BADGES.html(meeting, colofon)


def test_a_badge_says_the_table_of_each_round_and_where_several_rooms_go_on_at_once(meeting, fatima, colofon):
    for nr in (1, 2):
        indeling = IndelingFactory(bijeenkomst=meeting, ronde=nr, status="vastgesteld")
        tafel = TafelFactory(bijeenkomst=meeting, nummer=nr + 4)
        TafelplaatsFactory(indeling=indeling, tafel=tafel, persoon=fatima)
    draaiboek = DraaiboekFactory(bijeenkomst=meeting)
    DraaiboekblokFactory(draaiboek=draaiboek, ruimte="Grote zaal")
    for ruimte in ("Zaal Oost", "Zaal West"):
        DraaiboekblokFactory(draaiboek=draaiboek, ruimte=ruimte, parallel=1)

    html = BADGES.html(meeting, colofon)

    assert "<span>Ronde 1<b>tafel 5</b></span><span>Ronde 2<b>tafel 6</b></span>" in html
    assert "00.31 uur: Zaal Oost of Zaal West" in html
    assert "Grote zaal" not in html
    assert "Ronde 1" in TAFELKAARTEN.html(meeting, colofon)
