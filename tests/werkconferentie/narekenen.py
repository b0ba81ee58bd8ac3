"""Work a draw out again by itself, from the JSON that is published: does the seed fit, and does the same list come out?

Imports nothing of the project. It goes down the list of the draw one number at a time and asks of each: can everything
that counts more still be reached with this one in? So it calculates in another way than the site does.
Also a command: `python narekenen.py loting.json` prints who comes, or what is wrong; something is: it ends with 1.
"""

import hashlib
import json
import sys
from pathlib import Path

import highspy
import numpy as np

INF = highspy.kHighsInf


def seed_of(invoer):
    """sha256 of the rule, the list and the moment, written in the one way there is."""
    text = json.dumps(invoer, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def lottery(invoer, zaad):
    """The numbers in the order of their lots, without who was pinned or does not take part."""
    drawn = [one["nr"] for one in invoer["kandidaten"] if one["doet_mee"] and not one["vast"]]
    return sorted(drawn, key=lambda nr: hashlib.sha256(f"{zaad}-{nr}".encode()).hexdigest())


def limits(invoer):
    """Groups of numbers with how many of each may come at most; who was pinned is never pushed out."""
    people = [one for one in invoer["kandidaten"] if one["doet_mee"]]
    pinned = {one["nr"] for one in people if one["vast"]}
    groups = []
    if invoer["per_organisatie"] is not None:
        for organisatie in {one["organisatie"] for one in people} - {None}:
            some = {one["nr"] for one in people if one["organisatie"] == organisatie}
            groups.append((some, max(invoer["per_organisatie"], len(some & pinned))))
    for regel in invoer["regels"]:
        if regel["soort"] == "hooguit":
            some = members(people, regel)
            groups.append((some, max(regel["getal"], len(some & pinned))))
    return [*groups, ({one["nr"] for one in people}, invoer["plaatsen"])]


def members(people, regel):
    return {one["nr"] for one in people if regel["nr"] in one["regels"]}


def fits(invoer, chosen):
    """Whether these numbers keep every limit, and hold everybody who was pinned and nobody who does not take part."""
    people = [one for one in invoer["kandidaten"] if one["doet_mee"]]
    must = {one["nr"] for one in people if one["vast"]}
    return must <= chosen <= {one["nr"] for one in people} and all(
        len(chosen & some) <= most for some, most in limits(invoer)
    )


def goals(invoer, chosen):
    """What is reached, in the order in which it counts; less is better: short of minimums, seats, off in shares."""
    people = [one for one in invoer["kandidaten"] if one["doet_mee"]]
    short = off = 0
    for regel in invoer["regels"]:
        here = len(chosen & members(people, regel))
        if regel["soort"] == "minstens":
            short += max(regel["getal"] - here, 0)
        elif regel["soort"] == "aandeel":
            least, most = share(regel, len(chosen))
            off += max(least - here, here - most, 0)
    return short, -len(chosen), off


def share(regel, taken):
    """A share of who comes, rounded down and rounded up."""
    hundredths = regel["getal"] * taken
    return hundredths // 100, hundredths // 100 + (hundredths % 100 > 0)


def recompute(invoer, zaad):  # noqa: C901  # one goal after the other
    """Who comes."""
    people = [one for one in invoer["kandidaten"] if one["doet_mee"]]
    if not people:
        return set()
    column = {one["nr"]: nr for nr, one in enumerate(people)}
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("mip_rel_gap", 0.0)
    for one in people:
        model.addVar(1 if one["vast"] else 0, 1)
        model.changeColIntegrality(column[one["nr"]], highspy.HighsVarType.kInteger)

    def rule(numbers, extra=(), least=-INF, most=INF):
        terms = [*((column[nr], 1.0) for nr in numbers), *extra]
        model.addRow(
            least, most, len(terms), np.array([c for c, _ in terms], dtype=np.int32), np.array([f for _, f in terms])
        )

    def smallest(costs):
        count = model.getNumCol()
        vector = np.zeros(count)
        for where, cost in costs.items():
            vector[where] = cost
        model.changeColsCost(count, np.arange(count, dtype=np.int32), vector)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return round(model.getInfo().objective_function_value)

    def near(regel, least, most):
        model.addVar(0, INF)
        slack = model.getNumCol() - 1
        rule(members(people, regel), [(slack, 1.0)], least=least)
        rule(members(people, regel), [(slack, -1.0)], most=most)
        return slack

    def keep(slacks):
        if slacks:
            best = smallest(dict.fromkeys(slacks, 1.0))
            rule([], [(slack, 1.0) for slack in slacks], most=best)

    for some, most in limits(invoer):
        rule(some, most=most)
    keep([near(one, one["getal"], INF) for one in invoer["regels"] if one["soort"] == "minstens"])
    taken = -smallest(dict.fromkeys(column.values(), -1.0))
    rule(column, least=taken, most=taken)
    keep([near(one, *share(one, taken)) for one in invoer["regels"] if one["soort"] == "aandeel"])
    chosen = {one["nr"] for one in people if one["vast"]}
    for nr in lottery(invoer, zaad):
        model.changeColBounds(column[nr], 1.0, 1.0)
        if len(chosen) < taken and smallest({}) is not None:
            chosen.add(nr)
        else:
            model.changeColBounds(column[nr], 0.0, 0.0)
    return chosen


def wrong(published):
    """What is not as it was published, in words; nothing when all of it comes out again."""
    invoer, zaad, outcome = published["invoer"], published["zaad"], published["uitkomst"]
    found = []
    if seed_of(invoer) != zaad:
        found.append("the seed does not follow from the rule and the list")
    if outcome["volgorde"] != lottery(invoer, zaad):
        found.append("the list of the draw does not follow from the seed")
    chosen = set(outcome["gekozen"])
    if not fits(invoer, chosen):
        found.append("a limit is passed")
    again = recompute(invoer, zaad)
    if again != chosen:
        found.append(f"others come: {sorted(again - chosen)} in place of {sorted(chosen - again)}")
    return found


if __name__ == "__main__":
    data = json.loads(Path(sys.argv[1]).read_text())
    problems = wrong(data)
    print("\n".join(problems) or f"the same list: {data['uitkomst']['gekozen']}")
    sys.exit(bool(problems))
