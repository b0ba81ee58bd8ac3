"""After the meeting: three questions without a name, own actions without shame, and a thank you."""

from datetime import datetime, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.dates import AMSTERDAM
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.bijeenkomsten.verslag import post
from pilots.bijeenkomsten.verslag.models import EigenActie, Evaluatie, Evaluatiebeurt
from pilots.bijeenkomsten.verslag.onderdelen import _looked_back
from pilots.bijeenkomsten.verslag.services.evaluatie import answer_evaluation, results_of
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.verslag import EigenActieFactory, EvaluatieFactory, held_today, was_there

ANSWERS = {"cijfer": "4", "bellen": "meer", "zin": "Eindelijk de goede mensen."}
THURSDAY = datetime(2027, 1, 28, 13, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def meeting(pilot):
    return held_today(pilot)


def guest(persoon):
    client = Client()
    open_as_guest(client, persoon)
    return client


def vragen(meeting):
    return reverse("verslag:evaluatie_answer", args=[meeting.pk])


def actie(meeting):
    return reverse("verslag:actie_choose", args=[meeting.pk])


def terugblik(meeting):
    return reverse("verslag:terugblik_detail", args=[meeting.pilot_id, meeting.pk])


# ---- three questions -----------------------------------------------------------------------------


def test_a_guest_answers_on_their_page_and_is_not_asked_again(meeting):
    (persoon,) = was_there(meeting)
    client = guest(persoon)

    before = client.get("/u/").text
    client.post(vragen(meeting), ANSWERS)
    after = client.get("/u/").text

    assert "Kent u nu meer mensen die u kunt bellen?" in before
    assert "Kent u nu meer mensen die u kunt bellen?" not in after
    assert Evaluatie.objects.get().zin == "Eindelijk de goede mensen."


def test_the_same_answers_twice_count_once(meeting):
    (persoon,) = was_there(meeting)
    client = guest(persoon)

    client.post(vragen(meeting), ANSWERS)
    again = client.post(vragen(meeting), ANSWERS)

    assert again.status_code == HTTPStatus.CONFLICT
    assert Evaluatie.objects.count() == 1


def test_nothing_leads_from_a_person_to_their_answers(meeting):
    people = was_there(meeting, count=3)
    lines = Gebeurtenis.objects.count()

    for persoon in reversed(people):
        answer_evaluation(meeting, persoon, cijfer=4, bellen="nee", zin="")

    names = {field.name for field in Evaluatie._meta.get_fields()}
    moments = [f for f in Evaluatie._meta.fields if f.get_internal_type() == "DateTimeField"]
    turns = Evaluatiebeurt.objects.order_by("pk").values_list("persoon__naam", flat=True)
    assert names == {"id", "bijeenkomst", "cijfer", "bellen", "zin", "dag"}
    assert moments == []
    assert {field.name for field in Evaluatiebeurt._meta.fields} == {"id", "bijeenkomst", "persoon", "is_beantwoord"}
    assert list(turns) == sorted(turns)  # made at once, in the order of names, not in that of answering
    assert Gebeurtenis.objects.count() == lines


def test_who_was_not_there_is_not_asked(meeting):
    was_there(meeting)
    absent = UitnodigingFactory(bijeenkomst=meeting, status="nee").persoon
    client = guest(absent)

    assert "u kunt bellen?" not in client.get("/u/").text
    assert client.post(vragen(meeting), ANSWERS).status_code == HTTPStatus.NOT_FOUND
    assert Client().post(vragen(meeting), ANSWERS).status_code == HTTPStatus.NOT_FOUND


def test_where_nobody_was_checked_in_who_said_yes_may_answer(meeting):
    persoon = UitnodigingFactory(bijeenkomst=meeting, status="ja").persoon

    guest(persoon).post(vragen(meeting), ANSWERS)

    assert Evaluatie.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [{}, {"cijfer": "6", "bellen": "meer"}, {"cijfer": "4"}, ANSWERS | {"zin": "Bel haar: bsn 123456782"}],
)
def test_bad_answers_are_said_at_the_field_and_not_lost(meeting, data):
    (persoon,) = was_there(meeting)

    response = guest(persoon).post(vragen(meeting), data)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert data.get("zin", "") in response.text
    assert not Evaluatie.objects.exists()


