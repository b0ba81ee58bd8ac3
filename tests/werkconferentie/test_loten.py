"""The draw: the rules are kept as far as can be, and the list comes out again for whoever works it out."""

import random
from itertools import combinations

import pytest

from pilots.werkconferentie.selectie.invoer import from_data, to_data
from pilots.werkconferentie.selectie.loten import Kandidaat, Opdracht, Regel, Soort, draw
from pilots.werkconferentie.selectie.redenen import all_reasons
from pilots.werkconferentie.selectie.strata import strata_of
from tests.werkconferentie import narekenen

SIMULATIONS, SMALL_CASES, CHUNKS = 1_000, 600, 5


def invoer_of(opdracht):
    return to_data(opdracht, {one.nr: f"{one.soort} {one.getal}" for one in opdracht.regels})


def a_rule(lot, nr, seats):
    soort = lot.choice(list(Soort))
    getal = (
        lot.choice([10, 25, 30, 50, 60])
        if soort == Soort.AANDEEL
        else lot.randint(0 if soort == Soort.HOOGUIT else 1, seats)
    )
    return Regel(nr=nr, soort=soort, getal=getal)


def small_case(lot):
    """Up to nine candidates and four rules that overlap in any way: everything can be tried."""
    seats = lot.randint(1, 5)
    rules = [a_rule(lot, nr, seats) for nr in range(1, lot.randint(0, 4) + 1)]
    people = [
        Kandidaat(
            nr=nr,
            organisatie=lot.choice([None, 1, 1, 2, 3]),
            regels=frozenset(one.nr for one in rules if lot.random() < 0.4),
            is_vast=lot.random() < 0.08 and nr <= seats,
            doet_mee=lot.random() < 0.93,
        )
        for nr in range(1, lot.randint(0, 9) + 1)
    ]
    return Opdracht(plaatsen=seats, kandidaten=people, regels=rules, per_organisatie=lot.choice([None, None, 1, 2]))


