"""The grid: workshops are picked up and put down, rooms and rounds come and go, and two facilitators see each other."""

from datetime import time
from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.werkconferentie.programma import betrokken
from pilots.werkconferentie.programma.models import Begeleiding, Programma, Ronde, Ruimte, Sessie
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.bijeenkomsten import DraaiboekblokFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import RondeFactory, RuimteFactory, SessieFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot)


def url(name, meeting, *more):
    return reverse(f"programma:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def versie(meeting):
    return programme_of(meeting).versie


def put(client, meeting, **fields):
    return client.post(url("sessie_place", meeting), {"versie": versie(meeting), **fields})


@pytest.fixture
def placed(monkeypatch):
    """Who has a place in a session, as the app of the places says it."""
    people = {}
    monkeypatch.setattr(
        betrokken, "_sources", [lambda meeting, keys: [pk for key in keys for pk in people.get(key, ())]]
    )
    return people


def test_an_empty_programme_says_what_comes_first(meeting, client_as):
    page = client_as(Rol.FACILITATOR).get(url("rooster", meeting))

    assert "Begin met de ruimten" in page.text
    assert "Neem rondes en ruimten over" not in page.text
    assert not Programma.objects.exists()


def test_after_the_rooms_come_the_rounds(meeting, client_as):
    RuimteFactory(bijeenkomst=meeting, naam="Leeszaal")

    page = client_as(Rol.FACILITATOR).get(url("rooster", meeting))

    assert "Maak de eerste ronde" in page.text
    assert "Leeszaal" in page.text


def test_a_workshop_is_picked_up_and_put_down_without_a_mouse(meeting, client_as):
    ronde, ruimte = RondeFactory(bijeenkomst=meeting), RuimteFactory(bijeenkomst=meeting, naam="Leeszaal")
    workshop = WorkshopFactory(bijeenkomst=meeting, titel="Geldrust")
    client = client_as(Rol.FACILITATOR)

    picked = client.get(url("rooster", meeting), {"kies": f"w{workshop.pk}"})
    answer = put(client, meeting, wat=f"w{workshop.pk}", ronde=ronde.pk, ruimte=ruimte.pk)

    assert "Waar komt ‘Geldrust’?" in picked.text
    assert f'value="{ronde.pk}-{ruimte.pk}"' in picked.text
    sessie = Sessie.objects.get()
    assert (sessie.ronde, sessie.ruimte) == (ronde, ruimte)
    assert answer.status_code == HTTPStatus.FOUND
    page = client.get(answer.url)
    assert "‘Geldrust’ staat nu in ‘Ronde 1’, Leeszaal." in page.text
    assert "Maak ongedaan" in page.text


def test_a_cell_that_was_clicked_goes_before_the_lists(meeting, client_as):
    een, twee = (RondeFactory(bijeenkomst=meeting, begint_om=time(uur)) for uur in (10, 11))
    ruimten = [RuimteFactory(bijeenkomst=meeting) for _ in range(2)]
    sessie = SessieFactory(ronde=een, ruimte=ruimten[0])

    put(
        client_as(Rol.FACILITATOR), meeting, wat=f"s{sessie.pk}", ronde=een.pk, ruimte=ruimten[0].pk,
        plek=f"{twee.pk}-{ruimten[1].pk}",
    )  # fmt: skip

    sessie.refresh_from_db()
    assert (sessie.ronde, sessie.ruimte) == (twee, ruimten[1])


def test_a_workshop_is_held_in_every_round_at_once(meeting, client_as):
    rondes = [RondeFactory(bijeenkomst=meeting, begint_om=time(uur)) for uur in (10, 11, 13)]
    RondeFactory(bijeenkomst=meeting, soort="pauze", begint_om=time(12))
    ruimte = RuimteFactory(bijeenkomst=meeting)
    workshop = WorkshopFactory(bijeenkomst=meeting)
    SessieFactory(ronde=rondes[1], workshop=workshop, ruimte=None)
    client = client_as(Rol.FACILITATOR)

    put(client, meeting, wat=f"w{workshop.pk}", ronde="alle", ruimte=ruimte.pk)
    again = put(client, meeting, wat=f"w{workshop.pk}", ronde="alle", ruimte=ruimte.pk)

    assert [(one.ronde, one.ruimte) for one in workshop.sessies.all()] == [
        (rondes[0], ruimte), (rondes[1], None), (rondes[2], ruimte),
    ]  # fmt: skip
    assert again.status_code == HTTPStatus.CONFLICT
    assert "staat al in elke ronde" in again.text


@pytest.mark.parametrize("plek", ["", "x-y", "12", "--"])
def test_nothing_chosen_changes_nothing(meeting, client_as, plek):
    workshop = WorkshopFactory(bijeenkomst=meeting)

    answer = put(client_as(Rol.FACILITATOR), meeting, wat=f"w{workshop.pk}", plek=plek)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Kies eerst een workshop" in answer.text


def test_the_last_step_is_undone_as_long_as_nobody_changed_anything(meeting, client_as):
    sessie = SessieFactory(ronde__bijeenkomst=meeting, workshop__titel="Geldrust")
    before = (sessie.ronde_id, sessie.ruimte_id)
    client = client_as(Rol.FACILITATOR)

    put(client, meeting, wat=f"s{sessie.pk}", plek="weg")
    gone = Sessie.objects.count()
    client.post(url("rooster_undo", meeting), {"versie": versie(meeting)})

    back = Sessie.objects.get()
    assert gone == 0
    assert (back.ronde_id, back.ruimte_id) == before
    assert "maakte ongedaan: ‘Geldrust’" in Gebeurtenis.objects.about(programme_of(meeting)).first().zin


def test_a_step_is_not_undone_over_what_somebody_else_did(meeting, client_as):
    een, ander = (SessieFactory(ronde__bijeenkomst=meeting) for _ in range(2))
    mine, theirs = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    put(mine, meeting, wat=f"s{een.pk}", plek="weg")
    put(theirs, meeting, wat=f"s{ander.pk}", plek=f"{ander.ronde_id}-0")

    page = mine.get(url("rooster", meeting))
    answer = mine.post(url("rooster_undo", meeting), {"versie": versie(meeting)})

    assert "Maak ongedaan" not in page.text
    assert answer.status_code == HTTPStatus.CONFLICT
    assert not Sessie.objects.filter(pk=een.pk).exists()


def test_who_was_too_late_sees_what_the_other_did(meeting, client_as):
    een, ander = (SessieFactory(ronde__bijeenkomst=meeting) for _ in range(2))
    mine, theirs = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    old = versie(meeting)
    put(mine, meeting, wat=f"s{een.pk}", plek="weg")

    late = theirs.post(url("sessie_place", meeting), {"versie": old, "wat": f"s{ander.pk}", "plek": "weg"})

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Iemand anders veranderde net het programma" in late.text
    assert f"{mine.user} haalde ‘{een.workshop}’" in late.text
    assert Sessie.objects.filter(pk=ander.pk).exists()


def test_conflicts_stand_on_top_and_beside_the_workshop(meeting, client_as):
    ronde, ruimte = RondeFactory(bijeenkomst=meeting), RuimteFactory(bijeenkomst=meeting, naam="Atelier")
    persoon = PersoonFactory(pilot=meeting.pilot, naam="Sanne")
    for titel in ("De envelop", "Geldrust"):
        sessie = SessieFactory(ronde=ronde, ruimte=ruimte, workshop__titel=titel)
        Begeleiding.objects.create(workshop=sessie.workshop, persoon=persoon)

    page = client_as(Rol.FACILITATOR).get(url("rooster", meeting))

    assert "2 dingen kunnen zo niet" in page.text
    assert page.text.count("<b>Fout:</b> In Atelier zijn in ‘Ronde 1’ 2 workshops.") == 3
    assert page.text.count("Sanne begeleidt ‘De envelop’ en ‘Geldrust’") >= 3


def test_a_move_is_shown_at_once_with_what_it_causes(meeting, client_as):
    ronde, ruimte = RondeFactory(bijeenkomst=meeting), RuimteFactory(bijeenkomst=meeting, plaatsen=3)
    workshop = WorkshopFactory(bijeenkomst=meeting, plaatsen_min=6)

    answer = client_as(Rol.FACILITATOR).post(
        url("sessie_place", meeting),
        {"versie": versie(meeting), "wat": f"w{workshop.pk}", "plek": f"{ronde.pk}-{ruimte.pk}"},
        headers=HTMX, follow=True,
    )  # fmt: skip

    assert answer.text.strip().startswith('<section id="rooster"')
    assert "heeft minstens 6 deelnemers nodig" in answer.text


def test_an_open_page_is_only_sent_anew_when_something_changed(meeting, client_as):
    sessie = SessieFactory(ronde__bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)
    seen = {"gezien": versie(meeting)}

    same = client.get(url("rooster", meeting), seen, headers=HTMX)
    put(client, meeting, wat=f"s{sessie.pk}", plek="weg")
    changed = client.get(url("rooster", meeting), seen, headers=HTMX)

    assert same.status_code == HTTPStatus.NO_CONTENT
    assert changed.status_code == HTTPStatus.OK


def test_where_people_have_a_place_the_page_asks_first(meeting, client_as, placed):
    sessie = SessieFactory(ronde__bijeenkomst=meeting, workshop__titel="Geldrust")
    placed[sessie.pk] = [PersoonFactory(pilot=meeting.pilot).pk for _ in range(3)]
    client = client_as(Rol.FACILITATOR)

    asked = client.post(
        url("sessie_place", meeting), {"versie": versie(meeting), "wat": f"s{sessie.pk}", "plek": "weg"}, follow=True
    )
    still = Sessie.objects.exists()
    put(client, meeting, wat=f"s{sessie.pk}", plek="weg", zeker="ja")

    assert "Bij ‘Geldrust’ zijn 3 mensen ingedeeld." in asked.text
    assert "Hier zijn 3 mensen ingedeeld" in asked.text
    assert still
    assert not Sessie.objects.exists()


def test_a_workshop_is_closed_with_a_reason_and_opened_again(meeting, client_as):
    sessie = SessieFactory(ronde__bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)
    closing = url("sessie_close", meeting, sessie.pk)

    empty = client.post(closing, {"versie": versie(meeting), "omdat": " "})
    client.post(closing, {"versie": versie(meeting), "omdat": "Er waren te weinig aanmeldingen."})
    sessie.refresh_from_db()
    shut = sessie.is_open
    page = client.get(url("rooster", meeting))
    client.post(url("sessie_open", meeting, sessie.pk), {"versie": versie(meeting)})
    sessie.refresh_from_db()

    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Schrijf op wat de reden is" in empty.text
    assert not shut
    assert "Er waren te weinig aanmeldingen." in page.text
    assert sessie.is_open


def test_a_room_is_added_changed_and_refused_twice(meeting, client_as):
    client = client_as(Rol.FACILITATOR)
    fields = {"naam": "Leeszaal", "plaatsen": 24, "tegelijk": 1, "is_toegankelijk": "on", "versie": 0}

    added = client.post(url("ruimte_add", meeting), fields)
    twice = client.post(url("ruimte_add", meeting), {**fields, "naam": "leeszaal "})
    room = Ruimte.objects.get()
    page = client.get(url("ruimte_edit", meeting, room.pk))
    client.post(
        url("ruimte_edit", meeting, room.pk),
        {**fields, "plaatsen": 30, "versie": page.context["form"]["versie"].value()},
    )

    assert added.status_code == HTTPStatus.FOUND
    assert twice.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Er is al een ruimte die ‘leeszaal’ heet" in twice.text
    room.refresh_from_db()
    assert room.plaatsen == 30


@pytest.mark.parametrize(("field", "value"), [("plaatsen", 0), ("plaatsen", "veel"), ("tegelijk", 99), ("naam", "")])
def test_a_room_that_cannot_be_is_not_kept(meeting, client_as, field, value):
    fields = {"naam": "Leeszaal", "plaatsen": 24, "tegelijk": 1, "versie": 0, "weg_naar": "Bij de lift links."}

    page = client_as(Rol.FACILITATOR).post(url("ruimte_add", meeting), {**fields, field: value})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Bij de lift links." in page.text
    assert not Ruimte.objects.exists()


def test_two_who_change_one_room_see_both_texts(meeting, client_as):
    room = RuimteFactory(bijeenkomst=meeting, naam="Leeszaal", plaatsen=20)
    client = client_as(Rol.FACILITATOR)
    old = client.get(url("ruimte_edit", meeting, room.pk)).context["form"]["versie"].value()
    Ruimte.objects.update(plaatsen=25)
    fields = {"naam": "Leeszaal", "plaatsen": 30, "tegelijk": 1, "is_toegankelijk": "on"}

    late = client.post(url("ruimte_edit", meeting, room.pk), {**fields, "versie": old})
    client.post(url("ruimte_edit", meeting, room.pk), {**fields, "versie": late.context["form"]["versie"].value()})

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Iemand anders paste dit net ook aan" in late.text
    assert '<td data-kop="Staat er nu">25</td>' in late.text
    room.refresh_from_db()
    assert room.plaatsen == 30


def test_a_change_elsewhere_in_the_programme_does_not_stop_who_writes_of_a_room(meeting, client_as):
    room, sessie = RuimteFactory(bijeenkomst=meeting, naam="Zolder"), SessieFactory(ronde__bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)
    page = client.get(url("ruimte_edit", meeting, room.pk))
    put(client_as(Rol.FACILITATOR), meeting, wat=f"s{sessie.pk}", plek="weg")
    fields = {"naam": "Zolder", "plaatsen": 9, "tegelijk": 1, "versie": page.context["form"]["versie"].value()}

    assert client.post(url("ruimte_edit", meeting, room.pk), fields).status_code == HTTPStatus.FOUND


def test_before_a_room_goes_the_page_says_which_workshops_lose_it(meeting, client_as):
    sessie = SessieFactory(ronde__bijeenkomst=meeting, workshop__titel="Geldrust", ruimte__naam="Atelier")
    client = client_as(Rol.FACILITATOR)
    gone = url("ruimte_remove", meeting, sessie.ruimte_id)

    page = client.get(gone)
    late = client.post(gone, {"versie": versie(meeting) + 7})
    still = Ruimte.objects.exists()
    client.post(gone, {"versie": versie(meeting)})

    assert "1 workshop verliest zijn ruimte" in page.text
    assert "Geldrust in Ronde 1" in page.text
    assert late.status_code == HTTPStatus.CONFLICT
    assert still
    sessie.refresh_from_db()
    assert sessie.ruimte is None


def test_a_round_is_added_with_a_sensible_beginning(meeting, client_as):
    RondeFactory(bijeenkomst=meeting, titel="Ronde 1", begint_om=time(10), minuten=40)
    client = client_as(Rol.FACILITATOR)

    form = client.get(url("ronde_add", meeting)).context["form"]
    fields = {"titel": "Ronde 2", "soort": "keuze", "begint_om": "10.50", "minuten": 40, "versie": 0}
    client.post(url("ronde_add", meeting), fields)

    assert (form["titel"].value(), form["begint_om"].value(), form["minuten"].value()) == ("Ronde 2", "10.50", 40)
    assert Ronde.objects.get(titel="Ronde 2").begint_om == time(10, 50)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"begint_om": "half elf"}, "Dit is geen tijd"),
        ({"minuten": 3}, "Vul 5 of meer in"),
        ({"begint_om": "23.30", "minuten": 60}, "eindigt pas na middernacht"),
        ({"soort": "feest"}, "feest"),
    ],
)
def test_a_round_that_cannot_be_is_not_kept(meeting, client_as, fields, sentence):
    good = {"titel": "Ronde 1", "soort": "keuze", "begint_om": "10.50", "minuten": 40, "versie": 0}

    page = client_as(Rol.FACILITATOR).post(url("ronde_add", meeting), {**good, **fields})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in page.text
    assert not Ronde.objects.exists()


