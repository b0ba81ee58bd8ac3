"""A facilitator chooses who is invited: the right people are proposed, and nobody of another pilot comes in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Mailadres
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.kiezen import candidates
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, PilotFactory

RARE_NAMES = ['Zoë "Z" d’Hondt', "N" * 60, "عائشة", "Bo 🌷", "<b>Vet</b>"]


def url(meeting, name, *more) -> str:
    return reverse(f"uitnodigen:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def later(pilot, **fields):
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=40), **fields)


def test_the_page_proposes_who_belongs_there_and_says_why_others_do_not(client_as, pilot):
    meeting = later(pilot)
    yes = PersoonFactory(pilot=pilot, naam="Sanne Sleutel", positie="sleutelfunctionaris")
    no = PersoonFactory(pilot=pilot, naam="Bea Bestuurder", positie="bestuurder")
    meeting.sjabloon = pilot.sjabloon.bijeenkomsten.create(
        soort="sleutel_1", volgorde=2, titel="S1", korte_titel="S1", doel="", doelgroep=["sleutelfunctionaris"],
        capaciteit=60, min_groep=5, duur_minuten=60, dagen_na_start=1, handleiding="",
    )  # fmt: skip
    meeting.save()
    client = client_as(Rol.FACILITATOR)

    page = client.get(url(meeting, "gast_kiezen"))
    rest = client.get(url(meeting, "gast_kiezen"), {"wie": "niet"})

    assert f'value="{yes.pk}" checked' in page.text
    assert no.naam not in page.text
    assert "Hoort niet bij de doelgroep" in rest.text


def test_the_last_meeting_proposes_the_bestuurders_of_the_first(pilot):
    first = later(pilot, soort="bestuurders_kickoff", status="gehouden")
    last = later(pilot, soort="verbeterplan_presentatie")
    was, was_not = (PersoonFactory(pilot=pilot, positie="bestuurder") for _ in range(2))
    UitnodigingFactory(bijeenkomst=first, persoon=was)

    proposed = {one.pk: one.is_voorstel for one in candidates(last)}

    assert proposed == {was.pk: True, was_not.pk: False}


def test_people_of_an_organisation_that_left_are_left_out(pilot):
    partner = KetenpartnerFactory(pilot=pilot, status="teruggetrokken")
    gone = PersoonFactory(pilot=pilot, organisatie=partner.organisatie, positie="manager")

    found = {one.pk: (one.is_voorstel, one.waarom) for one in candidates(later(pilot))}

    assert found[gone.pk] == (False, "teruggetrokken")


def test_who_cannot_be_mailed_is_marked(client_as, pilot):
    meeting = later(pilot)
    PersoonFactory(pilot=pilot, positie="manager", email="", naam="Zonder Mail")
    back = PersoonFactory(pilot=pilot, positie="manager", naam="Komt Terug")
    Mailadres.objects.create(adres=back.email, onbestelbaar_op=timezone.now())

    page = client_as(Rol.FACILITATOR).get(url(meeting, "gast_kiezen"), {"wie": "iedereen"})

    assert "Geen mailadres: brief of bellen" in page.text
    assert "Mail komt terug: brief of bellen" in page.text


def test_the_chosen_stand_on_the_list_and_nothing_went_out(client_as, pilot, mailoutbox):
    meeting = later(pilot)
    people = [PersoonFactory(pilot=pilot, naam=naam) for naam in RARE_NAMES]
    client = client_as(Rol.FACILITATOR)

    for _ in range(2):  # a double click
        client.post(url(meeting, "gast_kiezen"), {"personen": [one.pk for one in people]})

    assert set(meeting.uitnodigingen.values_list("persoon", "status")) == {(one.pk, "klaar") for one in people}
    page = client.get(url(meeting, "gast_list"))
    assert "5 zijn nog niet uitgenodigd" in page.text
    assert "<b>Vet</b>" not in page.text


@pytest.mark.parametrize("chosen", [[], ["stranger"], ["nonsense"]])
def test_nobody_of_another_pilot_can_be_chosen(client_as, pilot, chosen):
    meeting = later(pilot)
    known = PersoonFactory(pilot=pilot)
    values = {"stranger": PersoonFactory(pilot=PilotFactory()).pk, "nonsense": "1 or 1=1"}

    page = client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_kiezen"), {"personen": [values[one] for one in chosen] + ([known.pk] if chosen else [])}
    )

    assert page.status_code == 422
    assert not Uitnodiging.objects.exists()


@pytest.mark.parametrize("count", [3, 150])
def test_choosing_takes_as_many_queries_for_many_people(client_as, pilot, count, django_assert_num_queries):
    meeting = later(pilot)
    for _ in range(count):
        PersoonFactory(pilot=pilot, positie="manager")
    client = client_as(Rol.FACILITATOR)

    with django_assert_num_queries(17):
        page = client.get(url(meeting, "gast_kiezen"), {"wie": "iedereen"})

    assert page.text.count('name="personen"') == count + 1  # and the facilitator


def test_somebody_new_is_added_on_the_spot(client_as, pilot):
    meeting = later(pilot)
    client = client_as(Rol.FACILITATOR)

    client.post(url(meeting, "gast_nieuw"), {"naam": "Nieuwe Gast", "email": "nieuw@voorbeeld.example"})

    assert meeting.uitnodigingen.get().persoon.naam == "Nieuwe Gast"


def test_somebody_who_is_known_already_is_not_added_again(client_as, pilot):
    meeting = later(pilot)
    known = PersoonFactory(pilot=pilot)

    page = client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_nieuw"), {"naam": "Nog eens", "email": known.email.upper(), "telefoon": "0123 456 789"}
    )

    assert page.status_code == 422
    assert "Kies die persoon in de lijst" in page.text
    assert "0123 456 789" in page.text


def test_who_was_not_invited_yet_goes_off_the_list(client_as, pilot):
    meeting = later(pilot)
    ready = UitnodigingFactory(bijeenkomst=meeting, status="klaar")
    sent = UitnodigingFactory(bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)

    client.post(url(meeting, "gast_weg", ready.pk))
    refused = client.post(url(meeting, "gast_weg", sent.pk))

    assert list(meeting.uitnodigingen.all()) == [sent]
    assert refused.status_code == 409


def test_nobody_is_chosen_for_a_meeting_that_is_over(client_as, pilot):
    meeting = BijeenkomstFactory(pilot=pilot, status="gehouden", datum=timezone.localdate() - timedelta(days=3))

    assert client_as(Rol.FACILITATOR).get(url(meeting, "gast_kiezen")).status_code == 409
