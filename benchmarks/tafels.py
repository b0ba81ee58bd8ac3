"""How long it takes to divide 150 people over 25 tables with three meetings behind them, and how good the tables are.

Also the three rounds of a world café at once, against what nobody can come above: five others a round for everybody.

Run it with the Python of `.venv`; it needs no database. It prints processor time, the share of pairs that is new, and
what a repair after no-shows moves. On small halls it compares with an exhaustive search. `--runs` sets how often.
"""

import argparse
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from pilots.tafels.herstellen import repair  # noqa: E402
from pilots.tafels.verdelen import divide, divide_rounds, new_pairs  # noqa: E402
from pilots.tafels.vraagstuk import Iemand, Tafelmaat, Vraagstuk, pairs_at  # noqa: E402
from tests.tafels.naslaan import (  # noqa: E402
    every_seating,
    most_new_people,
    new_crossing_pairs,
    new_people,
    same_organisation_pairs,
    sizes,
    together,
    wrong_in_rounds,
)
from tests.tafels.test_verdelen import small_hall  # noqa: E402

POSITIONS = ("manager", "uitvoerend_medewerker", "sleutelfunctionaris", "vrijwilliger")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    dividing, share, doubles, repairing, moved = [], [], [], [], []
    for run in range(runs):
        vraag, found, seconds = last_of_four_meetings(run)
        dividing.append(seconds)
        new, crossing = new_pairs(vraag, found)
        share.append(new / crossing)
        doubles.append(same_organisation_pairs(found, {one.nr: one.organisatie for one in vraag.mensen}))
        took, moves = without_one_in_ten(vraag, found, run)
        repairing.append(took)
        moved.append(moves)
    print(f"150 people, 25 tables, three meetings before: {summary(dividing)} s of processor time (aim: under 2)")
    print(f"  new pairs of different organisations: {min(share):.1%} at least; colleagues together: {max(doubles)}")
    print(f"10 % no-shows repaired: {summary(repairing)} s (aim: under 1), at most {max(moved)} of 135 people moved")
    for meetings in (0, 3):
        cafes = [world_cafe(run, meetings) for run in range(runs)]
        took = summary([seconds for seconds, _, _ in cafes])
        print(f"world café, three rounds, {meetings} meetings before: {took} s of processor time (aim: under 10)")
        least, repeats = min(part for _, part, _ in cafes), max(often for _, _, often in cafes)
        print(f"  of the most new people there can be: {least:.1%} at least (aim: 95 %); repeated: {repeats}")
    ratios = [against_every_seating(seed) for seed in range(40 * runs)]
    print(f"against an exhaustive search on {len(ratios)} small halls: {min(ratios):.1%} at least (aim: 95 %)")


def summary(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} (at most {max(seconds):.2f})"


def hall(seed: int) -> Vraagstuk:
    """Organisations of one to eight people, as in a municipality, and five ervaringsdeskundigen."""
    random = Random(seed)  # noqa: S311
    people: list[Iemand] = [Iemand(nr=nr, positie="ervaringsdeskundige") for nr in range(5)]
    house = 0
    while len(people) < 150:
        house += 1
        for _ in range(min(random.choice([1, 2, 3, 3, 4, 5, 6, 8]), 150 - len(people))):
            people.append(Iemand(nr=len(people), organisatie=house, positie=random.choice(POSITIONS)))
    tables = tuple(Tafelmaat(nr=nr, minimum=5, maximum=7, gastheer=nr * 6) for nr in range(25))
    return Vraagstuk(mensen=tuple(people), tafels=tables, zaad=seed)


def last_of_four_meetings(seed: int) -> tuple[Vraagstuk, dict[int, int], float]:
    empty = hall(seed)
    known: Counter[tuple[int, int]] = Counter()
    for meeting in range(4):
        vraag = Vraagstuk(mensen=empty.mensen, tafels=empty.tafels, kennen=Counter(known), zaad=seed + meeting)
        begun = time.process_time()
        found = divide(vraag, seconds=60).plaatsen
        took = time.process_time() - begun
        known.update(pairs_at(found))
    return vraag, found, took


def world_cafe(seed: int, meetings: int) -> tuple[float, float, int]:
    """Processor time, new people of the most there can be, and how often two sit together once more."""
    empty = hall(seed)
    known: Counter[tuple[int, int]] = Counter()
    for meeting in range(meetings):
        before = Vraagstuk(mensen=empty.mensen, tafels=empty.tafels, kennen=Counter(known), zaad=seed + meeting)
        known.update(pairs_at(divide(before, seconds=60).plaatsen))
    vraag = Vraagstuk(mensen=empty.mensen, tafels=empty.tafels, kennen=known, zaad=seed)
    begun = time.process_time()
    rounds = [one.plaatsen for one in divide_rounds(vraag, [{}, {}, {}], seconds=60)]
    took = time.process_time() - begun
    hosts = {table.gastheer: table.nr for table in vraag.tafels}
    bounds = {table.nr: (table.minimum, table.maximum) for table in vraag.tafels}
    wrong = wrong_in_rounds(rounds, bounds, [one.nr for one in vraag.mensen], hosts)
    if wrong:
        raise SystemExit("\n".join(wrong))
    organisatie = {one.nr: one.organisatie for one in vraag.mensen}
    met, most = new_people(rounds, organisatie, known), most_new_people(rounds)
    pairs = Counter(both for one in rounds for both in together(one))
    return took, sum(met.values()) / sum(most.values()), sum(times - 1 for times in pairs.values())


def without_one_in_ten(vraag: Vraagstuk, found: dict[int, int], seed: int) -> tuple[float, int]:
    gone = set(Random(seed).sample(range(150), 15))  # noqa: S311
    here = Vraagstuk(mensen=tuple(one for one in vraag.mensen if one.nr not in gone), tafels=vraag.tafels)
    begun = time.process_time()
    repaired = repair(here, found)
    return time.process_time() - begun, len(repaired.verhuist)


def against_every_seating(seed: int) -> float:
    """Our number of new pairs against the best there is with as few colleagues together."""
    vraag, organisatie = small_hall(seed)
    found = divide(vraag).plaatsen
    ways = list(every_seating([one.nr for one in vraag.mensen], sizes(found), vraag.vast))
    # Who must not sit together does not, in theirs as in ours.
    ways = [way for way in ways if not vraag.niet_samen & together(way)] or ways
    fewest = same_organisation_pairs(found, organisatie)
    best = max(
        new_crossing_pairs(way, organisatie, vraag.kennen)
        for way in ways
        if same_organisation_pairs(way, organisatie) <= fewest
    )
    return new_crossing_pairs(found, organisatie, vraag.kennen) / best if best else 1.0


if __name__ == "__main__":
    main()
