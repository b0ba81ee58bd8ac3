"""The moves of a repair in words, for the page that asks before anything moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from pilots.tafels.herstellen import Herstel
from pilots.tafels.services.vragen import Gegevens, names_of
from pilots.tafels.uitleg import aantal_van


@dataclass(frozen=True, kw_only=True)
class Verhuizing:
    naam: str
    van: str
    naar: str


@dataclass(frozen=True, kw_only=True)
class Herstelbeeld:
    verhuizingen: Sequence[Verhuizing]
    nieuw: Sequence[Verhuizing]
    weg: Sequence[str]
    gesloten: Sequence[str]
    zonder_plaats: Sequence[str]
    is_nodig: bool

    @property
    def kop(self) -> str:
        moves = aantal_van(len(self.verhuizingen), "persoon verhuist", "mensen verhuizen")
        return f"{moves[0].upper()}{moves[1:]}" if self.verhuizingen else "Niemand hoeft te verhuizen"


def moves_of(found: Herstel, gegevens: Gegevens) -> Herstelbeeld:
    names = names_of(gegevens)
    return Herstelbeeld(
        verhuizingen=sorted(
            (
                Verhuizing(naam=names.mensen[nr], van=names.tafel(was), naar=names.tafel(now))
                for nr, (was, now) in found.verhuist.items()
            ),
            key=lambda one: one.naam,
        ),
        nieuw=[Verhuizing(naam=names.mensen[nr], van="", naar=names.tafel(at)) for nr, at in found.nieuw.items()],
        weg=sorted(names.mensen[nr] for nr in found.weg),
        gesloten=[names.tafel(nr) for nr in found.gesloten],
        zonder_plaats=[names.mensen[nr] for nr in found.zonder_plaats],
        is_nodig=found.is_nodig,
    )
