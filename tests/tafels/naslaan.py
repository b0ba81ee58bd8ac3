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


def who_meets_whom(rounds):
    """How often every two people sit together in these rounds: {(low, high): times}."""
    return Counter(both for seating in rounds for both in together(seating))


def new_people(rounds, organisatie, known):
    """For everybody the people of another organisation whom they did not know and meet now."""
    met = {nr: set() for seating in rounds for nr in seating}
    for one, other in who_meets_whom(rounds):
        differ = organisatie[one] is None or organisatie[one] != organisatie[other]
        if differ and not known.get((one, other)):
            met[one].add(other)
            met[other].add(one)
    return {nr: len(others) for nr, others in met.items()}


def most_new_people(rounds):
    """What nobody can come above: in each round one meets at most everybody else at the table."""
    most = Counter()
    for seating in rounds:
        count = sizes(seating)
        most.update({nr: count[table] - 1 for nr, table in seating.items()})
    return most


def wrong_in_rounds(rounds, tables, people, hosts, apart=(), pins=None):
    """Everything that may never be, in words; nothing when the rounds are sound. `tables` is {table: (least, most)}."""
    found = []
    for nr, seating in enumerate(rounds, start=1):
        if set(seating) != set(people):
            found.append(f"ronde {nr}: niet iedereen zit precies één keer")
        for table, count in sizes(seating).items():
            least, most = tables[table]
            if not least <= count <= most:
                found.append(f"ronde {nr}: aan tafel {table} zitten er {count}")
        found += [f"ronde {nr}: gastheer {one} zit elders" for one, table in hosts.items() if seating[one] != table]
        found += [
            f"ronde {nr}: {one} verloor de vaste plaats"
            for one, table in (pins[nr - 1] if pins else {}).items()
            if seating[one] != table
        ]
        found += [f"ronde {nr}: {both} samen" for both in together(seating) & set(apart)]
    return found
