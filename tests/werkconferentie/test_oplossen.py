"""The division over workshops: every rule holds, and it is the best there is for its goals."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.werkconferentie.plaatsing.oplossen import solve
from pilots.werkconferentie.plaatsing.vraagstuk import (
    Deelnemer,
    Sessiemaat,
    Vraagstuk,
    from_data,
    outcome_from_data,
    outcome_to_data,
    pair,
    to_data,
)
from tests.werkconferentie.controle import broken_rules, fixed_places, goals, may_be_in

SMALL_CASES = 1_000
CHUNKS = 10


def places_of(uitkomst):
    return outcome_to_data(uitkomst)["plaatsen"]


def in_signs(doelen):
    """As the checker counts: less is better."""
    return {name: -value if name == "samen gelukt" else value for name, value in doelen.items()}


def small_case(lot: random.Random) -> Vraagstuk:
    """Up to four people, two rounds of two sessions: everything can be tried."""
    rounds = lot.choice([1, 2, 2])
    sessions = tuple(
        Sessiemaat(
            nr=10 * ronde + workshop,
            ronde=ronde,
            workshop=workshop,
            minimum=lot.choice([0, 1, 2, 3]),
            maximum=lot.choice([1, 2, 3]) + 2,
            toegankelijk=lot.random() < 0.8,
            begeleiders=frozenset({4}) if workshop == 1 and lot.random() < 0.2 else frozenset(),
        )
        for ronde in range(1, rounds + 1)
        for workshop in (1, 2)
    )
    tight = lot.random() < 0.5
    sessions = tuple(Sessiemaat(**{**vars(one), "maximum": lot.choice([1, 2])}) if tight else one for one in sessions)
    people = tuple(
        Deelnemer(
            nr=nr,
            organisatie=lot.choice([None, 1, 1, 2]),
            toegang=lot.random() < 0.15,
            keuzes={one.nr: lot.choice([1, 2, 3, 9]) for one in sessions if lot.random() < 0.6},
            rondes=frozenset({1}) if lot.random() < 0.1 else None,
        )
        for nr in range(1, lot.choice([2, 3, 3, 4]) + 1)
    )
    some = lambda share: [one for one in people if lot.random() < share]  # noqa: E731
    two = lambda: frozenset({pair(*lot.sample([one.nr for one in people], 2))} if lot.random() < 0.3 else ())  # noqa: E731
    place = lambda one: ((one.nr, (s := lot.choice(sessions)).ronde), s.nr)  # noqa: E731
    niet = two()
    return Vraagstuk(
        deelnemers=people,
        sessies=sessions,
        vast=dict(place(one) for one in some(0.1)),
        nu=dict(place(one) for one in some(0.5)) if lot.random() < 0.5 else {},
        dicht=frozenset({sessions[0].nr}) if lot.random() < 0.1 else frozenset(),
        niet_samen=niet,
        samen=two() - niet,
        zaad=lot.randrange(1000),
    )


def best_by_trying(question):
    """The goals of the best division among all there are."""
    sessions = question["sessies"]
    rounds = sorted({one["ronde"] for one in sessions})
    slots = [(one["nr"], round_) for one in question["deelnemers"] for round_ in rounds]
    people, fixed = {one["nr"]: one for one in question["deelnemers"]}, fixed_places(question)
    options = [
        [fixed[who, round_]]
        if (who, round_) in fixed
        else [None, *(s["nr"] for s in sessions if s["ronde"] == round_ and may_be_in(question, people[who], s))]
        for who, round_ in slots
    ]
    best = None
    for chosen in itertools.product(*options):
        places = [[*slot, nr] for slot, nr in zip(slots, chosen, strict=True) if nr is not None]
        if not broken_rules(question, places):
            reached = tuple(goals(question, places).values())
            best = reached if best is None else min(best, reached)
    return best


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_division_of_a_small_hall_is_better(chunk):
    for nr in range(SMALL_CASES // CHUNKS):
        vraagstuk = small_case(random.Random(chunk * SMALL_CASES + nr))  # noqa: S311  # a lot, no secret
        question = to_data(vraagstuk)

        found = solve(vraagstuk)

        reached = goals(question, places_of(found))
        assert broken_rules(question, places_of(found)) == []
        assert tuple(reached.values()) == best_by_trying(question), (chunk, nr)
        assert {name: reached[name] for name in found.doelen} == in_signs(found.doelen)
        assert found.bewezen


def a_hall(people, workshops, rounds, *, organisations, zaad, chose=0.85) -> Vraagstuk:
    """A hall in which some workshops are wanted by many, and most people choose."""
    lot = random.Random(zaad)  # noqa: S311  # a lot, no secret
    room = -(-people // workshops) + 2
    sessions = tuple(
        Sessiemaat(
            nr=100 * ronde + nr, ronde=ronde, workshop=nr, minimum=4, maximum=room, toegankelijk=nr % 4 > 0,
            begeleiders=frozenset({people + nr}),
        )
        for ronde in range(1, rounds + 1)
        for nr in range(workshops)
    )  # fmt: skip
    wanted = [1 / (nr + 1) for nr in range(workshops)]
    guests = []
    for nr in range(people):
        choices: dict[int, int] = {}
        for ronde in range(1, rounds + 1) if lot.random() < chose else ():
            mine = list(dict.fromkeys(lot.choices(range(workshops), wanted, k=9)))
            choices |= {100 * ronde + workshop: keus for keus, workshop in enumerate(mine[:3], 1)}
        organisatie = lot.randrange(organisations)
        guests.append(Deelnemer(nr=nr, organisatie=organisatie, toegang=lot.random() < 0.05, keuzes=choices))
    leads = [Deelnemer(nr=people + nr, organisatie=nr) for nr in range(workshops)]
    return Vraagstuk(deelnemers=(*guests, *leads), sessies=sessions, zaad=zaad)


def without(vraagstuk: Vraagstuk, gone, nu) -> Vraagstuk:
    left = tuple(one for one in vraagstuk.deelnemers if one.nr not in gone)
    return Vraagstuk(deelnemers=left, sessies=vraagstuk.sessies, nu=nu, zaad=vraagstuk.zaad)


def test_a_full_conference_keeps_every_rule():
    vraagstuk = a_hall(150, 12, 3, organisations=40, zaad=4)

    found = solve(vraagstuk)

    assert broken_rules(to_data(vraagstuk), places_of(found)) == []
    assert found.bewezen
    assert found.without_place(vraagstuk) == []


def test_the_same_question_has_the_same_answer():
    vraagstuk = a_hall(60, 6, 2, organisations=15, zaad=5)

    assert solve(vraagstuk) == solve(from_data(to_data(vraagstuk)))


def test_who_stays_keeps_the_place_when_others_drop_out():
    vraagstuk = a_hall(150, 12, 3, organisations=40, zaad=6)
    first = solve(vraagstuk)

    again = without(vraagstuk, gone={3, 30, 60, 90, 120}, nu=first.plaatsen)
    second = solve(again)

    assert broken_rules(to_data(again), places_of(second)) == []
    assert second.moved(again) == []


def test_only_who_was_in_a_room_that_is_gone_moves():
    vraagstuk = a_hall(60, 6, 2, organisations=15, zaad=8)
    first = solve(vraagstuk)
    gone = vraagstuk.sessies[0].nr
    in_it = {who for (who, _), nr in first.plaatsen.items() if nr == gone and who < 60}

    again = Vraagstuk(
        deelnemers=vraagstuk.deelnemers,
        sessies=tuple(Sessiemaat(**{**vars(one), "maximum": one.maximum + 3}) for one in vraagstuk.sessies[1:]),
        nu=first.plaatsen,
    )
    second = solve(again)

    leads = vraagstuk.sessies[0].begeleiders
    assert {who for who, _ in second.moved(again)} - leads == in_it


def test_more_people_than_places_are_told_apart_from_who_has_one():
    vraagstuk = a_hall(40, 4, 1, organisations=9, zaad=9)
    tight = Vraagstuk(
        deelnemers=vraagstuk.deelnemers,
        sessies=tuple(Sessiemaat(**{**vars(one), "maximum": 8}) for one in vraagstuk.sessies),
    )

    found = solve(tight)

    assert broken_rules(to_data(tight), places_of(found)) == []
    assert len(found.without_place(tight)) == 40 - 4 * 8


def test_everybody_wants_the_same():
    vraagstuk = a_hall(40, 4, 2, organisations=9, zaad=10)
    alike = tuple(
        Deelnemer(nr=one.nr, organisatie=one.organisatie, keuzes={101: 1, 201: 1} if one.nr < 40 else {})
        for one in vraagstuk.deelnemers
    )
    found = solve(Vraagstuk(deelnemers=alike, sessies=vraagstuk.sessies))

    question = to_data(Vraagstuk(deelnemers=alike, sessies=vraagstuk.sessies))
    assert broken_rules(question, places_of(found)) == []
    # Both times 12 places in that workshop, and nobody has it twice: so 24 people have a first choice once.
    assert goals(question, places_of(found))["zonder eerste keus"] == 40 - 24


def test_a_group_that_is_too_small_is_named_and_not_closed():
    vraagstuk = a_hall(10, 4, 1, organisations=9, zaad=11)

    found = solve(vraagstuk)

    assert found.too_small(vraagstuk)
    assert sum(found.size_of(vraagstuk).values()) == 10


def test_the_answer_survives_the_way_to_another_process():
    found = solve(a_hall(20, 3, 2, organisations=6, zaad=12))

    assert outcome_from_data(outcome_to_data(found)) == found


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(5, 30), st.integers(2, 5), st.integers(1, 3))
def test_every_rule_holds_in_any_hall(zaad, people, workshops, rounds):
    vraagstuk = a_hall(people, workshops, rounds, organisations=6, zaad=zaad)

    found = solve(vraagstuk)

    assert broken_rules(to_data(vraagstuk), places_of(found)) == []
