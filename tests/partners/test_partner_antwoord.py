"""The facilitator answers a partner: yes, no, and no longer."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.partners.services import partners as services
from tests.factories.accounts import UserFactory
from tests.factories.partners import KetenpartnerFactory, PersoonlijkeLinkFactory
from tests.partners.adressen import url

ACTIONS = ["partner_confirm", "partner_decline", "partner_withdraw", "partner_reopen", "partner_check"]


def kinds():
    return sorted(Bericht.objects.values_list("soort", flat=True))


def test_confirming_gives_an_account_a_role_and_two_mails(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot)
    contact = partner.contactpersoon

    response = client_as(Rol.FACILITATOR).post(url("partner_confirm", partner))

    assert response.url == partner.get_absolute_url()
    partner.refresh_from_db()
    contact.refresh_from_db()
    assert partner.status == KetenpartnerStatus.BEVESTIGD
    assert contact.user == User.objects.get(email=contact.email)
    assert [deelname.rol for deelname in contact.deelnames.current()] == [Rol.KETENPARTNER]
    assert kinds() == ["account_gemaakt", "organisatie_bevestigd"]
    sentences = list(Gebeurtenis.objects.within(pilot).values_list("zin", flat=True))
    assert f"bevestigde {partner} als ketenpartner" in sentences
    assert f"gaf {contact} de rol van contactpersoon" in sentences


def test_confirming_somebody_with_an_account_makes_no_second_one(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot, contactpersoon__email="Samira@huis.example")
    user = UserFactory(email="samira@huis.example")

    client_as(Rol.FACILITATOR).post(url("partner_confirm", partner))

    partner.contactpersoon.refresh_from_db()
    assert partner.contactpersoon.user == user
    assert kinds() == ["organisatie_bevestigd"]


def test_confirming_without_an_address_says_what_is_missing(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot, contactpersoon__email="")

    response = client_as(Rol.FACILITATOR).post(url("partner_confirm", partner), follow=True)

    assert "nog geen contactpersoon met een mailadres" in response.text
    assert not Bericht.objects.exists()


def test_the_confirmed_contact_sees_the_own_page_and_the_kaart(pilot, client_as, client):
    partner = KetenpartnerFactory(pilot=pilot)
    services.confirm_partner(partner, by=UserFactory())
    client.force_login(partner.contactpersoon.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    own = client.get(partner.get_absolute_url())
    kaart = client.get(reverse("partners:sociale_kaart", args=[pilot.pk]))

    assert own.status_code == kaart.status_code == HTTPStatus.OK
    assert partner.contactpersoon.email in own.text
    assert f'href="{partner.get_absolute_url()}">Mijn organisatie' in kaart.text


def test_declining_needs_a_reason_and_mails_it(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot)
    link = PersoonlijkeLinkFactory(ketenpartner=partner)
    client = client_as(Rol.FACILITATOR)

    without = client.post(url("partner_decline", partner), {"reden": " "})
    client.post(url("partner_decline", partner), {"reden": "U werkt alleen buiten Waterrade."})

    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    partner.refresh_from_db()
    link.refresh_from_db()
    assert (partner.status, partner.reden) == ("afgewezen", "U werkt alleen buiten Waterrade.")
    assert "U werkt alleen buiten Waterrade." in Bericht.objects.get(soort="organisatie_afgewezen").tekst
    assert link.ingetrokken_op


def test_withdrawing_ends_the_role_and_leaves_a_trace(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot)
    services.confirm_partner(partner, by=UserFactory())
    contact = partner.contactpersoon

    client_as(Rol.FACILITATOR).post(url("partner_withdraw", partner), {"reden": "Gestopt."})

    partner.refresh_from_db()
    assert partner.status == KetenpartnerStatus.TERUGGETROKKEN
    assert not contact.deelnames.current().exists()
    assert not pilot.rights_of(contact.user)
    assert f"nam {contact} de rol van contactpersoon af" in Gebeurtenis.objects.within(pilot).values_list(
        "zin", flat=True
    )


def test_who_speaks_for_two_organisations_keeps_the_role(pilot):
    first = KetenpartnerFactory(pilot=pilot)
    second = KetenpartnerFactory(pilot=pilot, contactpersoon=first.contactpersoon)
    by = UserFactory()
    services.confirm_partner(first, by=by)
    services.confirm_partner(second, by=by)

    services.withdraw_partner(first, by=by, reden="Gestopt.")

    assert second.contactpersoon.deelnames.current().count() == 1


@pytest.mark.parametrize("status", ["afgewezen", "teruggetrokken"])
def test_an_ended_partner_can_be_looked_at_again(pilot, client_as, status):
    partner = KetenpartnerFactory(pilot=pilot, status=status)

    client_as(Rol.FACILITATOR).post(url("partner_reopen", partner))

    partner.refresh_from_db()
    assert partner.status == KetenpartnerStatus.AANGEMELD


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("partner_confirm", "bevestigd"),
        ("partner_confirm", "afgewezen"),
        ("partner_decline", "bevestigd"),
        ("partner_withdraw", "aangemeld"),
        ("partner_reopen", "bevestigd"),
    ],
)
def test_a_step_that_cannot_be_taken_is_a_conflict(pilot, client_as, name, status):
    partner = KetenpartnerFactory(pilot=pilot, status=status)

    response = client_as(Rol.FACILITATOR).post(url(name, partner), {"reden": "Daarom."})

    assert response.status_code == HTTPStatus.CONFLICT
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.KETENPARTNER, Rol.BESTUURDER])
def test_others_may_not_answer(pilot, client_as, name, rol):
    partner = KetenpartnerFactory(pilot=pilot)

    response = client_as(rol).post(url(name, partner), {"reden": "Daarom."})

    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", [*ACTIONS, "organisatie_edit", "persoon_add"])
def test_a_partner_of_another_pilot_does_not_exist(pilot, client_as, name):
    elders = KetenpartnerFactory()
    client = client_as(Rol.FACILITATOR)

    inside = client.post(reverse(f"partners:{name}", args=[pilot.pk, elders.pk]), {"reden": "Daarom."})
    outside = client.post(url(name, elders), {"reden": "Daarom."})

    assert (inside.status_code, outside.status_code) == (HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND)
    elders.refresh_from_db()
    assert elders.status == KetenpartnerStatus.AANGEMELD


@pytest.mark.parametrize("target", ["confirm", "apply"])
def test_an_invited_partner_may_register_or_be_confirmed(target):
    partner = KetenpartnerFactory.build(status="uitgenodigd")

    assert partner.may_become({"confirm": "bevestigd", "apply": "aangemeld"}[target])


def test_two_answers_at_once_have_one_winner(pilot):
    partner = KetenpartnerFactory(pilot=pilot)
    other = Ketenpartner.objects.get(pk=partner.pk)
    services.confirm_partner(partner, by=UserFactory())

    with pytest.raises(TransitionError):
        services.decline_partner(other, by=UserFactory(), reden="Te laat.")

    assert "organisatie_afgewezen" not in kinds()
