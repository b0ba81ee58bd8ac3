"""What cannot be in a programme, or only with trouble: said while arranging, in words. Plain Python, no queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.werkconferentie.programma.models import Ronde, Ruimte, Sessie


class Ernst(StrEnum):
    """`fout` cannot take place like this; `let_op` can, and somebody should know."""

    FOUT = "fout"
    LET_OP = "let_op"


@dataclass(frozen=True, kw_only=True)
class Botsing:
    """One thing that is wrong, in a sentence, with the sessions it is about."""

    ernst: Ernst
    zin: str
    sessies: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rooster:
    """A programme as it stands: the rounds in time, with everything its sessions need loaded; `gasten` who come."""

    rondes: tuple["Ronde", ...]
    ruimten: tuple["Ruimte", ...]
    sessies: tuple["Sessie", ...]
    gasten: int = 0

    def of_round(self, ronde: "Ronde") -> list["Sessie"]:
        return [sessie for sessie in self.sessies if sessie.ronde_id == ronde.pk]


def conflicts(rooster: Rooster) -> list[Botsing]:
    """Everything that is wrong, the worst first."""
    found = [
        *_rounds_at_once(rooster),
        *_in_one_room(rooster),
        *_in_two_places(rooster),
        *_per_session(rooster),
        *_too_few_places(rooster),
    ]
    return sorted(found, key=lambda one: one.ernst != Ernst.FOUT)


def at_once(een: "Ronde", ander: "Ronde") -> bool:
    return een.pk == ander.pk or (een.begint < ander.eindigt and ander.begint < een.eindigt)


def _rounds_at_once(rooster: Rooster) -> Iterator[Botsing]:
    for een, ander in combinations(rooster.rondes, 2):
        if at_once(een, ander):
            yield Botsing(
                ernst=Ernst.FOUT,
                zin=f"‘{ander}’ begint om {ander.begint_om:%H.%M} uur, als ‘{een}’ nog bezig is.",
            )


def _open(sessies: Iterable["Sessie"]) -> list["Sessie"]:
    return [sessie for sessie in sessies if sessie.is_open]


def _in_one_room(rooster: Rooster) -> Iterator[Botsing]:
    for ronde in rooster.rondes:
        here: dict[int, list[Sessie]] = defaultdict(list)
        for sessie in _open(rooster.of_round(ronde)):
            if sessie.ruimte_id is not None:
                here[sessie.ruimte_id].append(sessie)
        for sessies in here.values():
            ruimte = sessies[0].ruimte
            if ruimte is not None and len(sessies) > ruimte.tegelijk:
                yield Botsing(
                    ernst=Ernst.FOUT,
                    zin=f"In {ruimte} {_are(len(sessies))} in ‘{ronde}’ {len(sessies)} workshops. Daar"
                    f" {'kan er één' if ruimte.tegelijk == 1 else f'kunnen er {ruimte.tegelijk}'} tegelijk.",
                    sessies=tuple(sessie.pk for sessie in sessies),
                )


def _are(count: int) -> str:
    return "is" if count == 1 else "zijn"


def _in_two_places(rooster: Rooster) -> Iterator[Botsing]:
    rondes = {ronde.pk: ronde for ronde in rooster.rondes}
    for een, ander in combinations(_open(rooster.sessies), 2):
        if not at_once(rondes[een.ronde_id], rondes[ander.ronde_id]):
            continue
        leads = {one.pk: one for one in een.workshop.begeleiders.all()}
        for persoon in ander.workshop.begeleiders.all():
            if persoon.pk in leads:
                yield Botsing(
                    ernst=Ernst.FOUT,
                    zin=f"{persoon} begeleidt ‘{een.workshop}’ en ‘{ander.workshop}’ op hetzelfde moment.",
                    sessies=(een.pk, ander.pk),
                )


def _per_session(rooster: Rooster) -> Iterator[Botsing]:
    for sessie in _open(rooster.sessies):
        for ernst, zin in _of_one(sessie):
            yield Botsing(ernst=ernst, zin=zin, sessies=(sessie.pk,))


def _of_one(sessie: "Sessie") -> Iterator[tuple[Ernst, str]]:
    workshop, ruimte = sessie.workshop, sessie.ruimte
    if not workshop.is_accepted:
        yield Ernst.FOUT, f"‘{workshop}’ staat in ‘{sessie.ronde}’, en is nog niet aangenomen."
    if ruimte is None:
        yield Ernst.FOUT, f"‘{workshop}’ heeft in ‘{sessie.ronde}’ nog geen ruimte."
        return
    if workshop.plaatsen_min > ruimte.plaatsen:
        yield (
            Ernst.FOUT,
            f"‘{workshop}’ heeft minstens {workshop.plaatsen_min} deelnemers nodig, in {ruimte} is plaats voor"
            f" {ruimte.plaatsen}.",
        )
    elif workshop.plaatsen_max > ruimte.plaatsen:
        yield (
            Ernst.LET_OP,
            f"‘{workshop}’ kan {workshop.plaatsen_max} deelnemers hebben, in {ruimte} is plaats voor"
            f" {ruimte.plaatsen}.",
        )
    if workshop.wil_scherm and not ruimte.heeft_scherm:
        yield Ernst.LET_OP, f"‘{workshop}’ heeft een scherm nodig, in {ruimte} is er geen."
    if not ruimte.is_toegankelijk:
        yield Ernst.LET_OP, f"{ruimte} is niet zonder drempels te bereiken: niet iedereen kan naar ‘{workshop}’."


def _too_few_places(rooster: Rooster) -> Iterator[Botsing]:
    for ronde in rooster.rondes:
        sessies = _open(rooster.of_round(ronde))
        places = sum(sessie.plaatsen for sessie in sessies)
        if ronde.is_keuze and sessies and places < rooster.gasten:
            yield Botsing(
                ernst=Ernst.FOUT,
                zin=f"In ‘{ronde}’ is plaats voor {places} mensen, en er komen er {rooster.gasten}.",
            )
