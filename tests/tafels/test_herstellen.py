"""No-shows and walk-ins: as few people as can be change tables, proven against every possible seating."""

from itertools import product
from random import Random

import pytest

from pilots.tafels.herstellen import repair
from pilots.tafels.verdelen import divide
from pilots.tafels.vraagstuk import Iemand, Tafelmaat, Vraagstuk
from tests.tafels.naslaan import sizes, together


def disturbed_hall(seed):
    """A small hall after some stayed away and some walked in."""
    random = Random(seed)  # noqa: S311
    tables = random.choice([2, 3, 3])
    minimum = random.choice([1, 2, 2, 3])
    maximum = minimum + random.choice([1, 2, 2])
    seated = {}
    nr = 0
    for table in range(tables):
        for _ in range(random.randint(minimum, maximum)):
            seated[nr] = table
            nr += 1
    here = [one for one in seated if random.random() > 0.35]
    here += [100 + extra for extra in range(random.choice([0, 0, 1, 2]))]
    here = here[:8]
    room = tables * maximum
    here = here[:room]
    host = {table: next((one for one, at in seated.items() if at == table), None) for table in range(tables)}
    with_hosts = random.random() < 0.4
    vraag = Vraagstuk(
        mensen=tuple(Iemand(nr=one, organisatie=random.choice([1, 2, 3, 4])) for one in here),
        tafels=tuple(
            Tafelmaat(nr=table, minimum=minimum, maximum=maximum, gastheer=host[table] if with_hosts else None)
            for table in range(tables)
        ),
        vast={one: seated[one] for one in here if one in seated and random.random() < 0.15},
        niet_samen=frozenset({(here[-2], here[-1])} if len(here) > 2 and random.random() < 0.4 else set()),
        zaad=seed,
    )
    return vraag, seated


def is_good(vraag, seating):
    """Open tables within their sizes, hosts and pins in place, nobody beside whom they must not be."""
    count = sizes(seating)
    return (
        all(table.minimum <= count[table.nr] <= table.maximum for table in vraag.tafels if count[table.nr])
        and all(seating[one] == table for one, table in vraag.vast.items())
        and all(
            seating[table.gastheer] == table.nr
            for table in vraag.tafels
            if table.gastheer in seating and count[table.nr]
        )
        and not vraag.niet_samen & together(seating)
    )


def moved(seating, before):
    return sum(one in before and before[one] != table for one, table in seating.items())


@pytest.mark.parametrize("seed", range(300))
def test_no_seating_with_fewer_moves_exists(seed):
    vraag, before = disturbed_hall(seed)
    people = [one.nr for one in vraag.mensen]
    tables = [table.nr for table in vraag.tafels]
    every = (dict(zip(people, at, strict=True)) for at in product(tables, repeat=len(people)))
    fewest = min((moved(way, before) for way in every if is_good(vraag, way)), default=None)

    found = repair(vraag, before)

    if fewest is None:  # too few people for one table: then nobody is moved about for it
        assert sorted(found.plaatsen) == sorted(people)
    else:
        assert is_good(vraag, found.plaatsen)
        assert moved(found.plaatsen, before) == len(found.verhuist) == fewest
        assert sorted(found.plaatsen) == sorted(people)


def hall_of_150(seed):
    random = Random(seed)  # noqa: S311
    organisatie = [nr // 4 for nr in range(150)]
    random.shuffle(organisatie)
    tables = tuple(Tafelmaat(nr=nr, minimum=5, maximum=7, gastheer=nr) for nr in range(25))
    people = tuple(Iemand(nr=nr, organisatie=organisatie[nr]) for nr in range(150))
    return Vraagstuk(mensen=people, tafels=tables, zaad=seed), random


@pytest.mark.parametrize("seed", range(3))
def test_one_in_ten_stays_away_and_few_move(seed):
    vraag, random = hall_of_150(seed)
    before = divide(vraag).plaatsen
    gone = set(random.sample(range(150), 15))
    here = Vraagstuk(
        mensen=(*(one for one in vraag.mensen if one.nr not in gone), Iemand(nr=900), Iemand(nr=901)),
        tafels=vraag.tafels,
        zaad=seed,
    )

    found = repair(here, before)

    assert len(found.verhuist) <= 0.15 * 135
    assert set(found.weg) == gone
    assert sorted(found.nieuw) == [900, 901]
    assert all(5 <= size <= 7 for size in sizes(found.plaatsen).values())


def test_a_table_that_became_too_small_goes_up_in_the_others():
    people = dict(enumerate([1, 1, 1, 1, 2, 2, 2, 2, 3]))
    vraag = Vraagstuk(
        mensen=tuple(Iemand(nr=nr) for nr in people),
        tafels=tuple(Tafelmaat(nr=nr, minimum=3, maximum=5) for nr in (1, 2, 3)),
    )

    found = repair(vraag, people)

    assert found.gesloten == (3,)
    assert list(found.verhuist) == [8]


def test_nothing_moves_when_everybody_came():
    vraag, _ = hall_of_150(1)
    before = divide(vraag).plaatsen

    found = repair(vraag, before)

    assert not found.is_nodig
    assert found.plaatsen == before
