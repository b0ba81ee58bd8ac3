"""Seats: who gets one, who waits and why, and who moves up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import promote, say_maybe, say_no, say_yes, withdraw
from pilots.traject.services.wijzigen import change_bijeenkomst
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import PersoonFactory

GUEST = {"by": None, "wie": "een gast"}


def invited(meeting, **persoon):
    return UitnodigingFactory(bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot, **persoon))


def status(uitnodiging):
    uitnodiging.refresh_from_db()
    return uitnodiging.status


def log(meeting):
    return [f"{line.door_wie} {line.zin}" for line in Gebeurtenis.objects.within(meeting.pilot).order_by("pk")]


def test_who_says_yes_gets_a_seat_and_who_comes_too_late_waits_and_reads_why(meeting, limits):
    limits(plaatsen=1)
    first, second = invited(meeting), invited(meeting)

    say_yes(first, **GUEST)
    late = say_yes(second, **GUEST)

    assert (status(first), status(second)) == ("ja", "wachtlijst")
    assert late.uitleg == "U staat op de wachtlijst, want de zaal is vol."
    assert late.wacht_sinds is not None


def test_who_waits_longest_moves_up_and_reads_no_name_of_another(meeting, limits):
    limits(plaatsen=1)
    first, second, third = (invited(meeting, naam=naam) for naam in ("Samira de Wit", "Mo Jansen", "Eva Bos"))
    for one in (first, second, third):
        say_yes(one, **GUEST)

    withdraw(first, by=None, wie="Samira de Wit (persoonlijke link)", reden="Ziek")

    assert [status(one) for one in (first, second, third)] == ["afgemeld", "ja", "wachtlijst"]
    assert second.uitleg == "U schuift door van de wachtlijst, omdat er een plaats vrijkwam."
    assert first.reden == "Ziek"
    assert log(meeting)[-1] == (
        "het systeem schoof de uitnodiging van Mo Jansen voor Kennismaken door van de wachtlijst naar een plaats"
        " omdat Samira de Wit zich afmeldde"
    )


@pytest.mark.parametrize("give_back", [say_no, say_maybe, withdraw])
def test_every_way_to_give_a_seat_back_gives_it_to_who_waits(give_back, meeting, limits):
    limits(plaatsen=1)
    first, second = invited(meeting), invited(meeting)
    say_yes(first, **GUEST)
    say_yes(second, **GUEST)

    give_back(first, **GUEST)

    assert status(second) == "ja"


def test_overlapping_limits_are_all_named_in_one_sentence(meeting, limits):
    house = OrganisatieFactory(naam="Voedselbank")
    limits(plaatsen=2, per_organisatie=1, bestuurder=1)
    say_yes(invited(meeting, organisatie=house), **GUEST)
    say_yes(invited(meeting, positie="bestuurder"), **GUEST)

    late = say_yes(invited(meeting, organisatie=house, positie="bestuurder"), **GUEST)

    assert late.uitleg == (
        "U staat op de wachtlijst, want de zaal is vol, de ene plaats voor uw organisatie is bezet"
        " en de ene plaats voor de functie ‘bestuurder’ is bezet."
    )


def test_who_is_passed_over_waits_for_the_own_limit_and_both_sentences_say_so(meeting, limits):
    house = OrganisatieFactory()
    limits(plaatsen=2, per_organisatie=1)
    own = invited(meeting, organisatie=house)
    other, colleague, third = invited(meeting), invited(meeting, organisatie=house), invited(meeting)
    for one in (own, other, colleague, third):
        say_yes(one, **GUEST)

    say_no(other, **GUEST)

    assert (status(colleague), status(third)) == ("wachtlijst", "ja")
    assert third.uitleg == (
        "U schuift door van de wachtlijst, omdat er een plaats vrijkwam,"
        " en wie langer wachtte, past niet binnen de grenzen voor organisatie of functie."
    )
    assert colleague.uitleg == (
        "U staat op de wachtlijst, want de zaal is vol en de ene plaats voor uw organisatie is bezet."
    )
    say_no(own, **GUEST)
    assert status(colleague) == "ja"


def test_a_bigger_hall_lets_people_move_up_and_a_smaller_one_takes_no_seat_away(meeting, limits, client_as):
    limits(plaatsen=1)
    by = client_as(Rol.FACILITATOR).user
    first, second = invited(meeting), invited(meeting)
    say_yes(first, **GUEST)
    say_yes(second, **GUEST)

    change_bijeenkomst(meeting, {"capaciteit": 2}, versie=meeting.versie, by=by)
    assert status(second) == "ja"

    change_bijeenkomst(meeting, {"capaciteit": 1}, versie=meeting.versie, by=by)
    third = invited(meeting)
    say_yes(third, **GUEST)
    assert [status(one) for one in (first, second, third)] == ["ja", "ja", "wachtlijst"]
    say_no(first, **GUEST)
    assert status(third) == "wachtlijst"


def test_the_sentence_of_who_waits_follows_the_limits(meeting, limits):
    house = OrganisatieFactory()
    limits(plaatsen=1, per_organisatie=1)
    say_yes(invited(meeting, organisatie=house), **GUEST)
    late = say_yes(invited(meeting, organisatie=house), **GUEST)
    limits(plaatsen=1, per_organisatie=2)

    assert promote(meeting, by=None) == []

    late.refresh_from_db()
    assert late.uitleg == "U staat op de wachtlijst, want de zaal is vol."


def test_after_the_last_day_to_answer_yes_is_refused_and_no_is_heard(meeting, limits):
    yesterday = timezone.localdate() - timedelta(days=1)
    guest, other = invited(meeting), invited(meeting)
    say_yes(other, **GUEST)
    limits(antwoord_voor=yesterday)

    with pytest.raises(TransitionError, match=r"kon tot en met .* Bel ons"):
        say_yes(guest, **GUEST)

    assert status(guest) == "verstuurd"
    assert say_yes(other, **GUEST).status == "ja"
    assert say_no(other, **GUEST).status == "afgemeld"
    assert say_yes(guest, by=UserFactory(naam="Marieke Postma")).antwoord_door == "Marieke Postma"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "geannuleerd"}, "gaat niet door"),
        ({"status": "gehouden"}, "is al geweest"),
        ({"status": "bezig"}, "is al begonnen"),
        ({"datum": timezone.localdate() - timedelta(days=1)}, "is al begonnen"),
    ],
)
@pytest.mark.parametrize("answer", [say_yes, say_no, say_maybe])
def test_no_answer_changes_once_the_meeting_began_or_was_cancelled(answer, fields, sentence, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting, ja=True)
    type(meeting).objects.filter(pk=meeting.pk).update(**fields)

    with pytest.raises(TransitionError, match=sentence):
        answer(guest, **GUEST)

    assert status(guest) == "ja"


@pytest.mark.parametrize("answer", [say_yes, say_no, say_maybe])
def test_the_same_answer_twice_is_one_answer(answer, meeting):
    guest = invited(meeting)

    first = answer(guest, **GUEST)
    again = answer(guest, **GUEST)

    assert (again.status, again.antwoord_op) == (first.status, first.antwoord_op)
    assert len(log(meeting)) == 1


def test_a_merged_record_keeps_no_seat(meeting, limits):
    limits(plaatsen=1)
    old, new = invited(meeting), invited(meeting)
    say_yes(old, **GUEST)
    old.persoon.samengevoegd_in = new.persoon
    old.persoon.save()

    assert say_yes(new, **GUEST).status == "ja"
