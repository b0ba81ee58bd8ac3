"""Everybody by name, with their place in each round and the sentence why: to search, filter and download."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datt.core.lists import number_of, one_of, words_of
from datt.core.tabellen import Cel, Tabel
from datt.core.text import fold, has_all_words
from pilots.werkconferentie.plaatsing.cijfers import WOORDEN, Vak, kind_of
from pilots.werkconferentie.plaatsing.models import Plaatsing
from pilots.werkconferentie.plaatsing.services.vragen import Gegevens, Mens, question_of
from pilots.werkconferentie.programma.models import Ronde, Sessie

PER_BLADZIJDE = 50


@dataclass(frozen=True)
class Lijstvraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    ronde: int | None = None
    workshop: int | None = None
    keus: str = ""

    @classmethod
    def read(cls, query: Any) -> "Lijstvraag":
        return cls(
            woorden=words_of(query),
            ronde=number_of(query, "ronde"),
            workshop=number_of(query, "workshop"),
            keus=one_of(query, "keus", list(Vak)),
        )

    def is_empty(self) -> bool:
        return self == Lijstvraag()


@dataclass(frozen=True, kw_only=True)
class Rondeplek:
    """Somebody in one round; without a `plaatsing` they are nowhere yet."""

    ronde: Ronde
    vak: Vak
    plaatsing: Plaatsing | None
    sessie: Sessie | None

    @property
    def woord(self) -> str:
        return WOORDEN[self.vak]


@dataclass(frozen=True, kw_only=True)
class Persoonsregel:
    mens: Mens
    plekken: Sequence[Rondeplek]


def rows_of(gegevens: Gegevens) -> list[Persoonsregel]:
    """Everybody who comes or leads, by name."""
    people = {one.nr: one for one in question_of(gegevens).deelnemers}
    sessies = {sessie.pk: sessie for sessie in gegevens.sessies}
    of_round = {ronde.pk: {one.pk for one in gegevens.rooster.of_round(ronde)} for ronde in gegevens.rondes}
    found = []
    for mens in sorted(gegevens.mensen.values(), key=lambda one: fold(one.naam)):
        places = []
        for ronde in gegevens.rondes:
            if not people[mens.pk].is_there(ronde.pk):
                continue
            place = gegevens.plaatsen.get((mens.pk, ronde.pk))
            nr = place.sessie_id if place else None
            vak = Vak.BEGELEIDT if place and place.is_begeleider else kind_of(people[mens.pk], nr, of_round[ronde.pk])
            places.append(Rondeplek(ronde=ronde, vak=vak, plaatsing=place, sessie=sessies.get(nr or 0)))
        found.append(Persoonsregel(mens=mens, plekken=places))
    return found


def find_rows(rows: Sequence[Persoonsregel], vraag: Lijstvraag) -> list[Persoonsregel]:
    """Those of whom one round fits everything that was asked of it."""
    words = fold(vraag.woorden)

    def fits(plek: Rondeplek) -> bool:
        return (
            (vraag.ronde is None or plek.ronde.pk == vraag.ronde)
            and (vraag.workshop is None or (plek.sessie is not None and plek.sessie.workshop_id == vraag.workshop))
            and (not vraag.keus or plek.vak == vraag.keus)
        )

    return [
        row
        for row in rows
        if (not words or has_all_words(fold(f"{row.mens.naam} {row.mens.organisatie}"), words))
        and any(fits(plek) for plek in row.plekken)
    ]


def workshops_of(gegevens: Gegevens) -> list[tuple[int, str]]:
    """The workshops of the programme, to choose from."""
    found = {sessie.workshop_id: sessie.workshop.titel for sessie in gegevens.sessies}
    return sorted(found.items(), key=lambda one: fold(one[1]))


def division_table(gegevens: Gegevens, rows: Sequence[Persoonsregel]) -> Tabel:
    """Those people, with where they are in each round, in which room, and why."""
    heads = [f"{ronde}{part}" for ronde in gegevens.rondes for part in ("", ", ruimte", ", waarom")]
    lines: list[list[Cel]] = []
    for row in rows:
        at = {plek.ronde.pk: plek for plek in row.plekken}
        cells = [cell for ronde in gegevens.rondes for cell in _cells(at, ronde)]
        lines.append([row.mens.naam, row.mens.organisatie, *cells])
    return Tabel(f"workshops {gegevens.meeting.korte_titel}", ["Naam", "Organisatie", *heads], lines)


def _cells(at: Mapping[int, Rondeplek], ronde: Ronde) -> list[Cel]:
    plek = at.get(ronde.pk)
    if plek is None or plek.plaatsing is None or plek.sessie is None:
        return ["", "", "" if plek is None else WOORDEN[Vak.ZONDER_PLEK]]
    return [plek.sessie.workshop.titel, str(plek.sessie.ruimte or ""), plek.plaatsing.reden]
