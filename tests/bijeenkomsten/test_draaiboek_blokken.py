"""A facilitator writes the run sheet, alone or with somebody else on the same page; nothing is silently lost."""

import re
from datetime import time
from http import HTTPStatus
from itertools import pairwise

import pytest
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.volgorde import MEESTE_BLOKKEN, orde_of
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory, WerkvormFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draaiboek(pilot):
    return DraaiboekFactory(bijeenkomst__pilot=pilot)


@pytest.fixture
def blokken(draaiboek):
    """Four blocks; the middle two run at the same time."""
    return [
        DraaiboekblokFactory(draaiboek=draaiboek, volgorde=nr, titel=titel, parallel=parallel)
        for nr, (titel, parallel) in enumerate([("Inloop", 0), ("Sluis", 1), ("Kade", 1), ("Slot", 0)], start=1)
    ]


@pytest.fixture
def facilitator(client_as):
    return client_as(Rol.FACILITATOR)


def url(name, draaiboek, *args):
    meeting = draaiboek.bijeenkomst
    return reverse(f"draaiboek:{name}", args=[meeting.pilot_id, meeting.pk, *args])


def order(draaiboek) -> list[str]:
    return [block.titel for block in draaiboek.blokken.standing()]


def form_of(block, **changed):
    return {
        "titel": block.titel, "minuten": block.minuten, "min_minuten": block.min_minuten, "versie": block.versie,
        **changed,
    }  # fmt: skip


def mark(draaiboek) -> str:
    return orde_of(list(draaiboek.blokken.standing()))


# ---- reading ---------------------------------------------------------------------------------------------


def test_the_page_shows_every_block_with_its_time_and_what_does_not_fit(facilitator, draaiboek):
    DraaiboekblokFactory(draaiboek=draaiboek, titel="Inloop", minuten=70)
    DraaiboekblokFactory(draaiboek=draaiboek, titel="Wethouder", minuten=25, vast_tijdstip=time(14, 30))

    page = facilitator.get(url("draaiboek_detail", draaiboek))

    assert "13.30" in page.text
    assert "Eindigt om 14.40 uur. ‘Wethouder’ staat vast om 14.30 uur." in page.text
    assert "Haal hier 10 minuten af" in page.text


