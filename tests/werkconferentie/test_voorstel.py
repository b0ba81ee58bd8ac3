"""The pages of a proposal: ask for it, follow it, look at it, take it over or throw it away."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from pilots.access import Rol
from pilots.werkconferentie.keuzes.models import Voorkeur
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelbeurt
from pilots.werkconferentie.plaatsing.services import beurten
from pilots.werkconferentie.programma.services import schikken
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory
from tests.werkconferentie.zalen import HTMX, a_conference, divided, places_of, proposed, url, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot)


@pytest.fixture
def client(client_as):
    return client_as(Rol.FACILITATOR)


def close(sessie, client):
    """What the page of the programme does when somebody lets a workshop not take place."""
    programma = programme_of(sessie.ronde.bijeenkomst)
    schikken.close(sessie, omdat="Te klein.", programma=programma, versie=programma.versie, by=client.user)


def test_an_empty_page_says_what_comes_first(meeting, client):
    assert "Nog geen workshops om over te verdelen" in client.get(url("verdeling_detail", meeting)).text


def test_from_nothing_to_a_division_in_three_steps(meeting, client):
    a_conference(meeting)

    first = client.get(url("verdeling_detail", meeting))
    asked = client.post(url("voorstel_make", meeting))
    beurt = Verdeelbeurt.objects.get()
    running = client.get(url("verdeling_detail", meeting))
    beurten.process(beurt.pk)
    ready = client.get(url("verdeling_detail", meeting))
    proposal = client.get(url("voorstel_detail", meeting, beurt.pk))
    taken = client.post(url("voorstel_take_over", meeting, beurt.pk), follow=True)

    assert "Maak een voorstel" in first.text
    assert asked.status_code == HTTPStatus.FOUND
    assert "<progress" in running.text
    assert "every 2s" in running.text
    assert "Bekijk het voorstel" in ready.text
    assert "67&nbsp;% heeft een eerste keus" in proposal.text
    assert "bewezen de beste" in proposal.text
    assert "6 plekken veranderden" in taken.text
    assert Plaatsing.objects.count() == 6


def test_what_polls_hears_nothing_until_something_changes_and_then_once(meeting, client):
    a_conference(meeting)
    client.post(url("voorstel_make", meeting))
    beurt = Verdeelbeurt.objects.get()
    stand = client.get(url("verdeling_detail", meeting)).context["voortgang"].stand

    same = client.get(url("verdeling_detail", meeting), {"v": stand}, headers=HTMX)
    beurten.process(beurt.pk)
    done = client.get(url("verdeling_detail", meeting), {"v": stand}, headers=HTMX)

    assert same.status_code == HTTPStatus.NO_CONTENT
    assert done.text.strip().startswith('<div id="voortgang"')
    assert "every 2s" not in done.text
    assert done.text.count("Het voorstel is klaar.") == 1


def test_a_run_is_stopped(meeting, client):
    a_conference(meeting)
    client.post(url("voorstel_make", meeting))
    beurt = Verdeelbeurt.objects.get()

    client.post(url("voorstel_stop", meeting, beurt.pk))
    again = client.post(url("voorstel_stop", meeting, beurt.pk))

    beurt.refresh_from_db()
    assert beurt.status == "gestopt"
    assert again.status_code == HTTPStatus.CONFLICT


def test_two_facilitators_at_once_the_second_hears_why_not(meeting, client, client_as):
    a_conference(meeting)
    client.post(url("voorstel_make", meeting))

    second = client_as(Rol.FACILITATOR).post(url("voorstel_make", meeting))

    assert second.status_code == HTTPStatus.CONFLICT
    assert "Er wordt al een voorstel gemaakt" in second.text


def test_a_run_that_failed_says_so_and_can_be_tried_again(meeting, client):
    a_conference(meeting)
    Verdeelbeurt.objects.create(
        bijeenkomst=meeting, status="mislukt", reden=beurten.MISLUKT, gevraagd_door=client.user, zaad=4
    )

    page = client.get(url("verdeling_detail", meeting))

    assert "Er is niets veranderd. Probeer het opnieuw." in page.text
    assert 'name="zaad" value="4"' in page.text


def test_a_proposal_is_thrown_away_and_nothing_changes(meeting, client):
    a_conference(meeting)
    beurt = proposed(meeting)

    client.post(url("voorstel_discard", meeting, beurt.pk))
    late = client.post(url("voorstel_take_over", meeting, beurt.pk))

    beurt.refresh_from_db()
    assert beurt.status == "weggegooid"
    assert late.status_code == HTTPStatus.CONFLICT
    assert not Plaatsing.objects.exists()


def test_what_was_taken_over_is_not_thrown_away(meeting, client):
    a_conference(meeting)
    beurt = proposed(meeting)
    client.post(url("voorstel_take_over", meeting, beurt.pk))

    assert client.post(url("voorstel_discard", meeting, beurt.pk)).status_code == HTTPStatus.CONFLICT


def test_another_number_gives_another_proposal_and_the_same_number_the_same(meeting, client):
    a_conference(meeting)
    first = proposed(meeting, zaad=3)
    page = client.get(url("voorstel_detail", meeting, first.pk))

    client.post(url("voorstel_make", meeting), {"zaad": "3"})
    again = Verdeelbeurt.objects.first()
    beurten.process(again.pk)
    again.refresh_from_db()
    wrong = client.post(url("voorstel_make", meeting), {"zaad": "drie"})

    assert "het voorstel met getal 3" in page.text
    assert 'name="zaad" value="4"' in page.text
    assert (again.zaad, again.voorstel) == (3, first.voorstel)
    assert wrong.status_code == HTTPStatus.CONFLICT


def test_more_people_than_all_rooms_says_who_is_left(meeting, client):
    people = a_conference(meeting, gasten=10)
    beurt = proposed(meeting)

    page = client.get(url("voorstel_detail", meeting, beurt.pk))
    client.post(url("voorstel_take_over", meeting, beurt.pk))
    division = client.get(url("verdeling_detail", meeting))
    fixing = client.get(url("verdeling_fix", meeting))

    placed = set(Plaatsing.objects.values_list("persoon", flat=True))
    left = [one.naam for one in people if one.pk not in placed]
    assert len(left) == 2
    assert "Er zijn te weinig plaatsen" in page.text
    for text in (page.text, division.text, fixing.text):
        assert all(naam in text for naam in left)


def test_everybody_wants_the_same(meeting, client):
    a_conference(meeting, gasten=8)
    beurt = proposed(meeting)
    page = client.get(url("voorstel_detail", meeting, beurt.pk))

    client.post(url("voorstel_take_over", meeting, beurt.pk))

    assert "50&nbsp;% heeft een eerste keus" in page.text
    reasons = Plaatsing.objects.filter(keus=None).values_list("reden", flat=True)
    assert set(reasons) == {"Wat u koos, zit vol. Hier was nog plaats."}


def test_a_workshop_that_too_few_want_is_closed_by_a_person_only(meeting, client):
    a_conference(meeting, gasten=4, plaatsen=8)
    meeting.workshops.filter(titel="Budget").update(plaatsen_min=5)
    beurt = proposed(meeting)
    sessie = meeting.workshops.get(titel="Budget").sessies.get()

    page = client.get(url("voorstel_detail", meeting, beurt.pk))
    close(sessie, client)
    outdated = client.get(url("voorstel_detail", meeting, beurt.pk))
    refused = client.post(url("voorstel_take_over", meeting, beurt.pk))

    assert "Te kleine groepen" in page.text
    assert reverse("programma:sessie_close", args=[meeting.pilot_id, meeting.pk, sessie.pk]) in page.text
    sessie.refresh_from_db()
    assert not sessie.is_open
    assert "Vraag een nieuw voorstel" in outdated.text
    assert "Neem over" not in outdated.text
    assert refused.status_code == HTTPStatus.CONFLICT


def test_choices_changed_during_the_run_are_said_and_no_sentence_speaks_of_the_old_ones(meeting, client):
    people = a_conference(meeting, gasten=6)
    beurt = proposed(meeting)
    Voorkeur.objects.all().delete()
    other = meeting.workshops.get(titel="Budget").sessies.get()
    Voorkeur.objects.bulk_create(Voorkeur(persoon=one, sessie=other, keus=1) for one in people)

    page = client.get(url("voorstel_detail", meeting, beurt.pk))
    client.post(url("voorstel_take_over", meeting, beurt.pk))

    assert "6 mensen veranderden hun keuzes." in page.text
    for one in Plaatsing.objects.select_related("sessie"):
        assert (one.reden == "Dit is uw eerste keus.") == (one.sessie == other)


def test_who_withdraws_during_the_run_gets_no_place_and_the_page_says_so(meeting, client):
    people = a_conference(meeting)
    beurt = proposed(meeting)
    withdraw(meeting, people[0])
    UitnodigingFactory(bijeenkomst=meeting, status="ja")

    page = client.get(url("voorstel_detail", meeting, beurt.pk))
    client.post(url("voorstel_take_over", meeting, beurt.pk))

    assert "1 persoon komt niet meer." in page.text
    assert "Er kwam 1 persoon bij." in page.text
    assert not Plaatsing.objects.filter(persoon=people[0]).exists()


def test_a_repair_says_who_dropped_out_and_moves_nobody_without_need(meeting, client):
    a_conference(meeting)
    verdeling = divided(meeting)
    before = places_of(verdeling)
    gone = Plaatsing.objects.filter(keus=None).first().persoon
    withdraw(meeting, gone)
    newcomer = UitnodigingFactory(bijeenkomst=meeting, status="ja").persoon

    page = client.get(url("verdeling_detail", meeting))
    client.post(url("voorstel_make", meeting), {"is_herstel": "1"})
    beurt = Verdeelbeurt.objects.first()
    beurten.process(beurt.pk)
    proposal = client.get(url("voorstel_detail", meeting, beurt.pk))
    client.post(url("voorstel_take_over", meeting, beurt.pk))

    assert f"Komt niet meer: {gone}." in page.text
    assert "Niemand hoeft te verhuizen" in proposal.text
    assert [one.naam for one in proposal.context["beeld"].nieuw] == [newcomer.naam]
    assert proposal.context["beeld"].weg == [gone.naam]
    after = places_of(verdeling)
    assert {plek: nr for plek, nr in after.items() if plek[0] != newcomer.pk} == {
        plek: nr for plek, nr in before.items() if plek[0] != gone.pk
    }
    assert newcomer.pk in {who for who, _ in after}
    assert not Plaatsing.objects.filter(persoon=gone).exists()


def test_a_repair_after_a_closed_workshop_shows_each_move_with_its_sentence(meeting, client):
    a_conference(meeting, gasten=4, plaatsen=4)
    verdeling = divided(meeting)
    sessie = meeting.workshops.get(titel="Brieven").sessies.get()
    close(sessie, client)

    page = client.get(url("verdeling_detail", meeting))
    beurt = proposed(meeting, is_herstel=True)
    proposal = client.get(url("voorstel_detail", meeting, beurt.pk))

    assert "‘Brieven’ gaat in ‘Ronde 1’ niet door, en daar zijn nog 4 gasten ingedeeld." in page.text
    assert proposal.context["beeld"].verhuizers == 4
    assert proposal.text.count("‘Brieven’ gaat in deze ronde niet door. Hier was nog plaats.") == 4
    assert len(places_of(verdeling)) == 4


@pytest.mark.parametrize("name", ["voorstel_stop", "voorstel_take_over", "voorstel_discard"])
def test_a_proposal_of_another_pilot_does_not_exist(name, meeting, client):
    other = BijeenkomstFactory()
    a_conference(other)
    beurt = proposed(other)

    assert client.post(url(name, other, beurt.pk)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(url(name, meeting, beurt.pk)).status_code == HTTPStatus.NOT_FOUND


def test_who_is_no_facilitator_asks_for_nothing(meeting, client_as):
    assert client_as(Rol.AMBTENAAR).post(url("voorstel_make", meeting)).status_code == HTTPStatus.FORBIDDEN
