"""The day from the side of the rooms: what happens where, for signs, screens and the page of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pilots.werkconferentie.dagprogramma.dagbeeld import Dagbeeld, Rondebeeld, Sessiebeeld


@dataclass(frozen=True, kw_only=True)
class Ruimteregel:
    """One thing in a room: a workshop, or what everybody does together (then `sessie` is None)."""

    ronde: Rondebeeld
    sessie: Sessiebeeld | None
    ingedeeld: int = 0
    vrij: int = 0

    @property
    def wat(self) -> str:
        return self.sessie.titel if self.sessie else self.ronde.titel

    @property
    def is_vol(self) -> bool:
        return self.sessie is not None and self.vrij == 0


@dataclass(frozen=True, kw_only=True)
class Ruimtebeeld:
    """A room with everything that happens there, in time."""

    naam: str
    regels: tuple[Ruimteregel, ...]

    def now(self, now: datetime) -> list[Ruimteregel]:
        return [one for one in self.regels if one.ronde.goes_on(now)]

    def following(self, now: datetime) -> list[Ruimteregel]:
        """What begins here next; several when workshops are beside each other."""
        ahead = [one for one in self.regels if not one.ronde.has_begun(now)]
        return [one for one in ahead if one.ronde.nr == ahead[0].ronde.nr]


def rooms_of(day: Dagbeeld) -> list[Ruimtebeeld]:
    """Every room that is used, in the order of the building."""
    return [Ruimtebeeld(naam=naam, regels=tuple(_lines(day, naam))) for naam in day.ruimten]


def _lines(day: Dagbeeld, naam: str) -> Iterable[Ruimteregel]:
    for ronde in day.rondes:
        if ronde.ruimte == naam:
            yield Ruimteregel(ronde=ronde, sessie=None)
        yield from (line_of(day, ronde, one) for one in day.of_round(ronde) if one.ruimte == naam)


def line_of(day: Dagbeeld, ronde: Rondebeeld, sessie: Sessiebeeld) -> Ruimteregel:
    return Ruimteregel(
        ronde=ronde, sessie=sessie, ingedeeld=len(day.gasten.get(sessie.nr, ())), vrij=day.left_in(sessie)
    )