@pytest.mark.parametrize("delen", [("", "", ""), ("Ochtend", "", "Middag"), ("", "Middag", "")])
def test_no_heading_skips_a_level_with_parts_and_without(facilitator, draaiboek, delen):
    for nr, deel in enumerate(delen, start=1):
        DraaiboekblokFactory(draaiboek=draaiboek, volgorde=nr, deel=deel)

    page = facilitator.get(url("draaiboek_detail", draaiboek))

    levels = [int(level) for level in re.findall(r"<h([1-6])", page.text)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_official_reads_and_changes_nothing(client_as, draaiboek, blokken):
    official = client_as(Rol.AMBTENAAR)
    page = official.get(url("draaiboek_detail", draaiboek))

    assert page.status_code == HTTPStatus.OK
    assert "Voeg een blok toe" not in page.text
    assert official.post(url("blok_remove", draaiboek, blokken[0].pk)).status_code == HTTPStatus.FORBIDDEN


def test_a_block_of_another_meeting_does_not_exist(facilitator, draaiboek, pilot):
    other = DraaiboekblokFactory(draaiboek__bijeenkomst=BijeenkomstFactory(pilot=pilot))
    assert facilitator.get(url("blok_edit", draaiboek, other.pk)).status_code == HTTPStatus.NOT_FOUND
    assert facilitator.post(url("blok_remove", draaiboek, other.pk)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_asks_as_much_of_the_database_for_60_blocks_as_for_3(
    count, facilitator, draaiboek, django_assert_num_queries
):
    werkvorm = WerkvormFactory()
    for _ in range(count):
        DraaiboekblokFactory(draaiboek=draaiboek, werkvorm=werkvorm)
    with django_assert_num_queries(14):
        facilitator.get(url("draaiboek_detail", draaiboek))


# ---- writing ---------------------------------------------------------------------------------------------


def test_a_block_comes_after_the_one_it_was_asked_for(facilitator, draaiboek, blokken):
    answer = facilitator.post(
        url("blok_add", draaiboek), {"titel": "Lunch", "minuten": 45, "vast_tijdstip": "12.30", "na": blokken[2].pk}
    )
    lunch = draaiboek.blokken.get(titel="Lunch")

    assert answer.url.endswith(f"#blok-{lunch.pk}")
    assert order(draaiboek) == ["Inloop", "Sluis", "Kade", "Lunch", "Slot"]
    assert (lunch.vast_tijdstip, lunch.min_minuten) == (time(12, 30), 45)


def test_a_block_beside_another_runs_at_the_same_time(facilitator, draaiboek, blokken):
    facilitator.post(url("blok_add", draaiboek), {"titel": "Brug", "minuten": 45, "na": blokken[2].pk, "naast": "on"})
    group = draaiboek.blokken.standing().filter(parallel=1)
    assert [block.titel for block in group] == ["Sluis", "Kade", "Brug"]


def test_a_werkvorm_fills_in_the_form(facilitator, draaiboek):
    werkvorm = WerkvormFactory(naam="Ketenspel", minuten=60, materiaal=["Bord", "Dobbelsteen"])
    werkvorm.stappen.create(volgorde=1, minuten=6, wat="Leg het spel uit.")

    page = facilitator.get(url("blok_add", draaiboek), {"werkvorm": werkvorm.pk})

    assert 'value="Ketenspel"' in page.text
    assert "Bord\nDobbelsteen" in page.text
    assert "6 min: Leg het spel uit." in page.text


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(facilitator, draaiboek):
    page = facilitator.post(
        url("blok_add", draaiboek),
        {"titel": "Gesprek", "minuten": 20, "min_minuten": 30, "vast_tijdstip": "half drie", "doel": "Kennismaken."},
    )

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.context["form"].errors.keys() == {"min_minuten", "vast_tijdstip"}
    assert "Kennismaken." in page.text
    assert not draaiboek.blokken.exists()


def test_all_fields_of_a_block_are_kept(facilitator, draaiboek, blokken):
    werkvorm = WerkvormFactory()
    facilitator.post(
        url("blok_edit", draaiboek, blokken[0].pk),
        form_of(
            blokken[0], titel="Ontvangst", werkvorm=werkvorm.pk, leiding="Trudy van Dam", ruimte="Foyer",
            opstelling="Statafels", materiaal="Koffie\r\n\r\n  Thee ", scherm="Welkom", opbrengst_naar="Thema",
            plan_b="Binnen.", notitie="Bel de zaal.", is_pauze="on", deel="Ochtend", doel="Rust.", instructie="Groet.",
        ),
    )  # fmt: skip

    block = Draaiboekblok.objects.get(pk=blokken[0].pk)
    assert block.materiaal == ["Koffie", "Thee"]
    assert (block.titel, block.werkvorm, block.leiding, block.is_pauze) == (
        "Ontvangst",
        werkvorm,
        "Trudy van Dam",
        True,
    )
    line = Gebeurtenis.objects.about(block).first()
    assert str(line).startswith(f"{facilitator.user} wijzigde in het draaiboek van ‘Ontvangst’: de titel")


def test_a_number_of_a_resident_does_not_come_in(facilitator, draaiboek, blokken):
    page = facilitator.post(
        url("blok_edit", draaiboek, blokken[0].pk), form_of(blokken[0], notitie="Mevrouw 123456782 komt ook.")
    )
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Draaiboekblok.objects.get(pk=blokken[0].pk).notitie == ""


def test_three_megabytes_in_a_note_are_refused_in_words(facilitator, draaiboek, blokken):
    answer = facilitator.post(url("blok_edit", draaiboek, blokken[0].pk), form_of(blokken[0], notitie="x" * 2_400_000))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].errors.keys() == {"notitie"}


def test_a_block_leaves_its_row_and_comes_back_in_it(facilitator, draaiboek, blokken):
    sluis, kade = blokken[1:3]
    facilitator.post(url("blok_edit", draaiboek, kade.pk), form_of(kade))
    assert [block.parallel for block in draaiboek.blokken.standing()] == [0, 0, 0, 0]

    kade.refresh_from_db()
    facilitator.post(url("blok_edit", draaiboek, kade.pk), form_of(kade, naast="on"))
    sluis.refresh_from_db()
    kade.refresh_from_db()
    assert sluis.parallel == kade.parallel > 0


def test_a_copy_stands_after_it_without_its_fixed_time(facilitator, draaiboek):
    block = DraaiboekblokFactory(draaiboek=draaiboek, vast_tijdstip=time(14), materiaal=["Stiften"])
    facilitator.post(url("blok_duplicate", draaiboek, block.pk))

    copied = draaiboek.blokken.exclude(pk=block.pk).get()
    assert (copied.titel, copied.materiaal, copied.vast_tijdstip) == (block.titel, ["Stiften"], None)


def test_removing_can_be_undone_and_puts_it_where_it_stood(facilitator, draaiboek, blokken):
    answer = facilitator.post(url("blok_remove", draaiboek, blokken[0].pk))
    page = facilitator.get(answer.url)

    assert order(draaiboek) == ["Sluis", "Kade", "Slot"]
    assert "Zet terug" in page.text
    facilitator.post(url("blok_restore", draaiboek, blokken[0].pk))
    facilitator.post(url("blok_restore", draaiboek, blokken[0].pk))
    assert order(draaiboek) == ["Inloop", "Sluis", "Kade", "Slot"]
    assert "zette ‘Inloop’ terug in het draaiboek" in facilitator.get(url("draaiboek_history", draaiboek)).text


def test_there_is_an_end_to_how_many_blocks_fit(facilitator, draaiboek):
    Draaiboekblok.objects.bulk_create(
        Draaiboekblok(draaiboek=draaiboek, volgorde=nr, titel="Blok", minuten=5, min_minuten=5)
        for nr in range(MEESTE_BLOKKEN)
    )
    answer = facilitator.post(url("blok_add", draaiboek), {"titel": "Nog een", "minuten": 5})
    assert answer.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("status", ["gehouden", "verslagen", "geannuleerd"])
def test_a_meeting_that_is_over_keeps_its_run_sheet(status, facilitator, draaiboek, blokken):
    meeting = draaiboek.bijeenkomst
    type(meeting).objects.filter(pk=meeting.pk).update(status=status)

    for name in ("blok_edit", "blok_minutes", "blok_move", "blok_duplicate", "blok_remove", "blok_restore"):
        answer = facilitator.post(
            url(name, draaiboek, blokken[0].pk), form_of(blokken[0], naar="later", orde=mark(draaiboek), minuten=9)
        )
        assert answer.status_code == HTTPStatus.CONFLICT, name
    assert order(draaiboek) == ["Inloop", "Sluis", "Kade", "Slot"]
    assert facilitator.get(url("draaiboek_detail", draaiboek)).status_code == HTTPStatus.OK


# ---- the order -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nr", "naar", "wanted"),
    [
        (0, "later", ["Sluis", "Kade", "Inloop", "Slot"]),
        (1, "eerder", ["Sluis", "Kade", "Inloop", "Slot"]),
        (3, "eerder", ["Inloop", "Slot", "Sluis", "Kade"]),
        (0, "eerder", ["Inloop", "Sluis", "Kade", "Slot"]),
        (3, "later", ["Inloop", "Sluis", "Kade", "Slot"]),
        (0, "0", ["Sluis", "Kade", "Slot", "Inloop"]),
        (0, "onzin", ["Inloop", "Sluis", "Kade", "Slot"]),
    ],
)
def test_blocks_move_a_row_at_a_time(nr, naar, wanted, facilitator, draaiboek, blokken):
    facilitator.post(url("blok_move", draaiboek, blokken[nr].pk), {"naar": naar, "orde": mark(draaiboek)})
    assert order(draaiboek) == wanted


