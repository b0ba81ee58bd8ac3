"""Tell guests where they are: only on the button, and only who has another place than they were told."""

import re
from http import HTTPStatus

import pytest

from datt.berichten.hermaken import rewritten
from datt.berichten.models import Bericht
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.werkconferentie.plaatsing.models import Verteld
from pilots.werkconferentie.programma.models import Sessie
from tests.factories.traject import BijeenkomstFactory
from tests.werkconferentie.zalen import a_conference, divided, url

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


def messages_sent():
    return Bericht.objects.filter(soort="workshops_plekken")


def test_nothing_is_told_before_it_is_fixed(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)

    page = client.get(url("verdeling_tell", meeting))
    answer = post(client, "verdeling_tell", verdeling)

    assert "staat nog niet vast" in page.text
    assert answer.status_code == HTTPStatus.CONFLICT
    assert not messages_sent().exists()


def test_everybody_hears_it_once(meeting, client):
    people = a_conference(meeting)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)

    page = client.get(url("verdeling_tell", meeting))
    told = post(client, "verdeling_tell", verdeling)
    again = client.get(url("verdeling_tell", meeting))
    twice = post(client, "verdeling_tell", verdeling)

    assert "Vertel 6 gasten waar zij zijn" in page.text
    assert "Ronde 1 om 13.00 uur" in page.text
    assert not re.search(r"/u/\w", page.text)  # the key of a guest is theirs alone
    assert told.status_code == HTTPStatus.FOUND
    assert messages_sent().count() == len(people)
    assert "Iedereen weet het al" in again.text
    assert twice.status_code == HTTPStatus.CONFLICT


def test_only_who_has_another_place_hears_it_again(meeting, client):
    a_conference(meeting, plaatsen=6)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)
    post(client, "verdeling_tell", verdeling)
    place = verdeling.plaatsingen.filter(sessie__workshop__titel="Brieven").select_related("persoon").first()
    other = Sessie.objects.exclude(pk=place.sessie_id).get()
    args = (place.ronde_id, place.persoon_id)

    post(client, "plaatsing_move", verdeling, *args, sessie=other.pk)
    page = client.get(url("verdeling_tell", meeting))
    post(client, "verdeling_tell", verdeling)

    assert "Vertel 1 gast waar zij zijn" in page.text
    assert "zijn veranderd" in page.text
    assert "5 gasten weten het al" in page.text
    assert messages_sent().count() == 7
    assert Verteld.objects.get(persoon=place.persoon).plekken == [[place.ronde_id, other.pk]]


def test_who_has_no_mail_and_who_lost_a_place_are_named(meeting, client):
    people = a_conference(meeting)
    people[0].email = ""
    people[0].save(update_fields=["email"])
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)
    first = client.get(url("verdeling_tell", meeting))
    post(client, "verdeling_tell", verdeling)

    post(client, "plaatsing_remove", verdeling, verdeling.plaatsingen.first().ronde_id, people[1].pk)
    page = client.get(url("verdeling_tell", meeting))

    assert "vertel het zelf" in first.text
    assert people[0].naam in first.text
    assert messages_sent().count() == 5
    assert "Hoorden eerder een plek" in page.text
    assert people[1].naam in page.text


def test_a_mail_whose_text_was_wiped_is_written_again_for_that_guest_only(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)
    post(client, "verdeling_tell", verdeling)
    mail = messages_sent().first()

    again = rewritten(mail, mail.aan)
    with pytest.raises(TransitionError):
        rewritten(mail, "ander@voorbeeld.example")
    post(client, "verdeling_reopen", verdeling)

    assert "Ronde 1 om 13.00 uur" in again["tekst"]
    assert rewritten(mail, mail.aan) is None


def test_what_changed_since_the_page_is_not_told(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)

    answer = client.post(url("verdeling_tell", meeting), {"versie": verdeling.versie})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert not messages_sent().exists()


@pytest.mark.parametrize("gasten", [5, 30])
def test_the_page_asks_as_much_for_thirty_guests_as_for_five(gasten, meeting, client, django_assert_max_num_queries):
    a_conference(meeting, gasten=gasten, plaatsen=20)
    verdeling = divided(meeting)
    post(client, "verdeling_fix", verdeling)

    with django_assert_max_num_queries(45):
        client.get(url("verdeling_tell", meeting))
