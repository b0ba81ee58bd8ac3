"""The pages of a division: move, keep, take out, undo, fix, open, search, filter and download."""

from http import HTTPStatus

import pytest

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.eigendata import databronnen
from pilots.tafels.models import Tafelwens
from pilots.traject.haken import Verandering, tell_change
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelstap
from pilots.werkconferentie.programma.betrokken import who_go_to
from pilots.werkconferentie.programma.models import Begeleiding, Ruimte, Sessie
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory
from tests.factories.werkconferentie import WorkshopFactory
from tests.werkconferentie.zalen import HTMX, a_conference, divided, places_of, proposed, url, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot)


@pytest.fixture
def client(client_as):
    return client_as(Rol.FACILITATOR)


def post(client, name, verdeling, *more, **fields):
    verdeling.refresh_from_db()
    return client.post(url(name, verdeling.bijeenkomst, *more), {"versie": verdeling.versie, **fields})


def a_place(verdeling, titel):
    """Somebody in this workshop, and the other session of that round."""
    place = verdeling.plaatsingen.filter(sessie__workshop__titel=titel).select_related("persoon", "ronde").first()
    other = Sessie.objects.filter(ronde=place.ronde).exclude(pk=place.sessie_id).get()
    return place, other


def test_somebody_is_moved_by_hand_and_keeps_that_place(meeting, client):
    a_conference(meeting, plaatsen=6)
    verdeling = divided(meeting)
    place, other = a_place(verdeling, "Brieven")

    asked = client.get(url("plaatsing_move", meeting, place.ronde_id, place.persoon_id))
    answer = post(client, "plaatsing_move", verdeling, place.ronde_id, place.persoon_id, sessie=other.pk, vast="1")
    again = proposed(meeting)

    assert f"Waar gaat {place.persoon} naartoe?" in asked.text
    assert answer.status_code == HTTPStatus.FOUND
    moved = Plaatsing.objects.get(persoon=place.persoon)
    assert (moved.sessie, moved.is_vast, moved.keus) == (other, True, None)
    assert moved.reden == "De facilitator gaf u deze plaats."
    assert [place.persoon_id, place.ronde_id, other.pk] in again.voorstel["plaatsen"]
    assert Gebeurtenis.objects.about(verdeling).filter(zin__startswith=f"zette {place.persoon} bij").exists()


def test_what_speaks_against_it_is_said_and_asked_once(meeting, client):
    a_conference(meeting, gasten=8)
    Ruimte.objects.update(is_toegankelijk=False)
    verdeling = divided(meeting)
    place, other = a_place(verdeling, "Budget")
    meeting.uitnodigingen.filter(persoon=place.persoon).update(toegang="rolstoel")
    mate = verdeling.plaatsingen.filter(sessie=other).first().persoon
    een, ander = sorted([place.persoon, mate], key=lambda one: one.pk)
    Tafelwens.objects.create(pilot=meeting.pilot, een=een, ander=ander, soort="niet_samen")

    asked = post(client, "plaatsing_move", verdeling, place.ronde_id, place.persoon_id, sessie=other.pk)
    still = places_of(verdeling)[place.persoon_id, place.ronde_id]
    post(client, "plaatsing_move", verdeling, place.ronde_id, place.persoon_id, sessie=other.pk, akkoord="1")

    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for said in ("zit vol: 4 van 4", "niet zonder drempels", "willen niet samen zitten", "Zet toch bij"):
        assert said in asked.text
    assert still == place.sessie_id
    assert places_of(verdeling)[place.persoon_id, place.ronde_id] == other.pk
    page = client.get(url("verdeling_detail", meeting))
    assert "1 meer dan er passen." in page.text


def test_a_workshop_twice_is_warned_for(meeting, client):
    a_conference(meeting, rondes=2, plaatsen=6)
    verdeling = divided(meeting)
    place = verdeling.plaatsingen.filter(sessie__workshop__titel="Budget").select_related("ronde").first()
    same = Sessie.objects.get(ronde=place.ronde, workshop__titel="Brieven")

    asked = post(client, "plaatsing_move", verdeling, place.ronde_id, place.persoon_id, sessie=same.pk)

    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "al bij ‘Brieven’" in asked.text


