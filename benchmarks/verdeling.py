"""How long it takes to divide 150 people over 12 workshops in 3 rounds, how good that is, and what a repair moves.

Run it with the Python of `.venv`; it needs no database. It prints processor time and what the independent checker of
the tests says of every answer. `--runs` sets how often, `--large` adds 500 people, 40 workshops and 4 rounds.
"""

import argparse
import random
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from pilots.werkconferentie.plaatsing.cijfers import figures  # noqa: E402
from pilots.werkconferentie.plaatsing.oplossen import SECONDEN, solve  # noqa: E402
from pilots.werkconferentie.plaatsing.vraagstuk import Uitkomst, Vraagstuk, outcome_to_data, to_data  # noqa: E402
from tests.werkconferentie.controle import broken_rules  # noqa: E402
from tests.werkconferentie.test_oplossen import a_hall  # noqa: E402

DROP_OUTS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="also 500 people, which takes half a minute a time")
    wanted = parser.parse_args()
    measure(150, 12, 3, organisations=40, runs=wanted.runs, aim=2)
    if wanted.large:
        measure(500, 40, 4, organisations=100, runs=wanted.runs, aim=60)


def measure(people: int, workshops: int, rounds: int, *, organisations: int, runs: int, aim: int) -> None:
    dividing, repairing, firsts, moved, proved, broken = [], [], [], [], 0, 0
    for run in range(runs):
        vraag = a_hall(people, workshops, rounds, organisations=organisations, zaad=run)
        found, seconds = timed(vraag)
        dividing.append(seconds)
        firsts.append(figures(vraag, found).totaal.eerste_procent or 0)
        proved += found.bewezen
        broken += len(rules_broken(vraag, found))
        again = without_some(vraag, found, run)
        repaired, seconds = timed(again)
        repairing.append(seconds)
        moved.append(repaired.doelen["verplaatste mensen"])
        broken += len(rules_broken(again, repaired))
    print(
        f"{people} people, {workshops} workshops, {rounds} rounds: {summary(dividing)} s of processor time"
        f" (aim: under {aim}); proved the best {proved} of {runs} times"
    )
    print(f"  first choices: {min(firsts)} % at least; rules broken, by the independent checker: {broken}")
    print(f"  repaired after {DROP_OUTS} drop-outs: {summary(repairing)} s, at most {max(moved)} people moved")


def timed(vraag: Vraagstuk) -> tuple[Uitkomst, float]:
    begin = time.process_time()
    found = solve(vraag, seconden=SECONDEN)
    return found, time.process_time() - begin


def rules_broken(vraag: Vraagstuk, found: Uitkomst) -> list[str]:
    return list(broken_rules(to_data(vraag), outcome_to_data(found)["plaatsen"]))


def without_some(vraag: Vraagstuk, found: Uitkomst, seed: int) -> Vraagstuk:
    """The same day after some withdrew, with where everybody was."""
    gone = {one.nr for one in random.Random(seed).sample(vraag.deelnemers, DROP_OUTS)}  # noqa: S311
    left = tuple(one for one in vraag.deelnemers if one.nr not in gone)
    return replace(vraag, deelnemers=left, nu={plek: nr for plek, nr in found.plaatsen.items() if plek[0] not in gone})


def summary(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} (at most {max(seconds):.2f})"


if __name__ == "__main__":
    main()
