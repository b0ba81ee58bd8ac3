"""What has to be in the room, computed from the answers and the run sheet; it knows no database."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

from datt.core.text import fold

AAN_TAFEL = 6
LEGE_BADGES = 5  # at least so many blank badges, and one in ten
RESERVE_STOELEN = 20  # one spare chair for so many people, and never less than two
TOLK = re.compile(r"\b\w*tolk\w*\b", re.IGNORECASE)
GEEN = {"", "geen", "nee", "nvt", "n.v.t.", "-", "niets", "alles", "geen bijzonderheden"}
# Said once for each table, in whatever words: 'Per tafel: een dobbelsteen', 'één speelkaart per tafel'.
PER_TAFEL = re.compile(r"^per tafel:\s*|\s+per tafel$", re.IGNORECASE)


class Groep(StrEnum):
    ZAAL = "De zaal"
    SPEL = "Het ketenspel"
    BALIE = "De ontvangst"
    ETEN = "Eten en drinken"
    TOEGANG = "Wat gasten nodig hebben"
    TOLKEN = "Tolken"
    BLOKKEN = "Uit het draaiboek"


@dataclass(frozen=True, kw_only=True)
class Deelnemer:
    """Somebody who comes, and what they need."""

    dieet: str = ""
    toegang: str = ""


@dataclass(frozen=True, kw_only=True)
class Blok:
    """A block of the run sheet: its title, its way of working, and its lines of material."""

    titel: str
    werkvorm: str = ""
    materiaal: Sequence[str] = ()
    is_pauze: bool = False


@dataclass(frozen=True, kw_only=True)
class Bron:
    """Everything the list is computed from. `tafels` is how many were set up, or 0 when nobody did."""

    komen: Sequence[Deelnemer] = ()
    misschien: int = 0
    blokken: Sequence[Blok] = ()
    tafels: int = 0


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One line; `aantal` is None where a number says nothing. `was` is set when it changed since the last print."""

    groep: str
    wat: str
    aantal: int | None = None
    uitleg: str = ""
    is_nieuw: bool = field(default=False, compare=False)
    was: int | None = field(default=None, compare=False)

    @property
    def is_anders(self) -> bool:
        return self.is_nieuw or self.was is not None

    @property
    def sleutel(self) -> tuple[str, str]:
        return (self.groep, fold(self.wat))


def lines_of(bron: Bron) -> list[Regel]:
    """The whole list; nothing when nobody comes and nothing is planned."""
    tables = _tables(bron)
    lines = [*_room(bron, tables), *_game(bron, tables), *_reception(bron), *_food(bron), *_needs(bron)]
    return [*lines, *_blocks(bron, tables)]


def _tables(bron: Bron) -> int:
    return bron.tafels or ceil(len(bron.komen) / AAN_TAFEL)


def _room(bron: Bron, tables: int) -> Iterable[Regel]:
    people = len(bron.komen)
    if not people:
        return
    how = "zoals ze zijn ingedeeld" if bron.tafels else f"{AAN_TAFEL} mensen aan een tafel"
    yield Regel(groep=Groep.ZAAL, wat="Tafels voor gasten", aantal=tables, uitleg=how)
    spare = max(2, ceil(people / RESERVE_STOELEN))
    yield Regel(groep=Groep.ZAAL, wat="Stoelen", aantal=people + spare, uitleg=f"{people} gasten en {spare} reserve")
    yield Regel(groep=Groep.ZAAL, wat="Tafel voor de ontvangst", aantal=1)


def _game(bron: Bron, tables: int) -> Iterable[Regel]:
    if not tables or not any(block.werkvorm == "ketenspel" for block in bron.blokken):
        return
    yield Regel(groep=Groep.SPEL, wat="Sets van het ketenspel", aantal=tables, uitleg="één op elke tafel")
    yield Regel(groep=Groep.SPEL, wat="Speelborden", aantal=tables)
    yield Regel(groep=Groep.SPEL, wat="Dobbelstenen", aantal=tables + 1, uitleg="één reserve")
    yield Regel(groep=Groep.SPEL, wat="Pionnen", aantal=tables + 1, uitleg="één reserve")
    yield Regel(groep=Groep.SPEL, wat="Spelleiders", aantal=tables, uitleg="één aan elke tafel")


