"""Dividing people over tables: against an exhaustive search on small halls, and at full size with a stopwatch."""

from collections import Counter
from random import Random

import pytest

from pilots.tafels.verdelen import divide, divide_rounds
from pilots.tafels.vraagstuk import Iemand, Tafelmaat, Vraagstuk
from tests.tafels.naslaan import (
    every_seating,
    new_crossing_pairs,
    same_organisation_pairs,
    sizes,
    together,
)

SMALL = [(6, 2), (6, 3), (8, 2), (8, 4), (9, 3), (7, 3)]


def small_hall(seed):
    """A few people of a few organisations with some history, somebody pinned and two who stay apart."""
    random = Random(seed)  # noqa: S311
    people, tables = random.choice(SMALL)
    organisatie = {nr: random.choice([1, 1, 2, 2, 3, 4, 5, None]) for nr in range(people)}
    known = {}
    for one in range(people):
        for other in range(one + 1, people):
            if random.random() < random.choice([0, 0.2, 0.5]):
                known[one, other] = random.choice([1, 1, 2])
    pinned = {nr: random.randrange(tables) for nr in range(random.choice([0, 0, 1, 2]))}
    apart = frozenset({(people - 2, people - 1)} if random.random() < 0.4 else set())
    vraag = Vraagstuk(
        mensen=tuple(Iemand(nr=nr, organisatie=organisatie[nr]) for nr in range(people)),
        tafels=tuple(Tafelmaat(nr=nr, minimum=1, maximum=-(-people // tables)) for nr in range(tables)),
        vast=pinned,
        niet_samen=apart,
        kennen=known,
        zaad=seed,
    )
    return vraag, organisatie


@pytest.mark.parametrize("seed", range(300))
def test_a_small_hall_is_divided_as_well_as_an_exhaustive_search_does(seed):
    vraag, organisatie = small_hall(seed)
    people = [one.nr for one in vraag.mensen]

    found = divide(vraag).plaatsen

    ways = list(every_seating(people, sizes(found), vraag.vast))
    apart = [way for way in ways if not vraag.niet_samen & together(way)] or ways
    fewest = min(same_organisation_pairs(way, organisatie) for way in apart)
    best = max(
        new_crossing_pairs(way, organisatie, vraag.kennen)
        for way in apart
        if same_organisation_pairs(way, organisatie) == fewest
    )
    assert found in apart
    assert same_organisation_pairs(found, organisatie) == fewest
    assert new_crossing_pairs(found, organisatie, vraag.kennen) >= 0.95 * best


@pytest.mark.parametrize("seed", range(40))
def test_nobody_sits_with_their_own_organisation_when_that_can_be_avoided(seed):
    """Halls made from a seating without it, so that one exists, however tight; hosts and pins as they sat there."""
    random = Random(seed)  # noqa: S311
    tables, seats = random.choice([(5, 4), (8, 6), (12, 5), (25, 6)])
    organisatie, pinned, nr = {}, {}, 0
    for table in range(tables):
        for group in random.sample(range(seats + random.choice([0, 1, 4])), seats):
            organisatie[nr] = group
            if random.random() < 0.15:
                pinned[nr] = table
            nr += 1
    order = random.sample(range(nr), nr)
    vraag = Vraagstuk(
        mensen=tuple(Iemand(nr=one, organisatie=organisatie[one]) for one in order),
        tafels=tuple(Tafelmaat(nr=table, minimum=seats - 1, maximum=seats) for table in range(tables)),
        vast=pinned,
        zaad=seed,
    )

    found = divide(vraag).plaatsen

    assert same_organisation_pairs(found, organisatie) == 0
    assert set(sizes(found).values()) == {seats}
    assert all(found[one] == table for one, table in pinned.items())


def hall_of_150(known):
    random = Random(5)  # noqa: S311
    organisatie = [nr % 42 for nr in range(147)] + [None] * 3
    posities = ["manager", "uitvoerend_medewerker", "sleutelfunctionaris"]
    people = tuple(
        Iemand(
            nr=nr,
            organisatie=organisatie[nr],
            positie="ervaringsdeskundige" if nr >= 125 else random.choice(posities),
        )
        for nr in range(150)
    )
    tables = tuple(Tafelmaat(nr=nr, minimum=4, maximum=7, gastheer=nr * 5) for nr in range(25))
    return Vraagstuk(mensen=people, tafels=tables, kennen=known, zaad=1), dict(enumerate(organisatie))


def test_a_hall_of_150_with_three_meetings_behind_it_still_mixes():
    known = Counter()
    for _ in range(3):
        vraag, _ = hall_of_150(known)
        known.update(together(divide(vraag).plaatsen))
    vraag, organisatie = hall_of_150(known)

    found = divide(vraag).plaatsen

    assert set(sizes(found).values()) == {6}
    assert same_organisation_pairs(found, organisatie) == 0
    assert new_crossing_pairs(found, organisatie, known) >= 0.98 * 375
    assert len({found[nr] for nr in range(125, 150)}) == 25  # an ervaringsdeskundige at every table
    assert all(found[nr * 5] == nr for nr in range(25))


def test_the_same_seed_gives_the_same_tables():
    vraag, _ = hall_of_150({})

    one, again = divide(vraag, seconds=60).plaatsen, divide(vraag, seconds=60).plaatsen

    assert one == again


def test_in_a_world_cafe_hosts_stay_and_nobody_meets_twice_when_that_can_be():
    people = tuple(Iemand(nr=nr, organisatie=nr) for nr in range(24))
    tables = tuple(Tafelmaat(nr=nr, minimum=4, maximum=4, gastheer=nr) for nr in range(6))

    rounds = divide_rounds(Vraagstuk(mensen=people, tafels=tables, zaad=2), [{}, {}, {}])

    met = Counter(both for one in rounds for both in together(one.plaatsen))
    assert all(one.plaatsen[nr] == nr for one in rounds for nr in range(6))
    assert len(met) >= 0.97 * sum(met.values())


def test_who_finds_no_seat_waits_and_tables_that_are_not_needed_stay_empty():
    people = tuple(Iemand(nr=nr) for nr in range(7))
    small = tuple(Tafelmaat(nr=nr, minimum=2, maximum=3) for nr in (1, 2))
    many = tuple(Tafelmaat(nr=nr, minimum=3, maximum=4) for nr in (1, 2, 3))

    full = divide(Vraagstuk(mensen=people, tafels=small))
    roomy = divide(Vraagstuk(mensen=people, tafels=many))

    assert full.zonder_plaats == (6,)
    assert roomy.leeg == (3,)
    assert sorted(sizes(roomy.plaatsen).values()) == [3, 4]


def test_wishes_are_heard_and_who_needs_it_sits_near_the_door():
    people = tuple(Iemand(nr=nr, organisatie=nr // 2, toegang=nr == 7) for nr in range(12))
    tables = tuple(Tafelmaat(nr=nr, minimum=3, maximum=3, makkelijk=nr == 2) for nr in range(4))
    vraag = Vraagstuk(
        mensen=people, tafels=tables, niet_samen=frozenset({(0, 2)}), samen=frozenset({(3, 5)}),
        samen_moet=frozenset({(8, 9)}), kennen={(0, 4): 1, (3, 5): 3},
    )  # fmt: skip

    found = divide(vraag).plaatsen

    assert found[0] != found[2]
    assert found[3] == found[5]
    assert found[8] == found[9]  # of one organisation, and still: an interpreter and who they speak for
    assert found[7] == 2
