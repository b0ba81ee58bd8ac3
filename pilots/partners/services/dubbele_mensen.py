"""People who may stand twice in one pilot: proposed to the facilitator, never merged by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from datt.core.text import fold
from pilots.traject.models import Persoon, Pilot


@dataclass(frozen=True)
class DubbelPersoon:
    """Two records and why they look like one person; `eerste` is the one to keep."""

    eerste: Persoon
    tweede: Persoon
    reden: str


def possible_double_people(pilot: Pilot, *, most: int = 20) -> list[DubbelPersoon]:
    """All pairs of the pilot: the same account, the same address, or the same name and organisation."""
    people = list(pilot.personen.known().with_organisatie())
    return find_pairs(people)[:most]


def find_pairs(people: Iterable[Persoon]) -> list[DubbelPersoon]:
    groups: dict[tuple[str, str], list[Persoon]] = {}
    for persoon in people:
        groups.setdefault(("naam", fold(persoon.naam)), []).append(persoon)
        if persoon.user_id:
            groups.setdefault(("account", str(persoon.user_id)), []).append(persoon)
        if persoon.email:
            groups.setdefault(("mail", persoon.email.lower()), []).append(persoon)
    found: dict[frozenset[int], DubbelPersoon] = {}
    for (kind, _), members in groups.items():
        for one, other in combinations(members, 2):
            reden = _reason(kind, one, other)
            if reden:
                found.setdefault(frozenset({one.pk, other.pk}), _pair(one, other, reden))
    return sorted(found.values(), key=lambda pair: (fold(pair.eerste.naam), pair.eerste.pk))


def _reason(kind: str, one: Persoon, other: Persoon) -> str:
    if kind == "account":
        return "hetzelfde account"
    if kind == "mail":
        return "hetzelfde mailadres"
    if one.organisatie_id == other.organisatie_id:
        return "dezelfde naam en organisatie" if one.organisatie_id else "dezelfde naam"
    return "dezelfde naam" if None in (one.organisatie_id, other.organisatie_id) else ""


def _pair(one: Persoon, other: Persoon, reden: str) -> DubbelPersoon:
    """The one with an account stays, then the one with an address, then the oldest."""
    first, second = sorted((one, other), key=lambda persoon: (not persoon.user_id, not persoon.email, persoon.pk))
    return DubbelPersoon(first, second, reden)