def test_a_dragged_block_lands_before_the_one_it_was_dropped_on(facilitator, draaiboek, blokken):
    facilitator.post(url("blok_move", draaiboek, blokken[3].pk), {"naar": str(blokken[0].pk), "orde": mark(draaiboek)})
    assert order(draaiboek) == ["Slot", "Inloop", "Sluis", "Kade"]


def test_the_new_place_is_said_aloud(facilitator, draaiboek, blokken):
    answer = facilitator.post(
        url("blok_move", draaiboek, blokken[0].pk),
        {"naar": "later", "orde": mark(draaiboek)},
        headers={"hx-request": "true"},
        follow=True,
    )
    assert "‘Inloop’ staat nu op plek 2 van 3 en begint om 14.00 uur." in answer.text
    assert "<html" not in answer.text


def test_moving_in_an_old_order_moves_nothing_and_shows_the_new_one(facilitator, draaiboek, blokken):
    old = mark(draaiboek)
    facilitator.post(url("blok_move", draaiboek, blokken[0].pk), {"naar": "later", "orde": old})

    answer = facilitator.post(url("blok_move", draaiboek, blokken[3].pk), {"naar": "eerder", "orde": old})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Er is niets verplaatst." in answer.text
    assert order(draaiboek) == ["Sluis", "Kade", "Inloop", "Slot"]