def test_a_round_goes_with_what_stands_in_it(meeting, client_as):
    sessie = SessieFactory(ronde__bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("ronde_remove", meeting, sessie.ronde_id))
    client.post(url("ronde_remove", meeting, sessie.ronde_id), {"versie": versie(meeting)})

    assert "1 workshop gaat mee uit het programma" in page.text
    assert not Ronde.objects.exists()
    assert not Sessie.objects.exists()


def test_rooms_and_rounds_come_from_the_run_sheet(meeting, client_as):
    blok = DraaiboekblokFactory(draaiboek__bijeenkomst=meeting, titel="Opening", ruimte="Grote zaal", minuten=20)
    for ruimte in ("Leeszaal", "Atelier"):
        DraaiboekblokFactory(draaiboek=blok.draaiboek, titel=f"Workshop in {ruimte}", ruimte=ruimte, parallel=1)
    DraaiboekblokFactory(draaiboek=blok.draaiboek, titel="Lunch", is_pauze=True)
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("rooster", meeting))
    client.post(url("rooster_copy", meeting), {"versie": versie(meeting)})
    again = client.post(url("rooster_copy", meeting), {"versie": versie(meeting)})

    assert "Neem rondes en ruimten over uit het draaiboek" in page.text
    assert [(one.titel, one.soort) for one in meeting.rondes.all()] == [
        ("Opening", "plenair"), ("Ronde 1", "keuze"), ("Lunch", "pauze"),
    ]  # fmt: skip
    assert [(one.naam, one.plaatsen) for one in meeting.ruimten.all()] == [
        ("Grote zaal", 60), ("Leeszaal", 20), ("Atelier", 20),
    ]  # fmt: skip
    assert again.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_who_does_not_run_meetings_does_not_arrange_the_programme(rol, meeting, client_as):
    client = client_as(rol)

    assert client.get(url("rooster", meeting)).status_code == HTTPStatus.FORBIDDEN
    assert put(client, meeting, wat="w1", plek="1-1").status_code == HTTPStatus.FORBIDDEN


