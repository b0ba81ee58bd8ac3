"""What a guest chose is kept whole, once, and only as long as it can be chosen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.partners.services.samenvoegen import merge_people
from pilots.werkconferentie.keuzes.models import Keus, Keuzebeurt, Voorkeur, Voorkeurbron
from pilots.werkconferentie.keuzes.services.bewaren import (
    AndersGekozenError,
    Inzending,
    keep_choices,
    set_last_day,
)
from pilots.werkconferentie.keuzes.services.tellen import choice_rows, choices_of, chosen_counts
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.plaatsing.services import beurten
from pilots.werkconferentie.plaatsing.services.vragen import question_for
from pilots.werkconferentie.programma.models import Begeleiding
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.accounts import UserFactory
from tests.factories.werkconferentie import SessieFactory
from tests.werkconferentie.kiezen import a_meeting, coming, open_until, publish, session

pytestmark = pytest.mark.django_db
GAST, PAPIER, FACILITATOR = Voorkeurbron.GAST, Voorkeurbron.PAPIER, Voorkeurbron.FACILITATOR


@pytest.fixture
def meeting(pilot):
    return a_meeting(pilot)


@pytest.fixture
def gast(meeting):
    return coming(meeting, naam="Samira").persoon


@pytest.fixture
def brieven(meeting):
    return session(meeting, "Brieven")


@pytest.fixture
def geldrust(meeting):
    return session(meeting, "Geldrust")


def test_the_whole_choice_is_kept_and_the_log_says_who(meeting, gast, brieven, geldrust):
    assert keep_choices(meeting, gast, {brieven.pk: Keus.EERSTE, geldrust.pk: 9}, bron=GAST, wie="Samira (link)")

    assert choices_of(meeting) == {gast.pk: {brieven.pk: 1, geldrust.pk: 9}}
    assert chosen_counts(meeting) == {brieven.pk: {1: 1}, geldrust.pk: {9: 1}}
    line = Gebeurtenis.objects.get(wat="keuzes.bewaard")
    assert (line.zin, line.door_wie) == ("koos workshops voor Conferentie", "Samira (link)")


def test_a_later_choice_replaces_the_earlier_one(meeting, gast, brieven, geldrust):
    keep_choices(meeting, gast, {brieven.pk: 1, geldrust.pk: 2}, bron=GAST)

    assert keep_choices(meeting, gast, {geldrust.pk: 1}, bron=GAST)

    assert choices_of(meeting) == {gast.pk: {geldrust.pk: 1}}
    assert Keuzebeurt.objects.get().versie == 2


def test_a_double_click_is_one_choice(meeting, gast, brieven):
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)

    assert not keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)

    assert Gebeurtenis.objects.filter(wat="keuzes.bewaard").count() == 1


def test_a_message_of_a_phone_that_comes_twice_counts_once(meeting, gast, brieven, geldrust):
    sent = Inzending(kenmerk=uuid4())
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST, inzending=sent)
    keep_choices(meeting, gast, {geldrust.pk: 1}, bron=GAST)

    assert not keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST, inzending=sent)

    assert choices_of(meeting) == {gast.pk: {geldrust.pk: 1}}


def test_who_has_no_opinion_chose_too(meeting, gast):
    assert keep_choices(meeting, gast, {}, bron=GAST)

    (rij,) = choice_rows(meeting)
    assert (rij.has_chosen, rij.keuzes) == (True, {})


def test_the_same_workshop_may_be_the_first_choice_in_two_rounds(meeting, gast, brieven):
    again = session(meeting, "Brieven", "Ronde 2")

    assert keep_choices(meeting, gast, {brieven.pk: 1, again.pk: 1}, bron=GAST)


def test_any_number_of_rather_not(meeting, gast, brieven, geldrust):
    assert keep_choices(meeting, gast, {brieven.pk: 9, geldrust.pk: 9}, bron=GAST)


@pytest.mark.parametrize("keus", [1, 2, 3])
def test_twice_the_same_choice_in_one_round_is_refused(meeting, gast, brieven, geldrust, keus):
    with pytest.raises(TransitionError, match=r"‘Brieven’ en ‘Geldrust’ als .* keus. Kies er één"):
        keep_choices(meeting, gast, {brieven.pk: keus, geldrust.pk: keus}, bron=GAST)

    assert not Keuzebeurt.objects.exists()


def test_a_session_that_was_closed_meanwhile(meeting, gast, brieven):
    brieven.gesloten_op = timezone.now()
    brieven.save()

    with pytest.raises(TransitionError, match="staat niet meer in het programma"):
        keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)


def test_a_session_of_another_meeting(meeting, gast, pilot):
    elsewhere = session(a_meeting(pilot), "Brieven")

    with pytest.raises(TransitionError, match="staat niet meer in het programma"):
        keep_choices(meeting, gast, {elsewhere.pk: 1}, bron=GAST)


def test_a_session_that_guests_were_not_shown_yet(meeting, gast):
    new = SessieFactory(ronde=meeting.rondes.first())

    with pytest.raises(TransitionError, match="staat niet meer in het programma"):
        keep_choices(meeting, gast, {new.pk: 1}, bron=GAST)
    publish(meeting)
    assert keep_choices(meeting, gast, {new.pk: 1}, bron=GAST)


@pytest.mark.parametrize("status", ["nee", "wachtlijst", "verstuurd", "afgemeld"])
def test_who_does_not_come_does_not_choose(meeting, gast, brieven, status):
    meeting.uitnodigingen.update(status=status)

    with pytest.raises(TransitionError, match="Samira komt niet"):
        keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda meeting: open_until(meeting, -1), "Kiezen kon tot en met"),
        (lambda meeting: programme_of(meeting).versies.all().delete(), "programma is nog niet bekend"),
        (lambda meeting: setattr(meeting, "status", "gehouden"), "is gehouden"),
        (lambda meeting: setattr(meeting, "status", "geannuleerd"), "is gaat niet door|is geannuleerd|Kiezen kan niet"),
        (lambda meeting: setattr(meeting.pilot, "status", "gearchiveerd"), "gearchiveerd"),
    ],
)
def test_when_choosing_is_over_nobody_chooses(meeting, gast, brieven, change, sentence):
    change(meeting)

    with pytest.raises(TransitionError, match=sentence):
        keep_choices(meeting, gast, {brieven.pk: 1}, bron=FACILITATOR)


def test_on_the_last_day_one_can_still_choose(meeting, gast, brieven):
    open_until(meeting, 0)

    assert keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)


def test_who_answers_the_phone_does_not_overwrite_unseen(meeting, gast, brieven, geldrust):
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)

    with pytest.raises(VerouderdError):
        keep_choices(meeting, gast, {geldrust.pk: 1}, bron=FACILITATOR, inzending=Inzending(versie=0))

    assert choices_of(meeting)[gast.pk] == {brieven.pk: 1}


def test_what_waited_on_a_phone_does_not_undo_what_was_said_afterwards(meeting, gast, brieven, geldrust):
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=FACILITATOR)
    old = Inzending(op=timezone.now() - timedelta(hours=1))

    with pytest.raises(TransitionError, match="Daarna is voor u iets anders ingevuld"):
        keep_choices(meeting, gast, {geldrust.pk: 1}, bron=GAST, inzending=old)


def test_two_choices_that_waited_on_a_phone_end_with_the_last(meeting, gast, brieven, geldrust):
    for minutes, sessie in ((20, brieven), (10, geldrust)):
        sent = Inzending(op=timezone.now() - timedelta(minutes=minutes), kenmerk=uuid4())
        keep_choices(meeting, gast, {sessie.pk: 1}, bron=GAST, inzending=sent)

    assert choices_of(meeting)[gast.pk] == {geldrust.pk: 1}


@pytest.mark.parametrize("bron", [GAST, FACILITATOR])
def test_paper_never_overwrites_what_was_said_without_asking(meeting, gast, brieven, geldrust, bron):
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=bron)

    with pytest.raises(AndersGekozenError):
        keep_choices(meeting, gast, {geldrust.pk: 1}, bron=PAPIER)
    assert choices_of(meeting)[gast.pk] == {brieven.pk: 1}

    keep_choices(meeting, gast, {geldrust.pk: 1}, bron=PAPIER, inzending=Inzending(over_eigen=True))
    assert choices_of(meeting)[gast.pk] == {geldrust.pk: 1}


def test_paper_that_says_the_same_changes_nothing(meeting, gast, brieven):
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)

    assert not keep_choices(meeting, gast, {brieven.pk: 1}, bron=PAPIER)
    assert Keuzebeurt.objects.get().bron == GAST


@pytest.mark.parametrize("days", [-1, 31])
def test_the_last_day_is_not_past_and_not_after_the_meeting(meeting, days):
    programma = programme_of(meeting)
    day = timezone.localdate() + timedelta(days=days)

    with pytest.raises(TransitionError, match="vanaf vandaag, en niet na de bijeenkomst"):
        set_last_day(meeting, day, versie=programma.versie, by=UserFactory())


def test_the_last_day_is_set_once_by_who_saw_the_newest(meeting):
    versie, day = programme_of(meeting).versie, timezone.localdate() + timedelta(days=5)
    set_last_day(meeting, day, versie=versie, by=UserFactory())

    with pytest.raises(VerouderdError):
        set_last_day(meeting, day, versie=versie, by=UserFactory())

    assert programme_of(meeting).kiezen_tot == day


def test_of_two_records_of_one_person_the_choice_of_the_kept_one_stands(meeting, gast, brieven, geldrust):
    double = coming(meeting, naam="Samira W.").persoon
    keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)
    keep_choices(meeting, double, {geldrust.pk: 1}, bron=GAST)

    merge_people(gast, double, {}, by=UserFactory())

    assert choices_of(meeting) == {gast.pk: {brieven.pk: 1}}
    assert Keuzebeurt.objects.get().persoon == gast


def test_the_choice_of_a_record_that_goes_follows(meeting, gast, brieven, geldrust):
    double = coming(meeting, naam="Samira W.").persoon
    keep_choices(meeting, double, {brieven.pk: 1, geldrust.pk: 2}, bron=GAST)

    merge_people(gast, double, {}, by=UserFactory())

    assert choices_of(meeting) == {gast.pk: {brieven.pk: 1, geldrust.pk: 2}}
    assert Keuzebeurt.objects.get().persoon == gast


def test_choices_that_change_while_it_is_calculated_are_lost_nowhere(meeting, brieven, geldrust):
    """The run answers the question it began with; the next one asks anew."""
    gasten = [coming(meeting).persoon for _ in range(10)]
    for gast in gasten:
        keep_choices(meeting, gast, {brieven.pk: 1}, bron=GAST)
    user = UserFactory()
    beurt = beurten.order(meeting, by=user)

    for gast in gasten:
        keep_choices(meeting, gast, {geldrust.pk: 1}, bron=GAST)
    beurten.process(beurt.pk)
    beurt.refresh_from_db()

    assert beurt.status == "klaar"
    assert {tuple(one["keuzes"][0]) for one in beurt.invoer["deelnemers"]} == {(brieven.pk, 1)}
    assert beurten.take_over(beurt, by=user) == Plaatsing.objects.count() > 0
    assert Voorkeur.objects.filter(sessie=geldrust, keus=1).count() == 10
    asked = question_for(meeting, zaad=1).deelnemers
    assert all(one.keuzes == {geldrust.pk: 1} for one in asked)


@pytest.mark.parametrize("count", [1, 30])
def test_counting_asks_as_often_for_one_guest_as_for_many(meeting, brieven, count, django_assert_num_queries):
    for _ in range(count):
        keep_choices(meeting, coming(meeting).persoon, {brieven.pk: 1}, bron=GAST)

    with django_assert_num_queries(3):
        assert len(choice_rows(meeting)) == count
    with django_assert_num_queries(2):
        assert chosen_counts(meeting)[brieven.pk] == {1: count}


def test_keeping_asks_as_often_for_one_workshop_as_for_many(meeting, gast, django_assert_max_num_queries):
    Begeleiding.objects.create(workshop=session(meeting, "Zolder").workshop, persoon=coming(meeting).persoon)
    sessies = [session(meeting, titel) for titel in ("Brieven", "Geldrust", "Zolder")]

    with django_assert_max_num_queries(15):
        keep_choices(meeting, gast, {one.pk: nr for nr, one in enumerate(sessies, start=1)}, bron=GAST)
