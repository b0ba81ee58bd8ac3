"""The day as guests were shown it, in plain data: its parts, its workshops, and what each person does. No queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pilots.werkconferentie.programma.models import Rondesoort


@dataclass(frozen=True, kw_only=True)
class Rondebeeld:
    """A part of the day, as guests were shown it."""

    nr: int
    soort: str
    titel: str
    begint: datetime
    eindigt: datetime
    ruimte: str
    weg: str
    toelichting: str

    @property
    def is_keuze(self) -> bool:
        return self.soort == Rondesoort.KEUZE

    @property
    def is_pauze(self) -> bool:
        return self.soort == Rondesoort.PAUZE

    @property
    def tijd(self) -> str:
        """'13.40 tot 14.25 uur'."""
        return f"{self.begint:%H.%M} tot {self.eindigt:%H.%M} uur"

    def has_begun(self, now: datetime) -> bool:
        return now >= self.begint

    def goes_on(self, now: datetime) -> bool:
        return self.begint <= now < self.eindigt


@dataclass(frozen=True, kw_only=True)
class Sessiebeeld:
    """A workshop in one round; `plaatsen` are those for guests, who leads it takes none."""

    nr: int
    ronde: int
    workshop: int
    titel: str
    ruimte: str
    weg: str
    begeleiders: tuple[str, ...]
    plaatsen: int
    is_toegankelijk: bool
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Mens:
    """Somebody who has a programme. `toegang`: who leads the workshop must know that they need something."""

    nr: int
    naam: str
    organisatie: str
    toegang: bool


@dataclass(frozen=True, kw_only=True)
class Onderdeel:
    """One part of the day of one person. Without a `sessie` everybody is together, or there is no place yet."""

    ronde: Rondebeeld
    sessie: Sessiebeeld | None = None
    begeleidt: bool = False
    reden: str = ""
    tafel: str = ""

    @property
    def wat(self) -> str:
        return self.sessie.titel if self.sessie else self.ronde.titel

    @property
    def ruimte(self) -> str:
        return self.sessie.ruimte if self.sessie else self.ronde.ruimte

    @property
    def weg(self) -> str:
        return self.sessie.weg if self.sessie else self.ronde.weg

    @property
    def zin(self) -> str:
        """In one line, for a calendar: '13.40 tot 14.25 uur: De envelop (Atelier)'."""
        what = "workshop nog niet bekend" if self.is_onbekend else self.wat
        what = f"u begeleidt {what}" if self.begeleidt else what
        seat = f", {self.tafel}" if self.tafel else ""
        room = f" ({self.ruimte})" if self.ruimte else ""
        return f"{self.ronde.tijd}: {what}{room}{seat}"

    @property
    def is_onbekend(self) -> bool:
        """A round with workshops in which this person has no place (yet)."""
        return self.ronde.is_keuze and self.sessie is None


@dataclass(frozen=True, kw_only=True)
class Dagbeeld:
    """The whole day: every part, every workshop, and the programme of everybody who comes or leads."""

    versie: int
    rondes: tuple[Rondebeeld, ...]
    sessies: Mapping[int, Sessiebeeld]
    mensen: Mapping[int, Mens]
    programmas: Mapping[int, list[Onderdeel]]
    # The names of the rooms that are used, in the order of the building.
    ruimten: tuple[str, ...] = ()
    # Who is in each workshop: its guests, and who leads it.
    gasten: Mapping[int, list[Mens]] = field(default_factory=dict)
    leiding: Mapping[int, list[Mens]] = field(default_factory=dict)

    def of_round(self, ronde: Rondebeeld) -> list[Sessiebeeld]:
        return [sessie for sessie in self.sessies.values() if sessie.ronde == ronde.nr]

    def left_in(self, sessie: Sessiebeeld) -> int:
        """How many more guests can join this workshop."""
        return max(0, sessie.plaatsen - len(self.gasten.get(sessie.nr, []))) if sessie.is_open else 0
