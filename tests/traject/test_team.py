"""Roles given and taken, the last facilitator who cannot go, and a pilot handed over."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.traject.models import Deelname, PilotStatus
from pilots.traject.services import team as services
from tests.factories.accounts import UserFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, PilotFactory, TaakFactory

OTHERS = [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER]


def url(name, pilot, *args):
    return reverse(f"traject:{name}", args=[pilot.pk, *args])


def mails():
    return sorted(Bericht.objects.values_list("soort", "aan"))


def role_of(user, pilot, rol=Rol.FACILITATOR):
    return pilot.deelnames.current().filter(persoon__user=user, rol=rol).first()


def add(client, pilot, **sent):
    return client.post(url("facilitator_add", pilot), {"naam": "", **sent})


def test_a_facilitator_of_the_platform_is_added_and_gets_a_mail(pilot, client_as):
    colleague = UserFactory(is_facilitator=True, email="joost@voorbeeld.example")

    response = add(client_as(Rol.FACILITATOR), pilot, email="Joost@voorbeeld.example")

    assert response.url == url("team", pilot)
    assert role_of(colleague, pilot) is not None
    assert mails() == [("rol_gekregen", "joost@voorbeeld.example")]
    assert f"maakte {colleague} facilitator" in Gebeurtenis.objects.within(pilot).values_list("zin", flat=True)


def test_a_new_facilitator_gets_an_account_with_the_mark(pilot, client_as):
    add(client_as(Rol.FACILITATOR), pilot, email="nieuw@voorbeeld.example", naam="Noor Nieuw")

    user = User.objects.get(email="nieuw@voorbeeld.example")
    assert user.is_facilitator
    assert not user.is_beheerder
    assert role_of(user, pilot) is not None
    assert mails() == [("account_gemaakt", "nieuw@voorbeeld.example")]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"email": "geen adres", "naam": "Noor"}, "Dit is geen mailadres."),
        ({"email": "nieuw@voorbeeld.example"}, "Vul ook de naam in."),
        ({"email": "partner@voorbeeld.example"}, "mag geen pilots leiden"),
        ({"email": "weg@voorbeeld.example"}, "mag geen pilots leiden"),
    ],
)
def test_what_is_wrong_with_a_facilitator_is_said(pilot, client_as, sent, sentence):
    UserFactory(email="partner@voorbeeld.example")
    UserFactory(email="weg@voorbeeld.example", is_facilitator=True, is_active=False)

    response = add(client_as(Rol.FACILITATOR), pilot, **sent)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert sent["email"] in response.text
    assert mails() == []


def test_adding_twice_gives_one_role_and_says_so(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    colleague = UserFactory(is_facilitator=True)

    add(client, pilot, email=colleague.email)
    again = add(client, pilot, email=colleague.email)

    assert "is al facilitator van deze pilot" in again.text
    assert Deelname.objects.filter(persoon__user=colleague).count() == 1
    assert len(mails()) == 1


def test_somebody_who_took_part_already_stays_one_person(pilot, client_as):
    colleague = UserFactory(is_facilitator=True)
    persoon = PersoonFactory(pilot=pilot, email=colleague.email.upper())

    add(client_as(Rol.FACILITATOR), pilot, email=colleague.email)

    assert role_of(colleague, pilot).persoon == persoon


def test_a_bestuurder_gets_an_account_and_reads_the_plans(pilot, client_as, client):
    persoon = PersoonFactory(pilot=pilot, email="hanneke@voorbeeld.example")

    client_as(Rol.FACILITATOR).post(url("bestuurder_add", pilot), {"persoon": persoon.pk})

    persoon.refresh_from_db()
    assert role_of(persoon.user, pilot, Rol.BESTUURDER) is not None
    assert mails() == [("account_gemaakt", "hanneke@voorbeeld.example")]
    client.force_login(persoon.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(pilot.get_absolute_url()).status_code == HTTPStatus.OK


def test_a_bestuurder_comes_from_this_pilot_and_has_a_mail_address(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    people = [PersoonFactory(pilot=pilot, email=""), PersoonFactory(pilot=PilotFactory())]

    answers = [client.post(url("bestuurder_add", pilot), {"persoon": person.pk}) for person in people]

    assert [answer.status_code for answer in answers] == [HTTPStatus.UNPROCESSABLE_ENTITY] * 2
    assert "Kies iemand uit de lijst." in answers[0].text
    assert not Deelname.objects.filter(rol=Rol.BESTUURDER).exists()


def test_a_role_is_taken_with_a_reason_and_the_pilot_is_gone_for_them(pilot, client_as):
    bestuurder = client_as(Rol.BESTUURDER)
    deelname = role_of(bestuurder.user, pilot, Rol.BESTUURDER)
    client = client_as(Rol.FACILITATOR)

    without = client.post(url("rol_weg", pilot, deelname.pk), {"reden": ""})
    client.post(url("rol_weg", pilot, deelname.pk), {"reden": "Is met pensioen."})

    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert bestuurder.get(pilot.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert Gebeurtenis.objects.within(pilot).first().reden == "Is met pensioen."


def test_a_role_that_is_gone_is_not_taken_again(pilot, client_as):
    deelname = role_of(client_as(Rol.BESTUURDER).user, pilot, Rol.BESTUURDER)
    client = client_as(Rol.FACILITATOR)
    client.post(url("rol_weg", pilot, deelname.pk), {"reden": "Weg"})

    again = client.post(url("rol_weg", pilot, deelname.pk), {"reden": "Weg"})

    assert again.status_code == HTTPStatus.CONFLICT


def test_the_last_facilitator_who_can_sign_in_cannot_go(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    DeelnameFactory(persoon__pilot=pilot, persoon__user=UserFactory(is_facilitator=True, is_active=False))
    own = role_of(client.user, pilot)

    response = client.post(url("rol_weg", pilot, own.pk), {"reden": "Ik stop."})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Voeg eerst een andere facilitator toe." in response.text
    assert role_of(client.user, pilot) == own


def test_who_gives_up_the_own_role_goes_to_the_list(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    client_as(Rol.FACILITATOR)

    response = client.post(url("rol_weg", pilot, role_of(client.user, pilot).pk), {"reden": "Ik stop."})

    assert response.url == reverse("traject:pilot_list")


def test_a_contact_person_is_not_taken_away_here(pilot, client_as):
    deelname = role_of(client_as(Rol.KETENPARTNER).user, pilot, Rol.KETENPARTNER)

    response = client_as(Rol.FACILITATOR).post(url("rol_weg", pilot, deelname.pk), {"reden": "Weg"})

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_handing_over_moves_every_open_task_and_tells_both(pilot, client_as):
    old, new = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    van, naar = role_of(old.user, pilot), role_of(new.user, pilot)
    meeting = BijeenkomstFactory(pilot=pilot)
    tasks = [TaakFactory(bijeenkomst=meeting, eigenaar=van.persoon) for _ in range(3)]
    done = TaakFactory(bijeenkomst=meeting, eigenaar=van.persoon, status="gedaan")

    response = old.post(url("overdragen", pilot), {"van": van.pk, "naar": naar.pk, "stopt": "ja"})

    assert response.url == reverse("traject:pilot_list")
    for task in (*tasks, done):
        task.refresh_from_db()
    assert {task.eigenaar for task in tasks} == {naar.persoon}
    assert done.eigenaar == van.persoon
    assert role_of(old.user, pilot) is None
    assert mails() == sorted([("pilot_overgedragen", old.user.email), ("pilot_overgedragen", new.user.email)])
    said = Gebeurtenis.objects.within(pilot).values_list("zin", flat=True)
    assert f"droeg de pilot over van {van.persoon} aan {naar.persoon}, met 3 open taken" in said


def test_the_page_shows_who_has_what_and_what_waits(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    client_as(Rol.FACILITATOR)
    KetenpartnerFactory(pilot=pilot)
    TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=role_of(client.user, pilot).persoon)

    page = client.get(url("overdragen", pilot)).text

    assert "1 open taak" in page
    assert "geen open taken" in page
    assert "Antwoord op de aanmelding van" in page


def test_there_must_be_somebody_to_hand_over_to(pilot, client_as):
    assert "Voeg eerst de nieuwe facilitator toe." in client_as(Rol.FACILITATOR).get(url("overdragen", pilot)).text


@pytest.mark.parametrize(("naar", "sentence"), [("zelf", "Kies iemand anders"), ("", "Kies wie de pilot overneemt.")])
def test_handing_over_to_nobody_or_oneself_is_refused(pilot, client_as, naar, sentence):
    client = client_as(Rol.FACILITATOR)
    client_as(Rol.FACILITATOR)
    own = role_of(client.user, pilot).pk

    response = client.post(url("overdragen", pilot), {"van": own, "naar": own if naar else "", "stopt": "ja"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert mails() == []


def test_a_second_click_hands_over_nothing_and_mails_nobody(pilot, client_as):
    client, other = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    van, naar = role_of(client.user, pilot), role_of(other.user, pilot)
    TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=van.persoon)

    for _ in range(2):
        client.post(url("overdragen", pilot), {"van": van.pk, "naar": naar.pk, "stopt": "nee"})

    assert len(mails()) == 2
    assert role_of(client.user, pilot) is not None


def test_a_pilot_is_never_handed_to_somebody_who_cannot_sign_in(pilot, client_as):
    van = role_of(client_as(Rol.FACILITATOR).user, pilot)
    naar = DeelnameFactory(persoon__pilot=pilot, persoon__user=UserFactory(is_active=False))

    with pytest.raises(TransitionError, match="kan niet inloggen"):
        services.hand_over(van, naar, stopt=True, by=van.persoon.user)

    assert role_of(van.persoon.user, pilot) == van


@pytest.mark.parametrize("rol", OTHERS)
def test_only_the_facilitator_arranges_the_team(pilot, client_as, rol):
    client = client_as(rol)
    own = role_of(client_as(Rol.FACILITATOR).user, pilot)

    answers = [
        client.get(url("team", pilot)),
        add(client, pilot, email=client.user.email),
        client.post(url("rol_weg", pilot, own.pk), {"reden": "Weg"}),
        client.get(url("overdragen", pilot)),
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FORBIDDEN] * 4


def test_a_role_of_another_pilot_does_not_exist_here(pilot, client_as):
    elsewhere = DeelnameFactory()

    response = client_as(Rol.FACILITATOR).post(url("rol_weg", pilot, elsewhere.pk), {"reden": "Weg"})

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_who_can_get_at_a_pilot_is_still_arranged_when_it_is_over(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    colleague = UserFactory(is_facilitator=True)
    pilot.break_off(by=client.user, reden="Geen geld")

    add(client, pilot, email=colleague.email)

    pilot.refresh_from_db()
    assert pilot.status == PilotStatus.AFGEBROKEN
    assert role_of(colleague, pilot) is not None


def test_the_own_account_names_the_roles(pilot, client_as):
    page = client_as(Rol.BESTUURDER).get(reverse("accounts:account")).text

    assert "Eerder erbij, gemeente Waterrade" in page
    assert "Bestuurder of leidinggevende sinds" in page
    official = client_as(Rol.AMBTENAAR).get(reverse("accounts:account")).text
    assert "U volgt als ambtenaar alle pilots van deze gemeente" in official