def best_by_trying(invoer, zaad):
    """The one list that is best among all there are."""
    order = narekenen.lottery(invoer, zaad)
    numbers = [one["nr"] for one in invoer["kandidaten"] if one["doet_mee"]]
    every = (set(some) for count in range(len(numbers) + 1) for some in combinations(numbers, count))
    return min(
        (some for some in every if narekenen.fits(invoer, some)),
        key=lambda some: (narekenen.goals(invoer, some), [nr not in some for nr in order]),
    )


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_other_list_is_better(chunk):
    for nr in range(SMALL_CASES // CHUNKS):
        opdracht = small_case(random.Random(chunk * SMALL_CASES + nr))  # noqa: S311  # a lot, no secret
        zaad = f"zaad {nr}"

        chosen = draw(opdracht, zaad).gekozen

        assert chosen == best_by_trying(invoer_of(opdracht), zaad), (chunk, nr)


def a_pilot(lot, *, seats=24, people=60):
    """Three kinds of people and others, of twelve organisations; each kind has more candidates than its share."""
    kinds = [1, 2, 3, None]
    shares = {1: lot.choice([15, 20, 25]), 2: lot.choice([30, 33, 40]), 3: lot.choice([20, 25, 35])}
    rules = [Regel(nr=nr, soort=Soort.AANDEEL, getal=getal) for nr, getal in shares.items()]
    rules.append(Regel(nr=4, soort=Soort.MINSTENS, getal=lot.randint(2, 5)))
    found = []
    for nr in range(1, people + 1):
        kind = kinds[nr % 4]
        found.append(
            Kandidaat(
                nr=nr,
                organisatie=lot.randint(1, 12),
                regels=frozenset({kind, 4 if lot.random() < 0.3 else None} - {None}),
            )
        )
    return Opdracht(plaatsen=seats, kandidaten=found, regels=rules, per_organisatie=lot.choice([None, 4]))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_stratum_is_within_one_of_its_target(chunk):
    missed = 0
    for nr in range(SIMULATIONS // CHUNKS):
        opdracht = a_pilot(random.Random(chunk * SIMULATIONS + nr))  # noqa: S311  # a lot, no secret

        outcome = draw(opdracht, f"zaad {nr}")

        assert len(outcome.gekozen) == opdracht.plaatsen
        for stratum in strata_of(opdracht, outcome):
            target = stratum.regel.getal * (opdracht.plaatsen / 100 if stratum.regel.soort == Soort.AANDEEL else 1)
            if stratum.regel.soort == Soort.AANDEEL:
                missed += abs(stratum.bereikt - target) >= 1
            else:
                missed += stratum.bereikt < target
    assert missed == 0


@pytest.mark.parametrize("nr", range(12))
def test_a_script_of_somebody_else_finds_the_same_list(nr):
    opdracht = a_pilot(random.Random(nr), seats=40, people=110)  # noqa: S311  # a lot, no secret
    invoer = {**invoer_of(opdracht), "vastgezet_op": f"2026-01-{nr + 1:02d}T10:00:00.123456+00:00"}
    zaad = narekenen.seed_of(invoer)
    outcome = draw(from_data(invoer), zaad)

    published = {
        "invoer": invoer, "zaad": zaad,
        "uitkomst": {"gekozen": sorted(outcome.gekozen), "volgorde": list(outcome.volgorde)},
    }  # fmt: skip

    assert narekenen.wrong(published) == []


def test_the_script_notices_a_list_that_was_tampered_with():
    opdracht = a_pilot(random.Random(1))  # noqa: S311  # a lot, no secret
    invoer = invoer_of(opdracht)
    zaad = narekenen.seed_of(invoer)
    outcome = draw(opdracht, zaad)
    friend, loser = outcome.reserve[-1], outcome.volgorde[0]
    tampered = sorted(outcome.gekozen - {loser} | {friend})

    found = narekenen.wrong(
        {"invoer": invoer, "zaad": zaad, "uitkomst": {"gekozen": tampered, "volgorde": list(outcome.volgorde)}}
    )

    assert any("others come" in one for one in found)


def test_a_large_meeting_is_drawn_exactly():
    lot = random.Random(7)  # noqa: S311  # a lot, no secret
    opdracht = a_pilot(lot, seats=150, people=420)
    opdracht = Opdracht(
        plaatsen=150, regels=opdracht.regels, per_organisatie=6,
        kandidaten=[
            Kandidaat(nr=one.nr, organisatie=one.nr % 40, regels=one.regels) for one in opdracht.kandidaten
        ],
    )  # fmt: skip

    outcome = draw(opdracht, "zaad")

    assert len(outcome.gekozen) == 150
    assert all(one.uitleg == "Gehaald." for one in strata_of(opdracht, outcome))


def people(*, count=6, **rest):
    return [Kandidaat(nr=nr, **rest) for nr in range(1, count + 1)]


def test_without_a_rule_only_the_lot_decides():
    opdracht = Opdracht(plaatsen=2, kandidaten=people())

    outcome = draw(opdracht, "zaad")

    assert outcome.gekozen == set(outcome.volgorde[:2])


def test_who_was_pinned_comes_and_who_was_left_out_does_not():
    pinned, out = Kandidaat(nr=7, is_vast=True), Kandidaat(nr=8, doet_mee=False)
    opdracht = Opdracht(plaatsen=1, kandidaten=[*people(), pinned, out])

    outcome = draw(opdracht, "zaad")

    assert outcome.gekozen == {7}
    assert set(outcome.reserve) == {1, 2, 3, 4, 5, 6}
    assert all_reasons(opdracht, outcome, {}, {7: "Zij opent de dag."})[7] == "Staat vast. Zij opent de dag."


def test_more_pinned_than_seats_is_refused():
    with pytest.raises(ValueError, match="2 pinned, 1 seats"):
        draw(Opdracht(plaatsen=1, kandidaten=people(count=2, is_vast=True)), "zaad")


def test_nobody_to_draw_is_an_empty_list():
    assert (
        draw(Opdracht(plaatsen=3, kandidaten=[], regels=[Regel(nr=1, soort=Soort.MINSTENS, getal=1)]), "z").gekozen
        == set()
    )


def test_a_rule_that_cannot_be_met_says_how_many_short_and_why():
    few = [Kandidaat(nr=nr, regels=frozenset({1}), organisatie=1) for nr in (7, 8)]
    rule = Regel(nr=1, soort=Soort.MINSTENS, getal=3)
    short = Opdracht(plaatsen=4, kandidaten=[*people(), *few], regels=[rule])
    bitten = Opdracht(plaatsen=4, kandidaten=[*people(), *few], regels=[rule], per_organisatie=1)

    said = [strata_of(one, draw(one, "zaad"))[0].uitleg for one in (short, bitten)]

    assert said == [
        "Niet gehaald: 1 te weinig. Er zijn maar 2 kandidaten.",
        "Niet gehaald: 2 te weinig. Er zijn maar 2 kandidaten. Met hooguit 1 per organisatie kan er 1 komen.",
    ]


def test_a_minimum_goes_before_a_full_hall():
    """One of the rule fills the whole limit of the other group."""
    both = Kandidaat(nr=1, regels=frozenset({1, 2, 3}))
    others = [Kandidaat(nr=2, regels=frozenset({2})), Kandidaat(nr=3, regels=frozenset({3}))]
    rules = [
        Regel(nr=1, soort=Soort.MINSTENS, getal=1),
        Regel(nr=2, soort=Soort.HOOGUIT, getal=1),
        Regel(nr=3, soort=Soort.HOOGUIT, getal=1),
    ]

    assert draw(Opdracht(plaatsen=3, kandidaten=[both, *others], regels=rules), "zaad").gekozen == {1}


def test_everybody_has_a_sentence_that_is_true():
    rules = [Regel(nr=1, soort=Soort.MINSTENS, getal=2), Regel(nr=2, soort=Soort.HOOGUIT, getal=1)]
    people = [
        Kandidaat(nr=nr, organisatie=nr % 3, regels=frozenset({1} if nr > 7 else {2} if nr < 4 else ()))
        for nr in range(1, 10)
    ]
    opdracht = Opdracht(plaatsen=4, kandidaten=people, regels=rules, per_organisatie=2)
    texts = {1: "minstens 2 vrijwilligers", 2: "hooguit 1 manager"}

    for zaad in map(str, range(60)):
        outcome = draw(opdracht, zaad)
        said = all_reasons(opdracht, outcome, texts, {})
        assert set(said) == {one.nr for one in people}
        for plek, nr in enumerate(outcome.volgorde, start=1):
            assert said[nr].startswith(f"Plek {plek} van de loting.")
            if "minstens 2 vrijwilligers" in said[nr]:
                assert (nr in outcome.gekozen) == (nr > 7)
            if "waren nodig voor de regel" in said[nr]:
                assert sum(other in outcome.gekozen and other > 7 for other in outcome.volgorde[: plek - 1]) < 2
            if "hooguit 1 manager" in said[nr]:
                assert nr < 4
            if "Alle plaatsen waren toen al weg" in said[nr]:
                assert sum(other in outcome.gekozen for other in outcome.volgorde[: plek - 1]) == 4
