"""Check a division over workshops by itself: which rule is broken, and what it reaches of each goal.

Imports nothing of the project: it reads the question as plain data and the places as [who, round, session], and counts.
Also a command: `python controle.py question.json places.json` prints every broken rule; there is one: it ends with 1.
"""

import json
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

COST = {1: 0, 2: 1, 3: 3}
RATHER_NOT = 9


def broken_rules(question, places):  # noqa: C901  # one rule after the other
    """Every hard rule that these places break, in words; empty when all hold."""
    sessions = {one["nr"]: one for one in question["sessies"]}
    people = {one["nr"]: one for one in question["deelnemers"]}
    fixed = fixed_places(question)
    wrong = []
    seen = Counter((who, round_) for who, round_, _ in places)
    wrong += [f"{who} is twice in round {round_}" for (who, round_), times in seen.items() if times > 1]
    guests, of_person = defaultdict(list), defaultdict(list)
    for who, round_, nr in places:
        session, person = sessions.get(nr), people.get(who)
        if session is None or person is None:
            wrong.append(f"{who} or session {nr} is not known")
            continue
        if session["ronde"] != round_:
            wrong.append(f"session {nr} is not in round {round_}")
        of_person[who].append(nr)
        if who not in session["begeleiders"]:
            guests[nr].append(who)
        is_fixed = fixed.get((who, round_)) == nr
        if person["rondes"] is not None and round_ not in person["rondes"]:
            wrong.append(f"{who} is not there in round {round_}")
        if not is_fixed and nr in question["dicht"]:
            wrong.append(f"session {nr} is closed")
        if not is_fixed and person["toegang"] and not session["toegankelijk"]:
            wrong.append(f"{who} cannot get into session {nr}")
    where = {(who, round_): nr for who, round_, nr in places}
    wrong += [f"{plek} was fixed in session {nr}" for plek, nr in fixed.items() if where.get(plek) != nr]
    pinned = {(who, nr) for who, _, nr in question["vast"]}
    for nr, here in guests.items():
        most = max(sessions[nr]["maximum"], sum((who, nr) in pinned for who in here))
        if len(here) > most:
            wrong.append(f"session {nr} has {len(here)} guests, and place for {most}")
    for who, mine in of_person.items():
        workshops = Counter(sessions[nr]["workshop"] for nr in mine)
        fixed_here = Counter(sessions[nr]["workshop"] for nr in mine if fixed.get((who, sessions[nr]["ronde"])) == nr)
        wrong += [
            f"{who} is {times} times in workshop {workshop}"
            for workshop, times in workshops.items()
            if times > max(1, fixed_here[workshop])
        ]
    for one, other in question["niet_samen"]:
        for nr in set(of_person[one]) & set(of_person[other]):
            round_ = sessions[nr]["ronde"]
            if not (fixed.get((one, round_)) == nr and fixed.get((other, round_)) == nr):
                wrong.append(f"{one} and {other} are together in session {nr}")
    return wrong


def fixed_places(question):
    """Who leads a session, and who was pinned: {(who, round): session}."""
    people = {one["nr"]: one for one in question["deelnemers"]}
    sessions = {one["nr"]: one for one in question["sessies"]}
    fixed = {}

    def is_there(who, round_):
        return who in people and (people[who]["rondes"] is None or round_ in people[who]["rondes"])

    for who, round_, nr in question["vast"]:
        if is_there(who, round_) and nr in sessions and sessions[nr]["ronde"] == round_:
            fixed[who, round_] = nr
    for nr, one in sessions.items():
        if nr not in question["dicht"]:
            fixed |= {(who, one["ronde"]): nr for who in one["begeleiders"] if is_there(who, one["ronde"])}
    return fixed


def goals(question, places):  # noqa: C901  # one goal after the other
    """What is reached of each goal, in the order in which they count; less is better in every one."""
    sessions = {one["nr"]: one for one in question["sessies"]}
    where = {(who, round_): nr for who, round_, nr in places}
    fixed = fixed_places(question)
    rounds = sorted({one["ronde"] for one in question["sessies"]})
    size, of_org = Counter(), Counter()
    without = missed = rather_not = cost = no_first = 0
    for one in question["deelnemers"]:
        who, choices = one["nr"], dict(one["keuzes"])
        wanted_first = got_first = False
        for round_ in rounds:
            nr = where.get((who, round_))
            is_there = one["rondes"] is None or round_ in one["rondes"]
            if nr is not None and who not in sessions[nr]["begeleiders"]:
                size[nr] += 1
                if one["organisatie"] is not None:
                    of_org[nr, one["organisatie"]] += 1
            got_first = got_first or (nr is not None and choices.get(nr) == 1)
            if not is_there or (who, round_) in fixed:
                continue
            if nr is None:
                without += 1
            wishes = [s for s in choices if sessions[s]["ronde"] == round_ and choices[s] in COST]
            reachable = [s for s in wishes if may_be_in(question, one, sessions[s])]
            wanted_first = wanted_first or any(choices[s] == 1 for s in reachable)
            if nr in wishes:
                cost += COST[choices[nr]]
            elif wishes and nr is not None:
                missed += 1
            if nr is not None and choices.get(nr) == RATHER_NOT:
                rather_not += 1
        no_first += wanted_first and not got_first
    people = {one["nr"] for one in question["deelnemers"]}
    kept = [
        (who, round_, nr)
        for who, round_, nr in question["nu"]
        if who in people and could_stay(question, who, nr, fixed)
    ]
    moved = [plek for *plek, nr in kept if where.get(tuple(plek)) != nr]
    open_ones = [one for nr, one in sessions.items() if nr not in question["dicht"] and one["minimum"] > 0]
    short = [one["minimum"] - size[one["nr"]] for one in open_ones if size[one["nr"]] < one["minimum"]]
    together = sum(
        where.get((a, round_)) == where.get((b, round_)) is not None for a, b in question["samen"] for round_ in rounds
    )
    return {
        "zonder plek": without,
        "verplaatste mensen": len({who for who, _ in moved}),
        "verplaatste plekken": len(moved),
        "liever niet": rather_not,
        "geen keuze gehaald": missed,
        "zonder eerste keus": no_first,
        "kosten van keuzes": cost,
        "te kleine groepen": len(short),
        "mensen te weinig": sum(short),
        "samen gelukt": -together,
        "collega's bij elkaar": sum(many - 1 for many in of_org.values()),
        "ongelijk gevuld": sum(many * many for many in size.values()),
    }


def may_be_in(question, person, session):
    there = person["rondes"] is None or session["ronde"] in person["rondes"]
    return there and session["nr"] not in question["dicht"] and (session["toegankelijk"] or not person["toegang"])


def could_stay(question, who, nr, fixed):
    """Whether this place still exists for them: else they did not choose to move."""
    sessions = {one["nr"]: one for one in question["sessies"]}
    person = next(one for one in question["deelnemers"] if one["nr"] == who)
    if nr not in sessions:
        return False
    at = fixed.get((who, sessions[nr]["ronde"]))
    return at == nr if at is not None else may_be_in(question, person, sessions[nr])


def pairs_of(places):
    """Who met whom: every two people who share a session."""
    of = defaultdict(set)
    for who, _, nr in places:
        of[nr].add(who)
    return {pair for here in of.values() for pair in combinations(sorted(here), 2)}


if __name__ == "__main__":
    found = broken_rules(*(json.loads(Path(name).read_text()) for name in sys.argv[1:3]))
    print("\n".join(found) or "every rule holds")
    sys.exit(bool(found))
