"""The beheerder's pages: who has an account and what they may, and that somebody always keeps the keys."""

from http import HTTPStatus

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client

from datt.accounts import services
from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from tests.factories.accounts import UserFactory
from tests.waiting import at_once

USERS = "/account/beheer/gebruikers/"
NEW = f"{USERS}nieuw/"
pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["tweede_stap"] = user.pk
    session.save()
    return client


@pytest.fixture
def bas():
    return UserFactory(naam="Bas Timmer", email="bas@site.example", is_beheerder=True)


@pytest.fixture
def beheer(bas) -> Client:
    return signed_in(bas)


def change(user, *, by, **changes):
    marks = {
        "naam": user.naam,
        "is_beheerder": user.is_beheerder,
        "is_facilitator": user.is_facilitator,
        "is_active": user.is_active,
    }
    return services.change_user(User.objects.get(pk=user.pk), **{**marks, **changes}, by=by)


def test_a_new_account_gets_a_mail_that_says_how_to_sign_in(beheer, bas, settings):
    answers = {"naam": "Marieke Postma", "email": "Marieke@Waterrade.example", "is_facilitator": "on"}

    response = beheer.post(NEW, answers, follow=True)

    user = User.objects.get(email="marieke@waterrade.example")
    bericht = Bericht.objects.get()
    assert (user.is_facilitator, user.is_beheerder, user.has_usable_password()) == (True, False, False)
    assert (bericht.soort, bericht.aan) == ("account_gemaakt", user.email)
    assert f"{settings.SITE_URL}/account/login/" in bericht.tekst
    assert "Marieke Postma heeft een account en krijgt een mail." in response.text
    assert str(Gebeurtenis.objects.about(user).get()) == f"{bas} maakte een account voor Marieke Postma"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"email": "bas@site.example"}, "Dit mailadres heeft al een account. Zoek het op in de lijst."),
        ({"email": "BAS@site.example"}, "Dit mailadres heeft al een account."),
        ({"email": "geen adres"}, 'value="Marieke Postma"'),
        ({"naam": ""}, 'value="marieke@waterrade.example"'),
    ],
)
def test_a_wrong_form_makes_no_account_and_keeps_what_was_typed(beheer, answers, sentence):
    response = beheer.post(NEW, {"naam": "Marieke Postma", "email": "marieke@waterrade.example", **answers})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert response.text.count('class="veld__fout"') >= 1
    assert User.objects.count() == 1
    assert not Bericht.objects.exists()


def test_sending_the_form_twice_makes_one_account(beheer):
    answers = {"naam": "Marieke Postma", "email": "marieke@waterrade.example"}

    first, second = beheer.post(NEW, answers), beheer.post(NEW, answers)

    assert (first.status_code, second.status_code) == (HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert User.objects.filter(email=answers["email"]).count() == Bericht.objects.count() == 1


def test_changed_marks_are_kept_and_stand_in_the_log(beheer):
    user = UserFactory(naam="Joost Hendriks")

    beheer.post(f"{USERS}{user.pk}/", {"naam": "Joost Hendriks", "is_facilitator": "on", "is_active": "on"})

    user.refresh_from_db()
    page = beheer.get(f"{USERS}{user.pk}/").text
    assert user.is_facilitator
    assert "Bas Timmer liet Joost Hendriks pilots plannen" in page


def test_blocking_ends_every_session_and_stands_in_the_log(beheer):
    user = UserFactory(naam="Joost Hendriks")
    client = signed_in(user)

    beheer.post(f"{USERS}{user.pk}/", {"naam": user.naam})

    assert client.get("/account/").status_code == HTTPStatus.FOUND
    said = [gebeurtenis.zin for gebeurtenis in Gebeurtenis.objects.about(user)]
    assert "blokkeerde het account van Joost Hendriks" in said


def test_signing_somebody_out_by_hand_says_from_how_many_places(beheer):
    user = UserFactory(naam="Joost Hendriks")
    browsers = [signed_in(user), signed_in(user)]

    response = beheer.post(f"{USERS}{user.pk}/uitloggen/", follow=True)

    assert "Joost Hendriks is overal uitgelogd (2)." in response.text
    assert [client.get("/account/").status_code for client in browsers] == [HTTPStatus.FOUND] * 2


@pytest.mark.parametrize("sort", ["naam", "email"])
def test_somebody_is_found_by_a_part_of_name_or_address(beheer, sort):
    UserFactory(naam="Joost Hendriks", email="jh@gemeente.example")
    UserFactory(naam="Samira de Vries", email="samira@voedselbank.example")

    page = beheer.get(USERS, {"zoek": {"naam": "hendr", "email": "jh@"}[sort]}).text

    assert "Joost Hendriks" in page
    assert "Samira de Vries" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_for_many(beheer, count, django_assert_num_queries):
    UserFactory.create_batch(count)
    beheer.get(USERS)

    with django_assert_num_queries(4):
        beheer.get(USERS)


def test_a_long_list_has_pages(beheer):
    UserFactory.create_batch(51)

    assert beheer.get(USERS, {"p": 2}).text.count("<tr>") == 3


@pytest.mark.parametrize("changes", [{"is_beheerder": False}, {"is_active": False}])
def test_the_last_beheerder_cannot_lock_everybody_out(beheer, bas, changes):
    UserFactory(is_beheerder=True, is_active=False)
    marks = {"naam": bas.naam, "is_active": "on", "is_beheerder": "on"}
    answers = {name: value for name, value in marks.items() if changes.get(name, True)}

    response = beheer.post(f"{USERS}{bas.pk}/", answers)

    bas.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Dit is de laatste beheerder die mag inloggen." in response.text
    assert bas.is_active
    assert bas.is_beheerder


@pytest.mark.django_db(transaction=True)
def test_two_beheerders_at_once_cannot_both_leave():
    first, second = UserFactory(is_beheerder=True), UserFactory(is_beheerder=True)

    answers = at_once(
        lambda: change(first, is_beheerder=False, by=second),
        lambda: change(second, is_beheerder=False, by=first),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["TransitionError", "str"]
    assert User.objects.filter(is_beheerder=True, is_active=True).count() == 1


def test_who_is_not_the_last_may_go(bas):
    other = UserFactory(is_beheerder=True)

    change(bas, is_beheerder=False, by=other)

    with pytest.raises(TransitionError):
        change(other, is_active=False, by=other)


def test_the_first_beheerder_is_made_by_hand(capsys):
    call_command("create_beheerder", "Bas@Site.example", "Bas Timmer")

    user = User.objects.get()
    assert (user.email, user.is_beheerder) == ("bas@site.example", True)
    assert Bericht.objects.get().aan == user.email
    assert "Bas Timmer kan nu inloggen met bas@site.example." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("email", "sentence"), [("geen adres", "is geen mailadres"), ("BAS@site.example", "heeft al een account")]
)
def test_making_a_beheerder_by_hand_refuses_what_cannot_be(bas, email, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("create_beheerder", email, "Bas Timmer")


def test_an_address_has_one_account_whatever_its_capitals(bas):
    with pytest.raises(IntegrityError):
        User.objects.create(email="BAS@site.example", naam="Een ander")