def test_what_is_of_another_meeting_does_not_exist(meeting, client_as):
    elsewhere = SessieFactory(ronde__bijeenkomst=BijeenkomstFactory(pilot=meeting.pilot))
    mine = SessieFactory(ronde__bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)

    answers = [
        put(client, meeting, wat=f"s{elsewhere.pk}", plek="weg"),
        put(client, meeting, wat=f"w{elsewhere.workshop_id}", plek=f"{mine.ronde_id}-0"),
        put(client, meeting, wat=f"s{mine.pk}", plek=f"{elsewhere.ronde_id}-0"),
        put(client, meeting, wat=f"s{mine.pk}", plek=f"{mine.ronde_id}-{elsewhere.ruimte_id}"),
    ]

    assert {one.status_code for one in answers} == {HTTPStatus.NOT_FOUND}


@pytest.mark.parametrize("status", ["gehouden", "geannuleerd"])
def test_the_programme_of_a_meeting_that_is_over_only_is_read(status, pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot, status=status)
    sessie = SessieFactory(ronde__bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)

    page = client.get(url("rooster", meeting))
    answers = [
        put(client, meeting, wat=f"s{sessie.pk}", plek="weg"),
        client.get(url("ruimte_add", meeting)),
        client.get(url("ronde_remove", meeting, sessie.ronde_id)),
    ]

    assert "Verplaats" not in page.text
    assert {one.status_code for one in answers} == {HTTPStatus.CONFLICT}


@pytest.mark.parametrize("count", [1, 30])
def test_the_grid_asks_as_often_for_thirty_workshops_as_for_one(meeting, client_as, count, django_assert_num_queries):
    ronde = RondeFactory(bijeenkomst=meeting)
    for _ in range(count):
        sessie = SessieFactory(ronde=ronde)
        Begeleiding.objects.create(workshop=sessie.workshop, persoon=PersoonFactory(pilot=meeting.pilot))
        WorkshopFactory(bijeenkomst=meeting)
    programme_of(meeting)
    client = client_as(Rol.FACILITATOR)
    client.get(url("rooster", meeting))

    with django_assert_num_queries(16):
        client.get(url("rooster", meeting))
