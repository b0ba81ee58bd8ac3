"""A partner proposes a workshop in one form, the facilitator answers, and who proposed it hears and reads it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.vergeten import remove_me
from pilots.traject.onderdelen import own_things, todos_for
from pilots.werkconferentie.programma.models import Begeleiding, Programma, Workshop
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import SessieFactory, WorkshopFactory
from tests.uitnodigen.gast import PAGE, browser, invited, mails

pytestmark = pytest.mark.django_db
FIELDS = {
    "titel": "Een brief herschrijven", "omschrijving": "Wij maken samen een brief leesbaar.", "plaatsen_min": 4,
    "plaatsen_max": 16, "opbrengst": "Een brief voor morgen.", "behoeften": "Pennen", "wil_scherm": "on", "versie": 1,
}  # fmt: skip


def url(name, *args):
    return reverse(f"programma:{name}", args=args)


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=60), korte_titel="Conferentie")


@pytest.fixture
def is_open(meeting):
    Programma.objects.create(bijeenkomst=meeting, voorstellen_tot=timezone.localdate() + timedelta(days=10))


@pytest.fixture
def contact(pilot, client_as):
    """A client of the contact person of a partner."""
    client = client_as(Rol.KETENPARTNER)
    client.persoon = pilot.personen.get(user=client.user)
    client.persoon.organisatie = OrganisatieFactory(naam="Voedselbank")
    client.persoon.save()
    KetenpartnerFactory(
        pilot=pilot, organisatie=client.persoon.organisatie, contactpersoon=client.persoon, confirmed=True
    )
    return client


@pytest.fixture
def guest(meeting):
    return invited(meeting, naam="Samira", organisatie=OrganisatieFactory()).persoon


def proposal(persoon, meeting, **more):
    return WorkshopFactory(
        bijeenkomst=meeting, indiener=persoon, organisatie=persoon.organisatie, **{"status": "voorgesteld", **more}
    )


def test_a_contact_person_proposes_from_the_page_of_the_pilot(meeting, is_open, contact):
    collega = PersoonFactory(pilot=meeting.pilot, organisatie=contact.persoon.organisatie)

    offered = own_things(meeting.pilot, contact.user)
    form = contact.get(url("voorstel_new", meeting.pilot_id, meeting.pk)).context["form"]
    answer = contact.post(
        url("voorstel_new", meeting.pilot_id, meeting.pk),
        {**FIELDS, "begeleider_1": contact.persoon.pk, "begeleider_2": collega.pk, "begeleider_3": collega.pk},
    )

    assert url("voorstel_new", meeting.pilot_id, meeting.pk) in [one.url for one in offered]
    assert form["begeleider_1"].value() == contact.persoon.pk
    made = Workshop.objects.get()
    assert answer.url == url("voorstel_detail", meeting.pilot_id, made.pk)
    assert (made.status, made.indiener, made.organisatie) == (
        "voorgesteld", contact.persoon, contact.persoon.organisatie,
    )  # fmt: skip
    assert set(made.begeleiders.all()) == {contact.persoon, collega}
    assert "De facilitator leest uw voorstel" in contact.get(answer.url).text


def test_a_guest_proposes_with_the_personal_link(meeting, is_open, guest):
    client = browser(guest)

    page = client.get(PAGE)
    answer = client.post(url("gast_voorstel_new", meeting.pk), {**FIELDS, "begeleider_1": guest.pk})

    assert url("gast_voorstel_new", meeting.pk) in page.text
    made = Workshop.objects.get()
    assert answer.url == url("gast_voorstel", made.pk)
    assert Gebeurtenis.objects.about(made).get().door_wie == f"{guest} (persoonlijke link)"
    assert "Een brief herschrijven" in client.get(PAGE).text


def test_a_guest_names_no_colleagues_they_do_not_speak_for(meeting, is_open, guest):
    collega = PersoonFactory(pilot=meeting.pilot, organisatie=guest.organisatie, naam="Collega Kees")
    client = browser(guest)

    page = client.get(url("gast_voorstel_new", meeting.pk))
    answer = client.post(url("gast_voorstel_new", meeting.pk), {**FIELDS, "begeleider_1": collega.pk})

    assert "Collega Kees" not in page.text
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_more_people_at_least_than_at_most_is_said_and_nothing_is_lost(meeting, is_open, guest):
    page = browser(guest).post(url("gast_voorstel_new", meeting.pk), {**FIELDS, "plaatsen_min": 20, "plaatsen_max": 8})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "U vulde in: minstens 20 en hooguit 8 deelnemers. Dat kan niet samen." in page.text
    assert page.text.count("Dat kan niet samen") == 2  # on top, and at the field
    assert "Wij maken samen een brief leesbaar." in page.text
    assert not Workshop.objects.exists()


@pytest.mark.parametrize("days", [None, -1])
def test_when_it_is_not_open_nobody_proposes(meeting, guest, contact, days):
    until = timezone.localdate() + timedelta(days=days) if days else None
    Programma.objects.create(bijeenkomst=meeting, voorstellen_tot=until)
    client = browser(guest)

    page = client.get(PAGE)
    answers = [
        client.get(url("gast_voorstel_new", meeting.pk)),
        client.post(url("gast_voorstel_new", meeting.pk), FIELDS),
        contact.post(url("voorstel_new", meeting.pilot_id, meeting.pk), FIELDS),
    ]

    assert "Stel een workshop voor" not in page.text
    assert {one.status_code for one in answers} == {HTTPStatus.CONFLICT}
    assert not Workshop.objects.exists()


def test_what_must_change_is_read_changed_and_proposed_again(meeting, is_open, guest):
    workshop = proposal(guest, meeting, status="aanpassen", reden="Kan het met 16 mensen?")
    client = browser(guest)

    page = client.get(url("gast_voorstel", workshop.pk))
    answer = client.post(url("gast_voorstel", workshop.pk), {**FIELDS, "versie": workshop.versie})

    assert "Kan het met 16 mensen?" in page.text
    assert answer.status_code == HTTPStatus.FOUND
    workshop.refresh_from_db()
    assert (workshop.status, workshop.plaatsen_max) == ("voorgesteld", 16)
    assert Gebeurtenis.objects.about(workshop).first().zin == f"stelde de workshop ‘{FIELDS['titel']}’ opnieuw voor"


def test_a_proposal_changes_still_when_new_ones_are_closed(meeting, guest):
    workshop = proposal(guest, meeting, status="aanpassen")

    browser(guest).post(url("gast_voorstel", workshop.pk), {**FIELDS, "versie": workshop.versie})

    workshop.refresh_from_db()
    assert workshop.titel == FIELDS["titel"]


def test_two_who_change_one_proposal_see_both_texts(meeting, is_open, guest):
    workshop = proposal(guest, meeting)
    Workshop.objects.update(versie=4, titel="Van een ander")

    late = browser(guest).post(url("gast_voorstel", workshop.pk), {**FIELDS, "versie": 1})

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Van een ander" in late.text
    assert late.context["form"]["versie"].value() == "4"
    workshop.refresh_from_db()
    assert workshop.titel == "Van een ander"


@pytest.mark.parametrize("status", ["aangenomen", "afgewezen", "ingetrokken"])
def test_what_was_answered_does_not_change_by_who_proposed_it(meeting, is_open, guest, status):
    workshop = proposal(guest, meeting, status=status)
    client = browser(guest)

    page = client.get(url("gast_voorstel", workshop.pk))
    answer = client.post(url("gast_voorstel", workshop.pk), {**FIELDS, "versie": 1})

    assert page.context["form"] is None
    assert answer.status_code == HTTPStatus.CONFLICT


def test_a_proposal_is_withdrawn_once(meeting, is_open, guest):
    workshop = proposal(guest, meeting)
    client = browser(guest)

    asked = client.get(url("gast_voorstel_withdraw", workshop.pk))
    client.post(url("gast_voorstel_withdraw", workshop.pk))
    again = client.post(url("gast_voorstel_withdraw", workshop.pk))

    assert "Trek de workshop in" in asked.text
    workshop.refresh_from_db()
    assert workshop.status == "ingetrokken"
    assert again.status_code == HTTPStatus.CONFLICT


def test_the_proposal_of_somebody_else_does_not_exist(meeting, is_open, guest, contact):
    theirs = proposal(PersoonFactory(pilot=meeting.pilot), meeting)
    client = browser(guest)

    answers = [
        client.get(url("gast_voorstel", theirs.pk)),
        client.post(url("gast_voorstel", theirs.pk), FIELDS),
        client.post(url("gast_voorstel_withdraw", theirs.pk)),
        contact.get(url("voorstel_detail", meeting.pilot_id, theirs.pk)),
        contact.post(url("voorstel_withdraw", meeting.pilot_id, theirs.pk)),
    ]

    assert {one.status_code for one in answers} == {HTTPStatus.NOT_FOUND}


def test_a_contact_person_reads_what_a_colleague_proposed(meeting, contact):
    collega = PersoonFactory(pilot=meeting.pilot, organisatie=contact.persoon.organisatie)
    workshop = proposal(collega, meeting)

    assert contact.get(url("voorstel_detail", meeting.pilot_id, workshop.pk)).status_code == HTTPStatus.OK


def test_nobody_floods_the_list(meeting, is_open, guest):
    for _ in range(10):
        proposal(guest, meeting)

    answer = browser(guest).post(url("gast_voorstel_new", meeting.pk), FIELDS)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "U heeft al 10 voorstellen" in answer.text


def test_a_resident_is_not_written_down_by_accident(meeting, is_open, guest):
    page = browser(guest).post(url("gast_voorstel_new", meeting.pk), {**FIELDS, "omschrijving": "Bel 123456782"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Haal het weg" in page.text


@pytest.mark.parametrize(
    ("view", "words", "status", "mail"),
    [
        ("workshop_accept", {}, "aangenomen", "workshop_aangenomen"),
        ("workshop_ask", {"reden": "Kan het met 16 mensen?"}, "aanpassen", "workshop_aanpassen"),
        ("workshop_decline", {"reden": "Er zijn er al twee."}, "afgewezen", "workshop_afgewezen"),
    ],
)
def test_the_answer_reaches_who_proposed_it(meeting, guest, client_as, view, words, status, mail):
    workshop = proposal(guest, meeting, titel="Geldrust")
    client = client_as(Rol.FACILITATOR)

    client.post(url(view, meeting.pilot_id, meeting.pk, workshop.pk), words)
    again = client.post(url(view, meeting.pilot_id, meeting.pk, workshop.pk), words)

    workshop.refresh_from_db()
    assert workshop.status == status
    assert mails(guest) == [mail]
    assert again.status_code == HTTPStatus.CONFLICT
    text = Bericht.objects.get().tekst
    assert "Geldrust" in text
    assert "/u/" in text
    for said in words.values():
        assert said in text


def test_who_signs_in_gets_a_link_to_the_pilot_and_no_key(meeting, contact, client_as):
    workshop = proposal(contact.persoon, meeting)

    client_as(Rol.FACILITATOR).post(url("workshop_accept", meeting.pilot_id, meeting.pk, workshop.pk))

    assert url("voorstel_detail", meeting.pilot_id, workshop.pk) in Bericht.objects.get().tekst
    assert "/u/" not in Bericht.objects.get().tekst


@pytest.mark.parametrize("view", ["workshop_ask", "workshop_decline", "workshop_withdraw"])
def test_an_answer_without_words_is_not_given(meeting, guest, client_as, view):
    workshop = proposal(guest, meeting)

    page = client_as(Rol.FACILITATOR).post(url(view, meeting.pilot_id, meeting.pk, workshop.pk), {"reden": " "})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Schrijf op wat de ander moet weten." in page.text
    assert mails() == []


def test_who_cannot_be_mailed_is_to_be_called(meeting, client_as):
    workshop = proposal(PersoonFactory(pilot=meeting.pilot, email="", naam="Truus"), meeting)

    page = client_as(Rol.FACILITATOR).post(
        url("workshop_accept", meeting.pilot_id, meeting.pk, workshop.pk), follow=True
    )

    assert "Truus heeft geen mailadres: bel even." in page.text


def test_proposals_wait_on_the_list_of_things_to_do(meeting, guest):
    for _ in range(3):
        proposal(guest, meeting)
    proposal(guest, meeting, status="aangenomen")

    (todo,) = [one for one in todos_for(meeting.pilot, timezone.localdate(), most=99) if "voorstel" in one.titel]

    assert todo.titel == "Beantwoord 3 voorstellen voor workshops"
    assert todo.uiterlijk == timezone.localdate() + timedelta(days=7)


def test_who_has_their_data_removed_leaves_no_name(meeting, guest):
    workshop = proposal(guest, meeting, ook_leiding="Samira en Jan", status="voorgesteld")
    Begeleiding.objects.create(workshop=workshop, persoon=guest)

    assert remove_me(guest)

    workshop.refresh_from_db()
    assert (workshop.indiener, workshop.ook_leiding, workshop.begeleiders.count()) == (None, "", 0)


def test_who_leads_a_workshop_that_is_to_come_keeps_the_name(meeting, guest):
    workshop = proposal(guest, meeting, status="aangenomen", titel="Geldrust")
    Begeleiding.objects.create(workshop=workshop, persoon=guest)

    assert not remove_me(guest)
    assert "U begeleidt nog een workshop: ‘Geldrust’." in browser(guest).get(reverse("uitnodigen:gast_wis")).text


def test_an_accepted_workshop_that_is_withdrawn_is_a_mistake_in_the_grid(meeting, guest, client_as):
    workshop = proposal(guest, meeting, status="aangenomen", titel="Geldrust")
    SessieFactory(ronde__bijeenkomst=meeting, workshop=workshop)
    before = programme_of(meeting).versie

    browser(guest).post(url("gast_voorstel_withdraw", workshop.pk))

    page = client_as(Rol.FACILITATOR).get(url("rooster", meeting.pilot_id, meeting.pk))
    assert "‘Geldrust’ staat in ‘Ronde 1’, en is nog niet aangenomen." in page.text
    assert programme_of(meeting).versie == before + 1
