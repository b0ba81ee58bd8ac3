"""What is true of tables, counted and searched in the plainest way; imports nothing of the program."""

from collections import Counter
from itertools import combinations


def together(seating):
    """Every two people at one table: {(low, high), …}."""
    return {tuple(sorted((one, other))) for one, other in combinations(seating, 2) if seating[one] == seating[other]}


def same_organisation_pairs(seating, organisatie):
    return sum(
        organisatie[one] is not None and organisatie[one] == organisatie[other] for one, other in together(seating)
    )


def new_crossing_pairs(seating, organisatie, known):
    return sum(
        (organisatie[one] is None or organisatie[one] != organisatie[other]) and not known.get((one, other))
        for one, other in together(seating)
    )


def sizes(seating):
    return Counter(seating.values())


def every_seating(people, seats, fixed=None):
    """Every way to give these people a table, with so many at each: `seats` is {table: how many}."""
    fixed = fixed or {}
    left = dict(seats)
    for table in fixed.values():
        left[table] -= 1
    yield from _fill([one for one in people if one not in fixed], left, dict(fixed))


def _fill(people, left, seating):
    if not people:
        yield dict(seating)
        return
    first, *rest = people
    for table in [table for table, count in left.items() if count]:
        left[table] -= 1
        seating[first] = table
        yield from _fill(rest, left, seating)
        del seating[first]
        left[table] += 1