def _reception(bron: Bron) -> Iterable[Regel]:
    people = len(bron.komen)
    if not people:
        return
    blank = max(LEGE_BADGES, ceil(people / 10))
    yield Regel(groep=Groep.BALIE, wat="Badges met naam", aantal=people)
    yield Regel(groep=Groep.BALIE, wat="Lege badges", aantal=blank, uitleg="voor wie zonder uitnodiging komt")
    yield Regel(groep=Groep.BALIE, wat="Presentielijst en pennen", aantal=1)


def _food(bron: Bron) -> Iterable[Regel]:
    people = len(bron.komen)
    if not people:
        return
    maybe = f"en {bron.misschien} die het nog niet weten" if bron.misschien else ""
    if any(block.is_pauze for block in bron.blokken):
        yield Regel(groep=Groep.ETEN, wat="Mensen die eten en drinken", aantal=people, uitleg=maybe)
    for wat, aantal in _counted(one.dieet for one in bron.komen):
        yield Regel(groep=Groep.ETEN, wat=wat, aantal=aantal)


def _needs(bron: Bron) -> Iterable[Regel]:
    """Interpreters apart: they have to be asked for weeks before."""
    for wat, aantal in _counted(one.toegang for one in bron.komen):
        groep = Groep.TOLKEN if TOLK.search(wat) else Groep.TOEGANG
        uitleg = "vraag deze ruim op tijd aan" if groep == Groep.TOLKEN else ""
        yield Regel(groep=groep, wat=wat, aantal=aantal, uitleg=uitleg)


def _counted(texts: Iterable[str]) -> list[tuple[str, int]]:
    """The same in other words is counted apart; only capitals, accents and spaces do not matter. Most first."""
    found: dict[str, tuple[str, int]] = {}
    for text in texts:
        words = " ".join(text.split())[:200].strip()
        key = fold(words)
        if key in GEEN:
            continue
        first, count = found.get(key, (words[:1].upper() + words[1:], 0))
        found[key] = (first, count + 1)
    return sorted(found.values(), key=lambda one: (-one[1], fold(one[0])))


def _blocks(bron: Bron, tables: int) -> Iterable[Regel]:
    """The material of all blocks, each thing once with the blocks that use it."""
    merged: dict[str, tuple[str, bool, list[str]]] = {}
    for block in bron.blokken:
        for line in block.materiaal:
            words = " ".join(line.split())
            thing = PER_TAFEL.sub("", words)
            if not thing:
                continue
            name, each, used = merged.get(fold(thing), (thing[:1].upper() + thing[1:], False, []))
            titles = used if block.titel in used else [*used, block.titel]
            merged[fold(thing)] = (name, each or thing != words, titles)
    for name, each, used in sorted(merged.values(), key=lambda one: fold(one[0])):
        per = "op elke tafel; " if each and tables else ""
        yield Regel(
            groep=Groep.BLOKKEN,
            wat=name[:200],
            aantal=tables if each and tables else None,
            uitleg=per + ", ".join(used),
        )


def compare(lines: Sequence[Regel], printed: Mapping[tuple[str, str], int | None]) -> tuple[list[Regel], list[str]]:
    """Mark what is new or has another number since it was printed, and name what is not needed any more."""
    marked = [_marked(line, printed) for line in lines]
    now = {line.sleutel for line in lines}
    return marked, [wat for groep, wat in printed if (groep, wat) not in now]


def _marked(line: Regel, printed: Mapping[tuple[str, str], int | None]) -> Regel:
    fields = {"groep": line.groep, "wat": line.wat, "aantal": line.aantal, "uitleg": line.uitleg}
    if line.sleutel not in printed:
        return Regel(**fields, is_nieuw=True)  # type: ignore[arg-type]  # the same fields
    before = printed[line.sleutel]
    return Regel(**fields, was=before if before != line.aantal else None)  # type: ignore[arg-type]
