"""The material list in ten situations, each worked out by hand; and what is marked when an answer changes."""

import pytest

from pilots.bijeenkomsten.dag.materiaal import Blok, Bron, Deelnemer, compare, lines_of
from pilots.bijeenkomsten.dag.materiaallijst import material_of
from pilots.bijeenkomsten.dag.models import Materiaalafdruk
from tests.factories.bijeenkomsten import DraaiboekblokFactory, UitnodigingFactory

SPEL = Blok(titel="Spelen", werkvorm="ketenspel", materiaal=["Per tafel: het speelbord"])
PAUZE = Blok(titel="Pauze", is_pauze=True, materiaal=["koffie en thee"])


def people(count: int, **needs: str) -> list[Deelnemer]:
    return [Deelnemer(**needs) for _ in range(count)]


ROOM_OF_12 = ["2 Tafels voor gasten", "14 Stoelen", "1 Tafel voor de ontvangst"]
DESK_OF_12 = ["12 Badges met naam", "5 Lege badges", "1 Presentielijst en pennen"]
SITUATIONS = {
    "nobody comes yet": (Bron(), []),
    "one guest": (
        Bron(komen=people(1)),
        ["1 Tafels voor gasten", "3 Stoelen", "1 Tafel voor de ontvangst", "1 Badges met naam", "5 Lege badges",
         "1 Presentielijst en pennen"],
    ),
    "two full tables": (Bron(komen=people(12)), ROOM_OF_12 + DESK_OF_12),
    "one more needs another table": (
        Bron(komen=people(13)),
        ["3 Tafels voor gasten", "15 Stoelen", "1 Tafel voor de ontvangst", "13 Badges met naam", "5 Lege badges",
         "1 Presentielijst en pennen"],
    ),
    "the game is played": (
        Bron(komen=people(12), blokken=[SPEL]),
        [*ROOM_OF_12, "2 Sets van het ketenspel", "2 Speelborden", "3 Dobbelstenen", "3 Pionnen", "2 Spelleiders",
         *DESK_OF_12, "2 Het speelbord"],
    ),
    "tables were set up already": (
        Bron(komen=people(12), tafels=3, blokken=[SPEL]),
        ["3 Tafels voor gasten", *ROOM_OF_12[1:], "3 Sets van het ketenspel", "3 Speelborden", "4 Dobbelstenen",
         "4 Pionnen", "3 Spelleiders", *DESK_OF_12, "3 Het speelbord"],
    ),
    "diets are counted, and 'geen' is none": (
        Bron(
            komen=[*people(2, dieet="vegetarisch"), *people(1, dieet=" Vegetarisch "), *people(1, dieet="geen"),
                   *people(1, dieet="notenallergie"), *people(7)],
            misschien=2,
            blokken=[PAUZE],
        ),
        [*ROOM_OF_12, *DESK_OF_12, "12 Mensen die eten en drinken", "3 Vegetarisch", "1 Notenallergie",
         "- Koffie en thee"],
    ),
    "interpreters stand apart": (
        Bron(komen=[*people(1, toegang="schrijftolk"), *people(2, toegang="rolstoel"), *people(9)]),
        [*ROOM_OF_12, *DESK_OF_12, "2 Rolstoel", "1 Schrijftolk"],
    ),
    "the same thing in several blocks stands there once": (
        Bron(blokken=[Blok(titel="Een", materiaal=["stiften", "gong"]), Blok(titel="Twee", materiaal=["Stiften"])]),
        ["- Gong", "- Stiften"],
    ),
    "a conference of 150": (
        Bron(komen=people(150), blokken=[SPEL]),
        ["25 Tafels voor gasten", "158 Stoelen", "1 Tafel voor de ontvangst", "25 Sets van het ketenspel",
         "25 Speelborden", "26 Dobbelstenen", "26 Pionnen", "25 Spelleiders", "150 Badges met naam", "15 Lege badges",
         "1 Presentielijst en pennen", "25 Het speelbord"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_list_is_what_a_person_would_count(situation):
    source, expected = SITUATIONS[situation]

    found = lines_of(source)

    assert [f"{'-' if line.aantal is None else line.aantal} {line.wat}" for line in found] == expected


def test_what_changed_since_it_was_printed_is_marked():
    printed = {line.sleutel: line.aantal for line in lines_of(Bron(komen=people(12, dieet="vegetarisch")))}

    marked, gone = compare(lines_of(Bron(komen=[*people(12), *people(1, dieet="halal")])), printed)

    assert {line.wat: line.was for line in marked if line.was is not None} == {
        "Tafels voor gasten": 2, "Stoelen": 14, "Badges met naam": 12,
    }  # fmt: skip
    assert [line.wat for line in marked if line.is_nieuw] == ["Halal"]
    assert gone == ["vegetarisch"]


def test_an_answer_changes_the_list_and_shows_against_the_print(host, url, meeting, fatima):
    host.post(url("materiaal_bestel"))
    UitnodigingFactory(bijeenkomst=meeting, ja=True, dieet="halal")

    listed = material_of(meeting)

    assert Materiaalafdruk.objects.count() == 1
    assert {line.wat for line in listed.regels if line.is_anders} == {"Halal", "Stoelen", "Badges met naam"}
    assert "was 3" in host.get(url("materiaal")).text


def test_who_waits_or_said_no_counts_for_nothing(meeting, fatima):
    for status in ("wachtlijst", "nee", "afgemeld", "verstuurd"):
        UitnodigingFactory(bijeenkomst=meeting, status=status)

    assert material_of(meeting).mensen == 1


def test_a_need_of_400_letters_is_printed(host, url, meeting, fatima):
    UitnodigingFactory(bijeenkomst=meeting, ja=True, toegang="a" * 400)
    DraaiboekblokFactory(draaiboek__bijeenkomst=meeting, materiaal=["b" * 400, ""])

    assert host.post(url("materiaal_bestel"), follow=True).status_code == 200


@pytest.mark.parametrize("soort", ["xlsx", "csv", "ods", "anders"])
def test_the_list_goes_along_as_a_file(host, url, fatima, soort):
    assert host.get(url("materiaal_export"), {"als": soort})["Content-Disposition"].startswith("attachment")
