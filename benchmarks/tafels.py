"""How long it takes to divide 150 people over 25 tables with three meetings behind them, and how good the tables are.

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
from pilots.tafels.verdelen import divide, new_pairs  # noqa: E402
from pilots.tafels.vraagstuk import Iemand, Tafelmaat, Vraagstuk, pairs_at  # noqa: E402
from tests.tafels.naslaan import every_seating, new_crossing_pairs, same_organisation_pairs, sizes, together  # noqa: E402
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
