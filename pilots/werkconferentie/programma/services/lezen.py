"""A version of the programme as people read it: each round with what one can go to, in time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pilots.werkconferentie.programma.models import Programmaversie, Rondesoort


@dataclass(frozen=True, kw_only=True)
class Leesronde:
    """`sessies` as they stand in the version, without those that do not take place."""

    titel: str
    tijd: str
    soort: str
    ruimte: str
    toelichting: str
    sessies: Sequence[Mapping[str, Any]]

    @property
    def is_pauze(self) -> bool:
        return self.soort == Rondesoort.PAUZE


def rounds_of(versie: Programmaversie) -> list[Leesronde]:
    """The rounds in time; asks the database nothing."""
    per_round: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for sessie in versie.inhoud["sessies"]:
        if sessie["is_open"]:
            per_round[sessie["ronde"]].append(sessie)
    return [
        Leesronde(
            titel=ronde["titel"],
            tijd=_hours(ronde),
            soort=ronde["soort"],
            ruimte=ronde["ruimte"],
            toelichting=ronde["toelichting"],
            sessies=per_round[ronde["pk"]],
        )
        for ronde in versie.inhoud["rondes"]
    ]


def _hours(ronde: Mapping[str, Any]) -> str:
    """'10.00 tot 10.45 uur'."""
    begins = datetime.strptime(ronde["begint"], "%H:%M")  # noqa: DTZ007  # a time of the clock, of no day
    return f"{begins:%H.%M} tot {begins + timedelta(minutes=ronde['minuten']):%H.%M} uur"
