"""One partner: added by hand, checked, and what is known of it."""

from http import HTTPStatus

from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from pilots.partners.models import KetenpartnerStatus, PersoonlijkeLink
from pilots.partners.services import partners as services
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import AanmeldingFactory, KetenpartnerFactory, PersoonlijkeLinkFactory
from tests.partners.adressen import url


def test_a_known_organisation_is_found_without_accents_and_added_once(pilot, client_as):
    known = KetenpartnerFactory(organisatie__naam="Café Één", confirmed=True).organisatie
    KetenpartnerFactory(organisatie__naam="Cafe geheim")
    client = client_as(Rol.FACILITATOR)

    found = client.get(reverse("partners:partner_add", args=[pilot.pk]), {"q": "cafe een"})
    add = reverse("partners:partner_add_known", args=[pilot.pk, known.pk])
    answers = [client.post(add) for _ in range(2)]

    assert list(found.context["organisaties"]) == [known]
    partner = pilot.ketenpartners.get()
    assert (partner.organisatie, partner.status) == (known, KetenpartnerStatus.UITGENODIGD)
    assert [answer.url for answer in answers] == [partner.get_absolute_url()] * 2


def test_what_is_in_the_pilot_already_is_shown_and_not_offered_again(pilot, client_as):
    here = KetenpartnerFactory(pilot=pilot, organisatie__naam="Voedselbank De Brug", confirmed=True)

    found = client_as(Rol.FACILITATOR).get(reverse("partners:partner_add", args=[pilot.pk]), {"q": "voedsel"})

    assert "Staat al bij de partners" in found.text
    assert here.get_absolute_url() in found.text
    assert reverse("partners:partner_add_known", args=[pilot.pk, here.organisatie_id]) not in found.text


def test_an_organisation_that_waits_elsewhere_is_not_known(pilot, client_as):
    waiting = KetenpartnerFactory(organisatie__naam="Cafe geheim").organisatie
    client = client_as(Rol.FACILITATOR)

    found = client.get(reverse("partners:partner_add", args=[pilot.pk]), {"q": "geheim"})
    added = client.post(reverse("partners:partner_add_known", args=[pilot.pk, waiting.pk]))

    assert list(found.context["organisaties"]) == []
    assert added.status_code == HTTPStatus.NOT_FOUND


def test_a_new_organisation_is_added_once(pilot, client_as, ingevuld):
    client = client_as(Rol.FACILITATOR)
    form = ingevuld()

    answers = [client.post(reverse("partners:partner_new", args=[pilot.pk]), form) for _ in range(2)]

    partner = pilot.ketenpartners.get()
    assert [answer.url for answer in answers] == [partner.get_absolute_url()] * 2
    assert (str(partner), partner.status) == ("Voedselbank Waterrade", KetenpartnerStatus.UITGENODIGD)


def test_a_new_organisation_needs_a_name_and_a_kind(pilot, client_as, ingevuld):
    response = client_as(Rol.FACILITATOR).post(
        reverse("partners:partner_new", args=[pilot.pk]), ingevuld(naam="", type="")
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(response.context["form"].errors) == {"naam", "type"}
    assert "Wij geven eten." in response.text


def test_the_facilitator_says_it_was_checked(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True)

    client_as(Rol.FACILITATOR).post(url("partner_check", partner))

    partner.organisatie.refresh_from_db()
    assert partner.organisatie.gecontroleerd_op == timezone.localdate()


def test_the_history_and_the_remark_are_shown_to_the_facilitator(pilot, client_as):
    partner = AanmeldingFactory(ketenpartner__pilot=pilot, opmerking="Sam staat al in deze pilot.").ketenpartner
    services.decline_partner(partner, by=UserFactory(naam="Marieke Postma"), reden="Te ver weg.")
    services.reopen_partner(partner, by=UserFactory())

    page = client_as(Rol.FACILITATOR).get(partner.get_absolute_url())

    assert "Sam staat al in deze pilot." in page.text
    assert "Marieke Postma wees de aanmelding van" in page.text
    assert "Te ver weg." in page.text


def test_what_looks_alike_is_proposed(pilot, client_as):
    KetenpartnerFactory(organisatie=OrganisatieFactory(naam="Stichting Voedselbank Waterrade"), confirmed=True)
    partner = KetenpartnerFactory(pilot=pilot, organisatie__naam="Voedselbank Waterrade")

    page = client_as(Rol.FACILITATOR).get(partner.get_absolute_url())

    assert "Stichting Voedselbank Waterrade" in page.text
    assert "dezelfde naam" in page.text


def test_links_do_not_outlive_a_withdrawn_partner(pilot):
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True)
    PersoonlijkeLinkFactory(ketenpartner=partner)

    services.withdraw_partner(partner, by=UserFactory(), reden="Gestopt.")

    assert not PersoonlijkeLink.objects.valid().exists()
