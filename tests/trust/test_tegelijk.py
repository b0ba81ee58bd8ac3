"""Two people at the same moment: one wins, the other reads a sentence, and nothing is lost or done twice."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from datt.berichten.models import Bericht
from datt.core.states import TransitionError
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.access import Rol
from pilots.partners.models import Ketenpartner, KetenpartnerStatus, Samenvoeging
from pilots.partners.services.partners import confirm_partner, decline_partner
from pilots.partners.services.samenvoegen import merge_organisations, merge_people
from pilots.traject.models import Deelname
from pilots.traject.services.team import hand_over, take_role
from tests.documenten.conftest import proef  # noqa: F401  # a fixture
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory, member_of
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, PilotFactory, TaakFactory
from tests.trust.test_grenzen import device, form
from tests.waiting import at_once
from verbeterplannen.plannen.kaart import velden
from verbeterplannen.plannen.models import Functie, PlanStatus, Sectieversie
from verbeterplannen.plannen.services.groepen import remove_member, set_functie
from verbeterplannen.plannen.services.indienen import PlanIncompleteError, submit_plan
from verbeterplannen.plannen.services.schrijven import Antwoord, save_section

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
# A race that goes wrong once in a while must go wrong here.
ROUNDS = range(6)


def refused(answers):
    """What each loser was told; anything raised that is not a sentence for people is a fault."""
    raised = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(error, TransitionError) for error in raised), raised
    return [str(error) for error in raised]


def again(row):
    """The row as each request reads it for itself."""
    return type(row)._base_manager.get(pk=row.pk)


@pytest.mark.parametrize("_round", ROUNDS)
def test_yes_and_no_to_one_registration_is_one_answer_and_one_mail(_round):
    partner, by = KetenpartnerFactory(), UserFactory()

    answers = at_once(
        lambda: confirm_partner(again(partner), by=by),
        lambda: decline_partner(again(partner), by=by, reden="Werkt elders."),
    )

    partner.refresh_from_db()
    answer = {KetenpartnerStatus.BEVESTIGD: "organisatie_bevestigd"}.get(partner.status, "organisatie_afgewezen")
    assert len(refused(answers)) == 1
    assert [b.soort for b in Bericht.objects.filter(soort__startswith="organisatie_")] == [answer]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_facilitators_who_take_each_other_off_leave_one(_round):
    pilot = PilotFactory()
    one, other = (
        DeelnameFactory(persoon=PersoonFactory(pilot=pilot, user=UserFactory()), rol=Rol.FACILITATOR) for _ in "ab"
    )

    answers = at_once(
        lambda: take_role(again(other), by=one.persoon.user, reden="Weg."),
        lambda: take_role(again(one), by=other.persoon.user, reden="Weg."),
    )

    assert len(refused(answers)) == 1
    assert Deelname.objects.current().filter(pilot=pilot, rol=Rol.FACILITATOR).count() == 1


@pytest.mark.parametrize("stopt", [True, False])
@pytest.mark.parametrize("_round", ROUNDS)
def test_handing_over_twice_is_handing_over_once(_round, stopt):
    pilot = PilotFactory()
    van, naar = (
        DeelnameFactory(persoon=PersoonFactory(pilot=pilot, user=UserFactory()), rol=Rol.FACILITATOR) for _ in "ab"
    )
    taak = TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=van.persoon)

    answers = at_once(*[lambda: hand_over(again(van), again(naar), stopt=stopt, by=van.persoon.user)] * 2)

    taak.refresh_from_db()
    assert len(refused(answers)) == (1 if stopt else 0)
    assert taak.eigenaar == naar.persoon
    assert Bericht.objects.filter(soort="pilot_overgedragen").count() == 2  # one to each of the two


@pytest.mark.parametrize("way", ["the same", "crosswise"])
@pytest.mark.parametrize("_round", ROUNDS)
def test_merging_a_pair_twice_is_one_merge(_round, way):
    pilot, by = PilotFactory(), UserFactory()
    kept, lost = PersoonFactory(pilot=pilot), PersoonFactory(pilot=pilot)
    house, double = OrganisatieFactory(), OrganisatieFactory()
    turn = slice(None, None, -1 if way == "crosswise" else 1)

    people = at_once(
        lambda: merge_people(again(kept), again(lost), {}, by=by),
        lambda: merge_people(*map(again, [kept, lost][turn]), {}, by=by),
    )
    houses = at_once(
        lambda: merge_organisations(again(house), again(double), {}, pilot=pilot, by=by),
        lambda: merge_organisations(*map(again, [house, double][turn]), {}, pilot=pilot, by=by),
    )

    assert (len(refused(people)), len(refused(houses))) == (1, 1)
    assert sorted(Samenvoeging.objects.values_list("soort", flat=True)) == ["organisatie", "persoon"]


@pytest.fixture
def plan():
    plan = VerbeterplanFactory(filled=True)
    member_of(plan, UserFactory())
    return plan


@pytest.mark.parametrize("_round", ROUNDS)
def test_what_is_written_while_the_plan_is_handed_in_is_kept_or_refused(_round, plan):
    veld = next(veld for veld in velden() if veld.needed_to_submit and veld.slug != "titel")
    by = UserFactory()

    saved, handed_in = at_once(
        lambda: save_section(again(plan), veld, Antwoord(tekst="Op het laatst."), versie=1, by=by),
        lambda: submit_plan(again(plan), by=by),
    )

    plan.refresh_from_db()
    sectie = plan.secties.get(veld=veld.slug)
    assert handed_in is None
    assert plan.status == PlanStatus.INGEDIEND
    kept = sectie.inhoud == "Op het laatst."
    assert kept == (not refused([saved]))
    assert Sectieversie.objects.filter(sectie=sectie).count() == int(kept)


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_plan_is_never_handed_in_without_an_answer_that_was_just_taken_out(_round, plan):
    veld = next(veld for veld in velden() if veld.needed_to_submit and veld.slug != "titel")
    by = UserFactory()

    _, handed_in = at_once(
        lambda: save_section(again(plan), veld, Antwoord(tekst=""), versie=1, by=by),
        lambda: submit_plan(again(plan), by=by),
    )

    plan.refresh_from_db()
    emptied = plan.secties.get(veld=veld.slug).inhoud == ""
    assert emptied == isinstance(handed_in, PlanIncompleteError)
    assert emptied == (plan.status == PlanStatus.CONCEPT)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_become_trekker_at_once_make_one_trekker(_round, plan):
    lids = [member_of(plan, UserFactory(), functie=Functie.LID) for _ in "ab"]

    answers = at_once(*[lambda lid=lid: set_functie(again(lid), Functie.TREKKER, by=UserFactory()) for lid in lids])

    assert refused(answers) in ([], ["Iemand anders koos net een andere trekker. Ververs de pagina."])
    assert plan.groep.leden.filter(functie=Functie.TREKKER, pk__in=[lid.pk for lid in lids]).count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_group_keeps_a_trekker_when_the_new_one_is_just_taken_out(_round, plan):
    by = UserFactory()
    lid = member_of(plan, UserFactory(), functie=Functie.LID)
    one, other = again(lid), again(lid)

    answers = at_once(
        lambda: set_functie(one, Functie.TREKKER, by=by),
        lambda: remove_member(other, by=by),
    )

    assert len(refused(answers)) == 1
    assert plan.groep.leden.filter(functie=Functie.TREKKER).count() == 1


def test_one_form_sent_twice_at_once_is_one_partner_and_one_mail():
    pilot = PilotFactory()
    address, typed = reverse("partners:aanmelden", args=[pilot.slug]), form(1)
    phones = [device(address), device(address)]

    answers = at_once(*[lambda phone=phone: phone.post(address, typed).status_code for phone in phones])

    assert answers == [HTTPStatus.FOUND] * 2
    assert Ketenpartner.objects.count() == 1
    assert Bericht.objects.count() == 1


def test_a_document_ordered_twice_at_once_is_one_document(proef, monkeypatch):  # noqa: F811  # the fixture
    monkeypatch.setattr("datt.documenten.services.ring_on_commit", lambda *args: None)
    deelname = DeelnameFactory(rol=Rol.FACILITATOR)
    pilot, user = deelname.pilot, deelname.persoon.user

    one, other = at_once(*[lambda: order_document(proef, again(pilot), by=user).pk] * 2)

    assert one == other == Document.objects.get().pk


def test_who_loses_reads_a_sentence_on_the_page_and_never_a_fault(client_as, pilot):
    partner = KetenpartnerFactory(pilot=pilot)
    clients: list[Client] = [client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)]
    yes, no = (reverse(f"partners:partner_{way}", args=[pilot.pk, partner.pk]) for way in ("confirm", "decline"))

    answers = at_once(
        lambda: clients[0].post(yes).status_code,
        lambda: clients[1].post(no, {"reden": "Werkt elders."}).status_code,
    )

    assert HTTPStatus.FOUND in answers
    assert set(answers) <= {HTTPStatus.FOUND, HTTPStatus.CONFLICT}
    assert Bericht.objects.filter(soort__startswith="organisatie_").count() == 1
