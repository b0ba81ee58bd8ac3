"""What is printed for the workshops: signs for the doors and a list for who leads; the templates only show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.dagprogramma.dagbeeld import Mens
from pilots.werkconferentie.dagprogramma.models import Drukkeuze
from pilots.werkconferentie.dagprogramma.persoonlijk import day_of
from pilots.werkconferentie.dagprogramma.ruimten import Ruimtebeeld, Ruimteregel, line_of, rooms_of

LEGE_REGELS = 3  # for who changes workshop at the door
# From so many lines or letters on, a sign is set smaller.
VEEL_REGELS, LANGE_NAAM, LANGE_TITEL = 4, 16, 45


@dataclass(frozen=True, kw_only=True)
class Lijst:
    """The list of one workshop in one round."""

    regel: Ruimteregel
    gasten: Sequence[Mens]
    leiding: Sequence[Mens]

    @property
    def has_toegang(self) -> bool:
        return any(one.toegang for one in self.gasten)


@dataclass(frozen=True, kw_only=True)
class Bord:
    """A sheet for the door of one room: of the whole day, or of one round."""

    ruimte: str
    regels: Sequence[Ruimteregel]
    maat: str
    naam_maat: str


def _paper(meeting: Bijeenkomst) -> dict[str, Any]:
    gemeente = meeting.pilot.gemeente
    return {
        "bijeenkomst": meeting,
        "pilot": meeting.pilot,
        "gemeente": gemeente,
        "kleuren": Kleuren.of(gemeente.kleur),
        "stand": timezone.now(),
    }


def signs_of_day(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """One sheet for each room, with everything that happens there."""
    return {**_paper(meeting), "borden": _day_signs(_rooms(meeting))}


def signs_of_rounds(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """A sheet for each room and round, to be read from afar."""
    return {**_paper(meeting), "borden": _round_signs(_rooms(meeting))}


def lists_of(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """A list for each workshop and round."""
    return {**_paper(meeting), "lijsten": _lists(meeting), "leeg": range(LEGE_REGELS)}


def signs_of_day_again(keuze: Drukkeuze) -> Mapping[str, Any]:
    """The sheets of the rooms in which the chosen workshops are."""
    chosen = _chosen(keuze)
    rooms = [room for room in _rooms(keuze.bijeenkomst) if any(_nr(one) in chosen for one in room.regels)]
    return {**_paper(keuze.bijeenkomst), "borden": _day_signs(rooms)}


def signs_of_rounds_again(keuze: Drukkeuze) -> Mapping[str, Any]:
    chosen, rooms = _chosen(keuze), _rooms(keuze.bijeenkomst)
    kept = [
        Ruimtebeeld(naam=room.naam, regels=tuple(one for one in room.regels if _nr(one) in chosen)) for room in rooms
    ]
    return {**_paper(keuze.bijeenkomst), "borden": _round_signs(kept)}


def lists_again(keuze: Drukkeuze) -> Mapping[str, Any]:
    chosen = _chosen(keuze)
    lists = [one for one in _lists(keuze.bijeenkomst) if _nr(one.regel) in chosen]
    return {**_paper(keuze.bijeenkomst), "lijsten": lists, "leeg": range(LEGE_REGELS)}


def _chosen(keuze: Drukkeuze) -> set[int]:
    return set(keuze.sessies.values_list("pk", flat=True))


def _nr(regel: Ruimteregel) -> int:
    return regel.sessie.nr if regel.sessie else 0


def _rooms(meeting: Bijeenkomst) -> list[Ruimtebeeld]:
    """The rooms in which there is a workshop: on the other doors nobody looks for a place."""
    day = day_of(meeting)
    return [room for room in rooms_of(day) if any(one.sessie for one in room.regels)] if day else []


def _day_signs(rooms: Sequence[Ruimtebeeld]) -> list[Bord]:
    return [_sign(room.naam, [one for one in room.regels if not one.ronde.is_pauze]) for room in rooms]


def _round_signs(rooms: Sequence[Ruimtebeeld]) -> list[Bord]:
    """In the order in which they are hung: all of the first round, then all of the next."""
    rounds: dict[tuple[Any, int, str], list[Ruimteregel]] = {}
    for place, room in enumerate(rooms):
        for one in room.regels:
            if one.sessie is not None:
                rounds.setdefault((one.ronde.begint, place, room.naam), []).append(one)
    return [_sign(naam, lines) for (_, _, naam), lines in sorted(rounds.items(), key=lambda item: item[0][:2])]


def _sign(naam: str, lines: Sequence[Ruimteregel]) -> Bord:
    letters = sum(2 if len(one.wat) > LANGE_TITEL else 1 for one in lines)
    return Bord(
        ruimte=naam,
        regels=lines,
        maat="veel" if letters > VEEL_REGELS else "",
        naam_maat="lang" if len(naam) > LANGE_NAAM else "",
    )


def _lists(meeting: Bijeenkomst) -> list[Lijst]:
    day = day_of(meeting)
    if day is None:
        return []
    return [
        Lijst(
            regel=line_of(day, ronde, sessie),
            gasten=day.gasten.get(sessie.nr, []),
            leiding=day.leiding.get(sessie.nr, []),
        )
        for ronde in day.rondes
        for sessie in day.of_round(ronde)
    ]