def test_answers_are_shown_from_five_on(meeting, client_as):
    EvaluatieFactory.create_batch(4, bijeenkomst=meeting, zin="Dit bleef verborgen")
    client = client_as(Rol.FACILITATOR)

    few = client.get(terugblik(meeting)).text
    EvaluatieFactory(bijeenkomst=meeting, cijfer=1, bellen="nee", zin="Aap")
    enough = client.get(terugblik(meeting)).text

    assert "Dit bleef verborgen" not in few
    assert "Er zijn 4 antwoorden. Nog 1 nodig" in few
    assert enough.index("Aap") < enough.index("Dit bleef verborgen")
    assert "Gemiddeld een <b>3,4</b>" in enough


def test_the_report_counts_only_meetings_with_five_answers(meeting):
    other = held_today(meeting.pilot)
    EvaluatieFactory.create_batch(4, bijeenkomst=other)
    assert _looked_back(meeting.pilot) is None

    EvaluatieFactory.create_batch(5, bijeenkomst=meeting)

    told = _looked_back(meeting.pilot)
    assert [one for one, _ in told["bijeenkomsten"]] == [meeting]
    assert told["samen"].aantal == 5
    assert results_of(other).cijfers is None


# ---- own actions ---------------------------------------------------------------------------------


def test_a_guest_chooses_one_action_changes_it_and_says_how_it_went(meeting):
    (persoon,) = was_there(meeting)
    client = guest(persoon)

    client.post(actie(meeting), {"tekst": "Ik bel de bibliotheek"})
    mine = EigenActie.objects.get()
    client.post(actie(meeting), {"tekst": "Ik bel het Taalhuis", "mag_gedeeld": "on", "versie": "1"})
    answer = reverse("verslag:actie_answer", args=[mine.pk])
    for status in ("bezig", "gelukt", "gelukt"):
        client.post(answer, {"antwoord": status})

    mine.refresh_from_db()
    assert (mine.tekst, mine.mag_gedeeld, mine.status) == ("Ik bel het Taalhuis", True, "gelukt")
    said = list(Gebeurtenis.objects.about(mine).order_by("pk").values_list("wat", flat=True))
    assert said == [
        "verslag.eigenactie.gekozen", "verslag.eigenactie.gewijzigd",
        "verslag.eigenactie.bezig", "verslag.eigenactie.gelukt",
    ]  # fmt: skip


def test_an_older_screen_does_not_overwrite_what_was_saved_on_another(meeting):
    (persoon,) = was_there(meeting)
    EigenActieFactory(bijeenkomst=meeting, persoon=persoon, tekst="Van de telefoon", versie=3)

    response = guest(persoon).post(actie(meeting), {"tekst": "Van de computer", "versie": "1"})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Van de telefoon" in response.text
    assert "Van de computer" in response.text
    assert EigenActie.objects.get().tekst == "Van de telefoon"


@pytest.mark.parametrize("data", [{"antwoord": "open"}, {"antwoord": "onzin"}, {}])
def test_an_answer_that_does_not_exist_changes_nothing(meeting, data):
    (persoon,) = was_there(meeting)
    mine = EigenActieFactory(bijeenkomst=meeting, persoon=persoon)

    response = guest(persoon).post(reverse("verslag:actie_answer", args=[mine.pk]), data)

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_the_action_of_somebody_else_does_not_exist(meeting):
    me, other = was_there(meeting, count=2)
    theirs = EigenActieFactory(bijeenkomst=meeting, persoon=other)

    response = guest(me).post(reverse("verslag:actie_answer", args=[theirs.pk]), {"antwoord": "gelukt"})

    theirs.refresh_from_db()
    assert (response.status_code, theirs.status) == (HTTPStatus.NOT_FOUND, "open")


def test_the_facilitator_sees_numbers_and_only_texts_that_may_be_shared(meeting, client_as):
    EigenActieFactory(bijeenkomst=meeting, tekst="Dit is van mij", persoon__naam="Naam van de Gast")
    EigenActieFactory(bijeenkomst=meeting, tekst="Dit mag iedereen weten", mag_gedeeld=True, status="gelukt")

    page = client_as(Rol.FACILITATOR).get(terugblik(meeting)).text

    assert "Dit mag iedereen weten" in page
    assert "Dit is van mij" not in page
    assert "Naam van de Gast" not in page
    assert "<dd>1</dd>" in page


def test_the_facilitator_writes_down_the_action_of_who_was_there(meeting, client_as):
    (persoon,) = was_there(meeting)
    stranger = PersoonFactory(pilot=meeting.pilot)
    client = client_as(Rol.FACILITATOR)

    wrong = client.post(terugblik(meeting), {"persoon": stranger.pk, "tekst": "Bellen"})
    client.post(terugblik(meeting), {"persoon": persoon.pk, "tekst": "Bellen"})
    twice = client.post(terugblik(meeting), {"persoon": persoon.pk, "tekst": "Nog iets"})

    assert wrong.status_code == twice.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert EigenActie.objects.get().persoon == persoon


