"""What stands in the way of fixing a division, and what changed under it since, in sentences."""

from collections import defaultdict
from collections.abc import Iterator

from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling
from pilots.werkconferentie.plaatsing.services.vragen import Gegevens, Mens
from pilots.werkconferentie.plaatsing.woorden import names_said
from pilots.werkconferentie.programma.models import Ronde, Sessie


def without_place(gegevens: Gegevens, ronde: Ronde) -> list[Mens]:
    """Who is there in this round and has no place in it, by name."""
    return sorted(
        (
            one
            for nr, one in gegevens.mensen.items()
            if (one.rondes is None or ronde.pk in one.rondes) and (nr, ronde.pk) not in gegevens.plaatsen
        ),
        key=lambda one: one.naam,
    )


def counts(gegevens: Gegevens) -> dict[int, int]:
    """How many guests each session has, without who leads it."""
    found: dict[int, int] = defaultdict(int)
    for one in gegevens.plaatsen.values():
        if not one.is_begeleider:
            found[one.sessie_id] += 1
    return found


def obstacles(gegevens: Gegevens) -> list[str]:
    """Why this division cannot be fixed yet."""
    if not gegevens.plaatsen:
        return ["Er heeft nog niemand een plek. Maak eerst een voorstel en neem het over."]
    return [*_nowhere(gegevens), *_closed(gegevens), *_homeless(gegevens)]


def _nowhere(gegevens: Gegevens) -> Iterator[str]:
    for ronde in gegevens.rondes:
        who = [one.naam for one in without_place(gegevens, ronde)]
        if who:
            yield f"Nog geen plek in ‘{ronde}’: {names_said(who)}."


def _used(gegevens: Gegevens) -> list[tuple[Sessie, int]]:
    found = counts(gegevens)
    return [(sessie, found[sessie.pk]) for sessie in gegevens.sessies if found.get(sessie.pk)]


def _closed(gegevens: Gegevens) -> Iterator[str]:
    for sessie, count in _used(gegevens):
        if not sessie.is_open:
            who = "is nog 1 gast" if count == 1 else f"zijn nog {count} gasten"
            yield f"‘{sessie.workshop}’ gaat in ‘{sessie.ronde}’ niet door, en daar {who} ingedeeld."


def _homeless(gegevens: Gegevens) -> Iterator[str]:
    for sessie, _ in _used(gegevens):
        if sessie.is_open and sessie.ruimte is None:
            yield f"‘{sessie.workshop}’ heeft in ‘{sessie.ronde}’ geen ruimte."


def _overfull(gegevens: Gegevens) -> Iterator[str]:
    for sessie, count in _used(gegevens):
        if sessie.is_open and count > sessie.plaatsen:
            yield f"In ‘{sessie.workshop}’ ({sessie.ronde}) zijn {count} gasten. Er is plaats voor {sessie.plaatsen}."


def dropped_out(verdeling: Verdeling, gegevens: Gegevens) -> list[Plaatsing]:
    """The places of who does not come any more; they are on no list, and go at the next change."""
    standing = [one.pk for one in gegevens.plaatsen.values()]
    return list(
        verdeling.plaatsingen.exclude(pk__in=standing)
        .select_related("persoon", "sessie__workshop", "ronde")
        .order_by("persoon__naam", "ronde__begint_om")
    )


def troubles(verdeling: Verdeling, gegevens: Gegevens, gone: list[Plaatsing]) -> list[str]:
    """What a repair would be about; nothing before there is a division."""
    if not gegevens.plaatsen:
        return []
    left = sorted({one.persoon.naam for one in gone})
    said = [f"{'Komt' if len(left) == 1 else 'Komen'} niet meer: {names_said(left)}."] if left else []
    return [*said, *_nowhere(gegevens), *_closed(gegevens), *_homeless(gegevens), *_overfull(gegevens)]