def test_what_cannot_be_is_refused(meeting, client):
    people = a_conference(meeting, plaatsen=8)
    verdeling = divided(meeting)
    place, other = a_place(verdeling, "Brieven")
    args = (place.ronde_id, place.persoon_id)

    nothing = post(client, "plaatsing_move", verdeling, *args)
    Sessie.objects.filter(pk=other.pk).update(gesloten_op=meeting.begint_op)
    closed = post(client, "plaatsing_move", verdeling, *args, sessie=other.pk)
    Sessie.objects.filter(pk=other.pk).update(gesloten_op=None)
    Begeleiding.objects.create(workshop=meeting.workshops.get(titel="Brieven"), persoon=place.persoon)
    leads = post(client, "plaatsing_move", verdeling, *args, sessie=other.pk)
    withdraw(meeting, people[-1])
    gone = post(client, "plaatsing_move", verdeling, place.ronde_id, people[-1].pk, sessie=other.pk)

    answers = (nothing, closed, leads, gone)
    assert [one.status_code for one in answers] == [HTTPStatus.CONFLICT] * 4
    for said, one in zip(("Kies eerst", "niet door", "begeleidt in deze ronde", "komt niet"), answers, strict=True):
        assert said in one.text


def test_somebody_is_taken_out_put_back_and_undone(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    before = places_of(verdeling)
    place, _ = a_place(verdeling, "Brieven")
    args = (place.ronde_id, place.persoon_id)

    post(client, "plaatsing_remove", verdeling, *args)
    without = client.get(url("verdeling_detail", meeting))
    post(client, "plaatsing_move", verdeling, *args, sessie=place.sessie_id)
    for _ in range(2):
        post(client, "verdeling_undo", verdeling)

    assert "Nog geen plek (1)" in without.text
    assert "Geef een plek" in without.text
    assert places_of(verdeling) == before
    assert Plaatsing.objects.get(persoon=place.persoon).reden == "Dit is uw eerste keus."


def test_taking_over_is_undone_too_and_then_there_is_nothing_left_to_undo(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)

    post(client, "verdeling_undo", verdeling)
    nothing = post(client, "verdeling_undo", verdeling)

    assert places_of(verdeling) == {}
    assert nothing.status_code == HTTPStatus.CONFLICT


def test_undoing_brings_nobody_back_who_withdrew(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    place, _ = a_place(verdeling, "Brieven")
    post(client, "plaatsing_remove", verdeling, place.ronde_id, place.persoon_id)
    withdraw(meeting, place.persoon)

    post(client, "verdeling_undo", verdeling)

    assert not Plaatsing.objects.filter(persoon=place.persoon).exists()


def test_a_pin_is_set_and_loosened(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    place, _ = a_place(verdeling, "Budget")
    args = (place.ronde_id, place.persoon_id)

    post(client, "plaatsing_pin", verdeling, *args)
    page = client.get(url("verdeling_detail", meeting))
    post(client, "plaatsing_pin", verdeling, *args)

    assert "vaste plek" in page.text
    assert not Plaatsing.objects.get(persoon=place.persoon).is_vast


def test_who_was_too_late_sees_how_it_is_and_changes_nothing(meeting, client):
    a_conference(meeting, plaatsen=6)
    verdeling = divided(meeting)
    place, other = a_place(verdeling, "Brieven")
    before = places_of(verdeling)
    old = {"versie": verdeling.versie - 1}

    pinned = client.post(url("plaatsing_pin", meeting, place.ronde_id, place.persoon_id), old)
    moved = client.post(url("plaatsing_move", meeting, place.ronde_id, place.persoon_id), {**old, "sessie": other.pk})
    fixed = client.post(url("verdeling_fix", meeting), old)

    for answer in (pinned, moved, fixed):
        assert answer.status_code == HTTPStatus.CONFLICT
        assert "Iemand anders veranderde net de verdeling" in answer.text
    assert places_of(verdeling) == before


def test_fixing_shows_guests_their_place_and_sends_nothing(meeting, client, mailoutbox):
    people = a_conference(meeting)
    verdeling = divided(meeting)

    asked = client.get(url("verdeling_fix", meeting))
    draft = Plaatsing.objects.fixed().count()
    post(client, "verdeling_fix", verdeling)
    seen = Plaatsing.objects.fixed().count()
    refused = client.post(url("voorstel_make", meeting))
    post(client, "verdeling_reopen", verdeling)

    assert f"zien {len(people)} mensen" in asked.text
    assert (draft, seen) == (0, 6)
    assert "Maak haar eerst weer open" in refused.text
    assert not Plaatsing.objects.fixed().exists()
    assert mailoutbox == []


def test_fixing_is_refused_with_words_as_long_as_something_is_not_right(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    Sessie.objects.filter(workshop__titel="Brieven").update(gesloten_op=meeting.begint_op, gesloten_omdat="Ziek.")
    Sessie.objects.filter(workshop__titel="Budget").update(ruimte=None)
    newcomer = UitnodigingFactory(bijeenkomst=meeting, status="ja").persoon

    asked = client.get(url("verdeling_fix", meeting))
    refused = post(client, "verdeling_fix", verdeling)

    for text in (asked.text, refused.text):
        assert f"Nog geen plek in ‘Ronde 1’: {newcomer}." in text
        assert "‘Brieven’ gaat in ‘Ronde 1’ niet door, en daar zijn nog 4 gasten ingedeeld." in text
        assert "‘Budget’ heeft in ‘Ronde 1’ geen ruimte." in text
    assert refused.status_code == HTTPStatus.CONFLICT
    verdeling.refresh_from_db()
    assert not verdeling.is_fixed


def test_an_empty_division_is_not_fixed(meeting, client):
    a_conference(meeting)

    answer = client.post(url("verdeling_fix", meeting), {"versie": 1})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "nog niemand een plek" in answer.text


def test_a_room_that_goes_after_fixing_is_said(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)

    Ruimte.objects.filter(sessies__workshop__titel="Brieven").delete()
    page = client.get(url("verdeling_detail", meeting))

    assert "‘Brieven’ heeft in ‘Ronde 1’ geen ruimte." in page.text
    assert Plaatsing.objects.fixed().count() == 6


def test_who_withdraws_after_fixing_is_on_no_list_at_once(meeting, client):
    people = a_conference(meeting)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)

    withdraw(meeting, people[0])

    assert not Plaatsing.objects.fixed().filter(persoon=people[0]).exists()
    page = client.get(url("verdeling_detail", meeting))
    assert f"Komt niet meer: {people[0]}." in page.text
    assert client.get(url("plaatsing_list", meeting), {"q": people[0].naam}).context["aantal"] == 0


def test_a_place_that_somebody_else_took_is_not_given_back(meeting, client):
    people = a_conference(meeting, gasten=8)
    verdeling = divided(meeting)
    mine = Plaatsing.objects.get(persoon=people[0])
    withdraw(meeting, people[0])
    newcomer = UitnodigingFactory(bijeenkomst=meeting, status="ja").persoon

    post(client, "plaatsing_move", verdeling, mine.ronde_id, newcomer.pk, sessie=mine.sessie_id)
    meeting.uitnodigingen.filter(persoon=people[0]).update(status="ja")

    assert (people[0].pk, mine.ronde_id) not in places_of(verdeling)


def test_who_leads_without_an_invitation_has_a_place(meeting, client):
    a_conference(meeting)
    lead = UitnodigingFactory(bijeenkomst=meeting, status="nee").persoon
    Begeleiding.objects.create(workshop=meeting.workshops.get(titel="Budget"), persoon=lead)

    verdeling = divided(meeting)

    place = verdeling.plaatsingen.standing().get(persoon=lead)
    assert (place.is_begeleider, place.sessie.workshop.titel) == (True, "Budget")


def test_the_list_is_searched_filtered_and_downloaded(meeting, client):
    people = a_conference(meeting)
    people[0].organisatie = OrganisatieFactory(naam="Voedselbank Noord")
    people[0].save()
    divided(meeting)
    here = url("plaatsing_list", meeting)

    every = client.get(here)
    found = client.get(here, {"q": "voedselbank"}, headers=HTMX)
    first = client.get(here, {"keus": "eerste"})
    other = client.get(here, {"keus": "anders", "ronde": meeting.rondes.get().pk})
    budget = client.get(here, {"workshop": meeting.workshops.get(titel="Budget").pk})
    nobody = client.get(here, {"q": "bestaat niet"})
    file = client.get(url("plaatsing_export", meeting), {"als": "csv", "keus": "eerste"})

    assert "Dit is uw eerste keus." in every.text
    assert found.text.strip().startswith('<section id="personen"')
    assert [one.context["aantal"] for one in (every, found, first, other, budget, nobody)] == [6, 1, 4, 2, 2, 0]
    assert "Niemand gevonden" in nobody.text
    lines = file.content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 5
    assert "Ronde 1, waarom" in lines[0]


def test_a_card_with_whom_was_searched_for_is_shown(meeting, client):
    people = a_conference(meeting)
    divided(meeting)

    page = client.get(url("verdeling_detail", meeting), {"q": people[0].naam})

    assert len(page.context["beeld"].toon) == 1
    assert "1 workshop met" in page.text


@pytest.mark.parametrize("gasten", [5, 30])
def test_the_pages_ask_as_much_for_thirty_guests_as_for_five(gasten, meeting, client, django_assert_num_queries):
    a_conference(meeting, gasten=gasten, rondes=2, titels=("A", "B", "C"), plaatsen=20)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)
    client.get(url("verdeling_detail", meeting))

    with django_assert_num_queries(21):
        client.get(url("verdeling_detail", meeting))
    with django_assert_num_queries(18):
        client.get(url("plaatsing_list", meeting))


def test_steps_are_forgotten_when_the_meeting_was_held(meeting, client):
    a_conference(meeting)
    divided(meeting)

    tell_change(meeting, Verandering.GEHOUDEN, by=client.user)

    assert not Verdeelstap.objects.exists()


def test_after_the_meeting_nobody_changes_place(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    place, _ = a_place(verdeling, "Brieven")
    meeting.status = "gehouden"
    meeting.save(update_fields=["status"])

    answers = [
        post(client, "plaatsing_remove", verdeling, place.ronde_id, place.persoon_id),
        post(client, "verdeling_undo", verdeling),
        post(client, "verdeling_fix", verdeling),
        client.post(url("voorstel_make", meeting)),
    ]

    assert [one.status_code for one in answers] == [HTTPStatus.CONFLICT] * 4


def test_a_guest_reads_the_place_and_why_and_can_be_taken_out(meeting, client):
    people = a_conference(meeting)
    verdeling = divided(meeting)
    source = next(one for one in databronnen() if one.key == "plaatsing")
    draft = source.lees(people[0])
    post(client, "verdeling_fix", verdeling)

    read = source.lees(people[0])
    source.wis(people[0])

    assert draft.regels == []
    assert len(read.regels) == 1
    assert Plaatsing.objects.get(persoon=people[1]).reden
    assert not Plaatsing.objects.filter(persoon=people[0]).exists()


def test_who_is_placed_is_concerned_when_a_session_changes(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    sessie = Sessie.objects.get(workshop__titel="Brieven")
    draft = who_go_to(meeting, [sessie.pk])
    post(client, "verdeling_fix", verdeling)

    assert draft == set()
    assert len(who_go_to(meeting, [sessie.pk])) == 4


@pytest.mark.parametrize("name", ["plaatsing_move", "plaatsing_pin", "plaatsing_remove"])
def test_a_guest_of_another_pilot_does_not_exist(name, meeting, client):
    other = BijeenkomstFactory()
    people = a_conference(other)
    ronde = other.rondes.get()

    assert client.post(url(name, other, ronde.pk, people[0].pk)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(url(name, meeting, ronde.pk, people[0].pk)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["verdeling_undo", "verdeling_fix", "verdeling_reopen", "verdeling_tell"])
def test_who_is_no_facilitator_changes_nothing(name, meeting, client_as):
    assert client_as(Rol.KETENPARTNER).post(url(name, meeting)).status_code == HTTPStatus.FORBIDDEN


def test_a_workshop_without_people_is_shown_empty(meeting, client):
    a_conference(meeting, gasten=2, plaatsen=6)
    WorkshopFactory(bijeenkomst=meeting)
    divided(meeting)

    assert "Hier is nog niemand." in client.get(url("verdeling_detail", meeting)).text