def test_one_action_for_a_person_and_a_meeting(meeting):
    from pilots.bijeenkomsten.verslag.services.acties import choose_actie

    mine = EigenActieFactory(bijeenkomst=meeting)
    with pytest.raises(TransitionError):
        choose_actie(meeting, mine.persoon, tekst="Nog een", mag_gedeeld=False)


def test_a_guest_reads_what_is_kept_of_this_and_has_it_removed(meeting):
    from pilots.bijeenkomsten.verslag.onderdelen import _forget, _kept

    (persoon,) = was_there(meeting)
    other = EigenActieFactory(bijeenkomst=meeting)
    EigenActieFactory(bijeenkomst=meeting, persoon=persoon, tekst="Ik bel morgen")
    answer_evaluation(meeting, persoon, cijfer=5, bellen="nee", zin="Fijn")

    told = _kept(persoon)
    _forget(persoon)

    assert [text for _, text in told.regels] == [
        "Ik bel morgen",
        "u vulde ze in; wij weten niet welk antwoord van u is",
    ]
    # How it went stays for the counts, and not a word of what it was.
    assert set(EigenActie.objects.values_list("tekst", flat=True)) == {other.tekst, ""}
    assert _kept(persoon) is None
    assert Evaluatie.objects.get().zin == "Fijn"


# ---- messages ------------------------------------------------------------------------------------


@pytest.fixture
def thursday(pilot):
    """A meeting on a Thursday, with one who was there and one who was not."""
    meeting = BijeenkomstFactory(pilot=pilot, datum=THURSDAY.date(), status="gehouden")
    was_there(meeting)
    UitnodigingFactory(bijeenkomst=meeting, status="nee")
    return meeting


def test_who_was_there_is_thanked_once_and_not_on_a_friday(thursday):
    day = thursday.datum
    told = [post.thank_who_was_there(day + timedelta(days=nr)) for nr in range(6)]

    assert told == [0, 0, 0, 0, 1, 0]  # Thursday, Friday, the weekend, Monday, Tuesday
    assert Bericht.objects.get().soort == "bedankt"


def test_the_thank_you_can_be_switched_off_and_on(thursday, client_as):
    client = client_as(Rol.FACILITATOR)
    monday = thursday.datum + timedelta(days=4)

    client.post(reverse("verslag:bedankje_uit", args=[thursday.pilot_id, thursday.pk]))
    off = post.thank_who_was_there(monday)
    client.post(reverse("verslag:bedankje_aan", args=[thursday.pilot_id, thursday.pk]))
    on = post.thank_who_was_there(monday)

    assert (off, on) == (0, 1)
    assert Gebeurtenis.objects.filter(wat="verslag.bedankje").count() == 2


def test_after_two_weeks_who_is_not_done_is_asked_once(thursday):
    going_on, done = EigenActieFactory(bijeenkomst=thursday), EigenActieFactory(bijeenkomst=thursday, status="gelukt")
    day = thursday.datum + timedelta(days=14)

    told = [post.ask_about_actions(day - timedelta(days=2)), *(post.ask_about_actions(day) for _ in range(2))]

    mail = Bericht.objects.get()
    assert told == [0, 1, 0]
    assert mail.aan == going_on.persoon.email != done.persoon.email
    assert going_on.tekst in mail.tekst


def test_a_meeting_of_long_ago_or_of_a_pilot_that_is_over_sends_nothing(thursday):
    EigenActieFactory(bijeenkomst=thursday)
    much_later = thursday.datum + timedelta(days=60)
    assert (post.thank_who_was_there(much_later), post.ask_about_actions(much_later)) == (0, 0)

    type(thursday.pilot).objects.update(status="gearchiveerd")

    assert post.thank_who_was_there(thursday.datum + timedelta(days=4)) == 0
    assert post.ask_about_actions(thursday.datum + timedelta(days=14)) == 0


@pytest.mark.parametrize(("hour", "count"), [(3, 0), (10, 1), (20, 0)])
def test_nothing_is_sent_at_night(pilot, monkeypatch, hour, count):
    from pilots.bijeenkomsten.verslag import tasks

    monday = datetime(2027, 2, 1, hour, 0, tzinfo=AMSTERDAM)
    meeting = BijeenkomstFactory(pilot=pilot, datum=THURSDAY.date(), status="gehouden")
    was_there(meeting)
    monkeypatch.setattr(timezone, "now", lambda: monday)

    assert tasks.sweep_naberichten() == count
