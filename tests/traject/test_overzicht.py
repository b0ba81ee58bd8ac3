"""The overview of a pilot: what each role needs of it, and how many questions it asks the database."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import record
from pilots.access import Rol
from pilots.traject.models import Maatstaf, PilotStatus
from pilots.traject.onderdelen import todos_for
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory, member_of
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, TaakFactory


def day(days):
    return timezone.localdate() + timedelta(days=days)


def titles(pilot):
    return [todo.titel for todo in todos_for(pilot, timezone.localdate(), most=99)]


def test_the_facilitator_sees_what_to_do_with_the_days_that_are_left(pilot, client_as):
    KetenpartnerFactory(pilot=pilot, sinds=timezone.now())

    page = client_as(Rol.FACILITATOR).get(pilot.get_absolute_url()).text

    assert "Nu te doen" in page
    assert "Antwoord op de aanmelding van" in page
    assert '<span class="sr">Nog </span>5<small>dagen</small>' in page


def test_too_late_is_said_in_words(pilot, client_as):
    KetenpartnerFactory(pilot=pilot, sinds=timezone.now() - timedelta(days=8))

    page = client_as(Rol.FACILITATOR).get(pilot.get_absolute_url()).text

    assert "data-telaat" in page
    assert "<strong>3 dagen te laat.</strong>" in page


def test_at_most_five_things_are_to_do(pilot, client_as):
    for _ in range(7):
        VerbeterplanFactory(pilot=pilot, status="ingediend")

    page = client_as(Rol.FACILITATOR).get(pilot.get_absolute_url()).text

    assert page.count('class="nutedoen__punt"') == 5


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_others_see_no_work_of_the_facilitator(pilot, client_as, rol):
    KetenpartnerFactory(pilot=pilot)

    page = client_as(rol).get(pilot.get_absolute_url()).text

    assert "Nu te doen" not in page
    assert "Antwoord op de aanmelding" not in page


def test_everybody_sees_the_goal_the_next_meeting_and_whom_to_ask(pilot, client_as):
    lead = client_as(Rol.FACILITATOR)
    Maatstaf.objects.create(pilot=pilot, volgorde=1, tekst="Minder dan vier weken wachten")
    BijeenkomstFactory(pilot=pilot, status="gehouden", datum=day(-9), titel="Al geweest")
    BijeenkomstFactory(pilot=pilot, datum=day(9), titel="De volgende", plaats="De Waterhal")

    for rol in (Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER):
        page = client_as(rol).get(pilot.get_absolute_url()).text
        assert pilot.doelstelling in page
        assert "Minder dan vier weken wachten" in page
        assert "<h3>De volgende</h3>" in page
        assert "De Waterhal" in page
        assert lead.user.email in page


@pytest.mark.parametrize(
    ("rol", "sees"),
    [(Rol.FACILITATOR, True), (Rol.AMBTENAAR, True), (Rol.BESTUURDER, False), (Rol.KETENPARTNER, False)],
)
def test_what_happened_is_for_who_may_read_the_log(pilot, client_as, rol, sees):
    record(pilot, "traject.pilot.gewijzigd", "wijzigde het doel", by=None, wie="Trudy van Dam")

    page = client_as(rol).get(pilot.get_absolute_url()).text

    assert ("Trudy van Dam wijzigde het doel." in page) is sees
    assert (reverse("traject:logboek", args=[pilot.pk]) in page) is sees


def test_a_contact_person_sees_the_own_organisation_and_plan(pilot, client_as):
    client = client_as(Rol.KETENPARTNER)
    contact = pilot.personen.get(user=client.user)
    contact.organisatie = OrganisatieFactory(naam="Voedselbank Waterrade")
    contact.save()
    partner = KetenpartnerFactory(pilot=pilot, organisatie=contact.organisatie, contactpersoon=contact, confirmed=True)
    plan = VerbeterplanFactory(pilot=pilot, titel="Eén vast gezicht")
    member_of(plan, client.user)

    page = client.get(pilot.get_absolute_url()).text

    assert f'href="{partner.get_absolute_url()}"' in page
    assert "Uw organisatie: bevestigd." in page
    assert "Eén vast gezicht" in page
    assert "Schrijf verder" in page


def test_the_pilot_is_to_be_started_when_the_first_meeting_comes_near(pilot):
    BijeenkomstFactory(pilot=pilot, datum=day(10), plaats="De Waterhal")

    assert "Start de pilot" in titles(pilot)


def test_the_pilot_is_not_to_be_started_long_before_or_twice(pilot):
    meeting = BijeenkomstFactory(pilot=pilot, datum=day(15), plaats="De Waterhal")
    before = titles(pilot)
    meeting.datum = day(3)
    meeting.save()
    pilot.status = PilotStatus.LOPEND

    assert "Start de pilot" not in before
    assert "Start de pilot" not in titles(pilot)


def test_the_pilot_is_to_be_finished_after_the_last_meeting(pilot):
    pilot.status = PilotStatus.LOPEND
    BijeenkomstFactory(pilot=pilot, datum=day(-5), status="gehouden")
    last = BijeenkomstFactory(pilot=pilot, datum=day(-1), plaats="De Waterhal")
    before = titles(pilot)
    last.status = "verslagen"
    last.save()

    assert "Rond de pilot af" not in before
    assert "Rond de pilot af" in titles(pilot)


def test_a_pilot_that_is_over_has_nothing_to_do_and_says_so(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    BijeenkomstFactory(pilot=pilot, datum=day(9))
    pilot.break_off(by=client.user, reden="Er is geen geld meer.")

    page = client.get(pilot.get_absolute_url()).text

    assert "Deze pilot is afgebroken. U kunt alles lezen, maar niets meer veranderen." in page
    assert "Nu te doen" not in page
    assert "Volgende bijeenkomst" not in page


@pytest.mark.parametrize("count", [3, 300])
def test_the_overview_asks_as_much_for_three_organisations_as_for_many(
    count, pilot, client_as, django_assert_max_num_queries
):
    client = client_as(Rol.FACILITATOR)
    meeting = BijeenkomstFactory(pilot=pilot, datum=day(9))
    for nr in range(count):
        partner = KetenpartnerFactory(pilot=pilot, confirmed=bool(nr % 3))
        PersoonFactory(pilot=pilot, organisatie=partner.organisatie, is_sleutelfunctionaris=bool(nr % 2))
        TaakFactory(bijeenkomst=meeting)
        VerbeterplanFactory(pilot=pilot, status="ingediend")

    client.get(pilot.get_absolute_url())
    with django_assert_max_num_queries(13):
        response = client.get(pilot.get_absolute_url())

    assert "Nu te doen" in response.text


def test_the_next_meeting_is_one_that_is_still_to_come(pilot, client_as):
    BijeenkomstFactory(pilot=pilot, datum=day(-4), titel="Nooit afgesloten")
    BijeenkomstFactory(pilot=pilot, datum=day(4), titel="Echt de volgende")

    page = client_as(Rol.KETENPARTNER).get(pilot.get_absolute_url()).text

    assert "<h3>Echt de volgende</h3>" in page
