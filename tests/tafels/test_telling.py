"""What several rounds are worth, held against a plain count; and the rounds of a full hall against what is possible."""

from collections import Counter
from itertools import product
from random import Random

import pytest

from pilots.tafels.telling import count_rounds
from pilots.tafels.verdelen import divide_rounds
from pilots.tafels.vraagstuk import Iemand, Tafelmaat, Vraagstuk
from tests.tafels.naslaan import (
    every_seating,
    most_new_people,
    new_people,
    same_organisation_pairs,
    together,
    who_meets_whom,
    wrong_in_rounds,
)


def cafe(seed, tables=25, each=6, houses=40, known=None):
    """A hall with a host at every table and 150 people of forty organisations, in no particular order."""
    random = Random(seed)  # noqa: S311
    count = tables * each
    organisatie = {nr: nr % houses for nr in range(count)}
    for nr in random.sample(range(count), count // 25):
        organisatie[nr] = None
    order = random.sample(range(count), count)
    hosts = {order[table]: table for table in range(tables)}
    at_table = {table: nr for nr, table in hosts.items()}
    vraag = Vraagstuk(
        mensen=tuple(Iemand(nr=nr, organisatie=organisatie[nr]) for nr in range(count)),
        tafels=tuple(
            Tafelmaat(nr=table, minimum=each - 1, maximum=each, gastheer=at_table[table]) for table in range(tables)
        ),
        kennen=known or {},
        zaad=seed,
    )
    return vraag, organisatie, hosts


def sound(vraag, rounds, hosts):
    sizes = {table.nr: (table.minimum, table.maximum) for table in vraag.tafels}
    return wrong_in_rounds(rounds, sizes, [one.nr for one in vraag.mensen], hosts, vraag.niet_samen) == []


@pytest.mark.parametrize("seed", range(3))
def test_150_people_in_three_rounds_meet_nearly_as_many_new_people_as_can_be(seed):
    vraag, organisatie, hosts = cafe(seed)

    rounds = [one.plaatsen for one in divide_rounds(vraag, [{}, {}, {}])]

    assert sound(vraag, rounds, hosts)
    met, most = new_people(rounds, organisatie, {}), most_new_people(rounds)
    assert sum(met.values()) >= 0.95 * sum(most.values())
    assert set(most.values()) == {15}  # five others in each of three rounds
    assert min(met.values()) >= 12
    assert sum(same_organisation_pairs(one, organisatie) for one in rounds) == 0


def test_with_three_meetings_behind_them_people_still_meet_new_people():
    known = Counter()
    for _ in range(3):
        vraag, _, _ = cafe(7, known=Counter(known))
        [found] = divide_rounds(vraag, [{}])
        known.update(together(found.plaatsen))
    vraag, organisatie, hosts = cafe(7, known=Counter(known))

    rounds = [one.plaatsen for one in divide_rounds(vraag, [{}, {}, {}])]

    assert sound(vraag, rounds, hosts)
    met = new_people(rounds, organisatie, known)
    assert sum(met.values()) >= 0.95 * sum(most_new_people(rounds).values())


@pytest.mark.parametrize("seed", range(40))
def test_small_halls_in_rounds_are_sound_and_what_is_told_is_so(seed):
    random = Random(seed)  # noqa: S311
    tables, each = random.choice([(2, 3), (3, 3), (4, 4), (5, 4), (6, 5)])
    vraag, organisatie, hosts = cafe(seed, tables=tables, each=each, houses=random.choice([each, tables * each]))

    rounds = [one.plaatsen for one in divide_rounds(vraag, [{}, {}, {}])]

    assert sound(vraag, rounds, hosts)
    pairs, met = who_meets_whom(rounds), new_people(rounds, organisatie, {})
    told = count_rounds(vraag, rounds)
    assert dict(told.ontmoet) == met
    assert all(met[nr] <= told.hooguit[nr] <= most for nr, most in most_new_people(rounds).items())
    assert told.nogmaals == sum(
        times - 1
        for (one, other), times in pairs.items()
        if organisatie[one] is None or organisatie[one] != organisatie[other]
    )


@pytest.mark.parametrize(("tables", "each", "rounds"), [(2, 3, 2), (2, 4, 3), (3, 3, 2), (3, 3, 3), (4, 3, 2)])
def test_in_a_small_hall_of_strangers_no_rounds_are_better(tables, each, rounds):
    """Everybody of another organisation: then the first round may be any, and the others are searched whole."""
    count = tables * each
    hosts = {table: table for table in range(tables)}
    vraag = Vraagstuk(
        mensen=tuple(Iemand(nr=nr, organisatie=nr) for nr in range(count)),
        tafels=tuple(Tafelmaat(nr=nr, minimum=each, maximum=each, gastheer=nr) for nr in range(tables)),
    )

    found = [one.plaatsen for one in divide_rounds(vraag, [{}] * rounds)]

    ways = [frozenset(together(way)) for way in every_seating(range(count), dict.fromkeys(range(tables), each), hosts)]
    best = max(len(frozenset().union(ways[0], *others)) for others in product(ways, repeat=rounds - 1))
    assert len(who_meets_whom(found)) == best


def test_pins_of_each_round_are_kept():
    vraag, _, hosts = cafe(3, tables=6, each=5)
    free = [one.nr for one in vraag.mensen if one.nr not in hosts]
    pins = [{free[0]: 2}, {free[1]: 3}, {}]

    rounds = [one.plaatsen for one in divide_rounds(vraag, pins)]

    sizes = {table.nr: (4, 5) for table in vraag.tafels}
    assert wrong_in_rounds(rounds, sizes, [one.nr for one in vraag.mensen], hosts, pins=pins) == []


def people(*organisaties):
    return tuple(Iemand(nr=nr, organisatie=one) for nr, one in enumerate(organisaties))


def test_it_says_what_was_met_before_and_what_could_have_been_otherwise():
    tafels = tuple(Tafelmaat(nr=nr, minimum=2, maximum=2) for nr in (1, 2))
    vraag = Vraagstuk(mensen=people(1, 1, 2, 3), tafels=tafels, kennen={(0, 2): 1})

    told = count_rounds(vraag, [{0: 1, 1: 1, 2: 2, 3: 2}, {0: 1, 2: 1, 1: 2, 3: 2}, {0: 1, 2: 1, 1: 2, 3: 2}])

    assert dict(told.ontmoet) == {0: 0, 1: 1, 2: 1, 3: 2}
    assert dict(told.hooguit) == {0: 1, 1: 2, 2: 2, 3: 3}
    assert (told.nogmaals, told.eerder, told.collega) == (2, 1, 1)


def test_who_wanted_to_sit_together_is_no_meeting_and_no_fault():
    tafels = (Tafelmaat(nr=1, minimum=2, maximum=3), Tafelmaat(nr=2, minimum=2, maximum=3))
    vraag = Vraagstuk(mensen=people(1, 1, 2, 3), tafels=tafels, samen_moet=frozenset({(0, 1)}))
    seating = {0: 1, 1: 1, 2: 2, 3: 2}

    told = count_rounds(vraag, [seating, seating])

    assert (told.nogmaals, told.collega) == (1, 0)
    assert told.ontmoet[0] == 0


def test_who_needs_the_one_table_that_is_easy_to_reach_meets_the_same_people_there():
    tafels = (Tafelmaat(nr=1, minimum=2, maximum=2, makkelijk=True), Tafelmaat(nr=2, minimum=2, maximum=2))
    mensen = tuple(Iemand(nr=nr, organisatie=nr, toegang=nr < 2) for nr in range(4))
    vraag = Vraagstuk(mensen=mensen, tafels=tafels)

    told = count_rounds(vraag, [one.plaatsen for one in divide_rounds(vraag, [{}, {}])])

    assert (told.nogmaals, told.nogmaals_toegang) == (2, 1)


def test_nobody_at_a_table_counts_nothing():
    told = count_rounds(Vraagstuk(mensen=people(1, 2), tafels=()), [{}, {}])

    assert (dict(told.ontmoet), told.gemiddeld, told.gemiddeld_hooguit) == ({}, 0.0, 0.0)
