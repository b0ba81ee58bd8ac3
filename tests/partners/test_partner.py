"""The facilitator answers registrations and keeps the list of partners."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner, KetenpartnerStatus, PersoonlijkeLink
from pilots.partners.services import partners as services
from tests.factories.accounts import UserFactory
from tests.factories.keten import CategorieFactory, OrganisatieFactory, OrganisatietypeFactory
from tests.factories.partners import AanmeldingFactory, KetenpartnerFactory, PersoonlijkeLinkFactory
from tests.factories.traject import PersoonFactory

ACTIONS = ["partner_confirm", "partner_decline", "partner_withdraw", "partner_reopen", "partner_check"]


def url(name, partner, *args):
    return reverse(f"partners:{name}", args=[partner.pilot_id, partner.pk, *args])


def list_url(pilot):
    return reverse("partners:partner_list", args=[pilot.pk])


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


def test_waiting_ones_stand_on_top_and_the_counts_are_right(pilot, client_as):
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Aardig", confirmed=True)
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Zuiver")
    KetenpartnerFactory(organisatie__naam="Van een ander")

    response = client_as(Rol.FACILITATOR).get(list_url(pilot))

    assert [str(rij.partner) for rij in response.context["rijen"]] == ["Zuiver", "Aardig"]
    assert "1 organisatie doet mee, 1 wacht op antwoord." in response.text
    assert "Van een ander" not in response.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "cafe"}, ["Café De Brug"]),
        ({"q": "BRUG café"}, ["Café De Brug"]),
        ({"status": "aangemeld"}, ["Café De Brug"]),
        ({"status": "onzin"}, ["Café De Brug", "Woonstichting"]),
        ({"categorie": "wonen-energie"}, ["Woonstichting"]),
        ({"soort": "formeel"}, ["Woonstichting"]),
        ({"nagekeken": "nee"}, ["Woonstichting"]),
        ({"sorteer": "-naam"}, ["Woonstichting", "Café De Brug"]),
        ({"sorteer": "; drop table"}, ["Café De Brug", "Woonstichting"]),
        ({"q": "bestaat niet"}, []),
    ],
)
def test_searching_and_filtering(pilot, client_as, query, names):
    wonen = OrganisatietypeFactory(slug="corporatie", categorie=CategorieFactory(slug="wonen-energie", naam="Wonen"))
    today = timezone.localdate()
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Café De Brug", organisatie__gecontroleerd_op=today)
    KetenpartnerFactory(
        pilot=pilot,
        confirmed=True,
        organisatie__naam="Woonstichting",
        organisatie__type=wonen,
        organisatie__soort="formeel",
        organisatie__gecontroleerd_op=today - timedelta(days=400),
    )

    response = client_as(Rol.FACILITATOR).get(list_url(pilot), query)

    assert [str(rij.partner) for rij in response.context["rijen"]] == names


def test_htmx_gets_only_the_table(pilot, client_as):
    KetenpartnerFactory(pilot=pilot)

    response = client_as(Rol.FACILITATOR).get(list_url(pilot), headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<section id="partners"')


def test_an_empty_list_teaches(pilot, client_as):
    response = client_as(Rol.FACILITATOR).get(list_url(pilot))

    assert "Hier komen de organisaties te staan" in response.text
    assert f"/meedoen/{pilot.slug}/" in response.text


@pytest.mark.parametrize("rol", [Rol.KETENPARTNER, Rol.BESTUURDER])
def test_members_see_confirmed_partners_and_no_people(pilot, client_as, rol):
    confirmed = KetenpartnerFactory(pilot=pilot, confirmed=True)
    waiting = KetenpartnerFactory(pilot=pilot)
    client = client_as(rol)

    shown = client.get(list_url(pilot))
    page = client.get(confirmed.get_absolute_url())

    assert [rij.partner for rij in shown.context["rijen"]] == [confirmed]
    assert confirmed.contactpersoon.email not in page.text
    assert confirmed.contactpersoon.naam not in page.text
    assert client.get(waiting.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND


def test_the_ambtenaar_sees_every_status_and_no_people(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot)

    page = client_as(Rol.AMBTENAAR).get(partner.get_absolute_url())

    assert page.status_code == HTTPStatus.OK
    assert partner.contactpersoon.email not in page.text


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_the_same_number_of_queries(pilot, client_as, django_assert_num_queries, count):
    for _ in range(count):
        partner = KetenpartnerFactory(pilot=pilot)
        PersoonFactory(pilot=pilot, organisatie=partner.organisatie, is_sleutelfunctionaris=True)
    client = client_as(Rol.FACILITATOR)
    client.get(list_url(pilot))

    with django_assert_num_queries(10):
        client.get(list_url(pilot))


@pytest.mark.parametrize("count", [3, 30])
def test_one_partner_asks_the_same_number_of_queries(pilot, client_as, django_assert_num_queries, count):
    partner = KetenpartnerFactory(pilot=pilot)
    for _ in range(count):
        PersoonFactory(pilot=pilot, organisatie=partner.organisatie)
        AanmeldingFactory(ketenpartner=partner, opmerking="Let op.")
    client = client_as(Rol.FACILITATOR)
    client.get(partner.get_absolute_url())

    with django_assert_num_queries(16):
        client.get(partner.get_absolute_url())


def test_the_list_is_paged_over_250(pilot, client_as):
    kind = OrganisatietypeFactory()
    rows = Organisatie.objects.bulk_create(
        Organisatie(naam=f"Organisatie {nr:03}", type=kind, soort="formeel") for nr in range(260)
    )
    Ketenpartner.objects.bulk_create(Ketenpartner(pilot=pilot, organisatie=row, status="bevestigd") for row in rows)
    client = client_as(Rol.FACILITATOR)

    first, second = client.get(list_url(pilot)), client.get(list_url(pilot), {"p": 2})

    assert (len(first.context["rijen"]), len(second.context["rijen"])) == (250, 10)
    assert 'aria-label="Bladzijden"' in first.text


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