# ---- two at once -----------------------------------------------------------------------------------------


def test_the_second_of_two_sees_what_the_first_wrote_and_chooses(facilitator, client_as, draaiboek, blokken):
    block, old = blokken[0], form_of(blokken[0])
    client_as(Rol.FACILITATOR).post(url("blok_edit", draaiboek, block.pk), {**old, "leiding": "Mo Idrissi"})

    answer = facilitator.post(url("blok_edit", draaiboek, block.pk), {**old, "leiding": "Trudy", "notitie": "Vroeg."})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert {row.veld.name: (row.uw_tekst, row.staat_er_nu) for row in answer.context["verschillen"]} == {
        "leiding": ("Trudy", "Mo Idrissi"),
        "notitie": ("Vroeg.", ""),
    }
    block.refresh_from_db()
    assert block.leiding == "Mo Idrissi"
    again = {**old, "leiding": "Trudy", "versie": answer.context["form"]["versie"].value()}
    assert facilitator.post(url("blok_edit", draaiboek, block.pk), again).status_code == HTTPStatus.FOUND


def test_two_blocks_can_be_edited_at_once(facilitator, client_as, draaiboek, blokken):
    first, last = form_of(blokken[0], leiding="Mo"), form_of(blokken[3], leiding="Trudy")
    assert client_as(Rol.FACILITATOR).post(url("blok_edit", draaiboek, blokken[0].pk), first).status_code == 302
    assert facilitator.post(url("blok_edit", draaiboek, blokken[3].pk), last).status_code == 302


def test_what_was_typed_in_a_block_that_somebody_removed_can_still_be_kept(facilitator, client_as, draaiboek, blokken):
    block, old = blokken[0], form_of(blokken[0], notitie="Dit wil ik houden.")
    client_as(Rol.FACILITATOR).post(url("blok_remove", draaiboek, block.pk))

    answer = facilitator.post(url("blok_edit", draaiboek, block.pk), old)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Dit wil ik houden." in answer.text

    facilitator.post(url("blok_edit", draaiboek, block.pk), {**old, "versie": answer.context["form"]["versie"].value()})
    assert order(draaiboek)[0] == "Inloop"
    assert draaiboek.blokken.get(pk=block.pk).notitie == "Dit wil ik houden."


def test_minutes_change_in_the_list_and_the_least_goes_along(facilitator, draaiboek, blokken):
    answer = facilitator.post(
        url("blok_minutes", draaiboek, blokken[0].pk),
        {"minuten": 15, "versie": 1},
        headers={"hx-request": "true"},
        follow=True,
    )
    block = draaiboek.blokken.get(pk=blokken[0].pk)
    assert (block.minuten, block.min_minuten) == (15, 15)
    assert "13.45" in answer.text


@pytest.mark.parametrize("typed", ["", "0", "601", "-3", "veel", "9" * 40])
def test_minutes_that_are_no_minutes_are_said_beside_the_block(typed, facilitator, draaiboek, blokken):
    answer = facilitator.post(url("blok_minutes", draaiboek, blokken[0].pk), {"minuten": typed, "versie": 1})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Vul een getal in van 1 tot en met 600." in answer.text
    assert draaiboek.blokken.get(pk=blokken[0].pk).minuten == 30


def test_minutes_on_an_old_version_ask_first(facilitator, client_as, draaiboek, blokken):
    where = url("blok_minutes", draaiboek, blokken[0].pk)
    client_as(Rol.FACILITATOR).post(where, {"minuten": 40, "versie": 1})

    answer = facilitator.post(where, {"minuten": 20, "versie": 1})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Nu staat er 40 minuten." in answer.text
    assert "Maak er toch 20 van" in answer.text
    assert draaiboek.blokken.get(pk=blokken[0].pk).minuten == 40


def test_an_open_page_hears_what_somebody_else_did_and_nothing_of_its_own(facilitator, client_as, draaiboek, blokken):
    mo = client_as(Rol.FACILITATOR)
    state = url("draaiboek_state", draaiboek)
    assert facilitator.get(state, {"versie": 1}).status_code == HTTPStatus.NO_CONTENT

    mo.post(url("blok_minutes", draaiboek, blokken[0].pk), {"minuten": 40, "versie": 1})

    assert "maakte ‘Inloop’ 40 minuten in plaats van 30" in facilitator.get(state, {"versie": 1}).text
    assert mo.get(state, {"versie": 1}).status_code == HTTPStatus.NO_CONTENT
