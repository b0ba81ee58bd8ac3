"""What was chosen so far: by whom, in which way, and how often each workshop; in as many queries for 3 as for 300."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from datt.core.grafieken import bars
from datt.core.lists import one_of, words_of
from datt.core.tabellen import Cel, Tabel
from datt.core.text import fold, has_all_words
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.keuzes.aanbod import Aanbod, Keuzeronde, Keuzesessie
from pilots.werkconferentie.keuzes.models import EENMALIG, Keus, Keuzebeurt, Voorkeur, Voorkeurbron

PER_BLADZIJDE = 100
NIET, WEL = "niet", "wel"
SOORTEN = {NIET: "Koos nog niet", WEL: "Koos al"}


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How many guests come, and how many of them chose."""

    komen: int
    kozen: int

    @property
    def open(self) -> int:
        return self.komen - self.kozen


@dataclass(frozen=True, kw_only=True)
class Keuzerij:
    """A guest with what they chose; `bron` is empty for who did not choose yet."""

    uitnodiging: Uitnodiging
    keuzes: Mapping[int, int] = field(default_factory=dict)
    bron: str = ""
    op: datetime | None = None
    versie: int = 0

    @property
    def has_chosen(self) -> bool:
        return bool(self.bron)

    @property
    def bron_woord(self) -> str:
        return Voorkeurbron(self.bron).label if self.bron else ""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """How often a session was chosen as what."""

    sessie: Keuzesessie
    per_keus: Mapping[int, int]

    @property
    def eerste(self) -> int:
        return self.per_keus.get(Keus.EERSTE, 0)

    @property
    def tweede(self) -> int:
        return self.per_keus.get(Keus.TWEEDE, 0)

    @property
    def derde(self) -> int:
        return self.per_keus.get(Keus.DERDE, 0)

    @property
    def liever_niet(self) -> int:
        return self.per_keus.get(Keus.LIEVER_NIET, 0)


def choices_of(meeting: Bijeenkomst) -> dict[int, dict[int, int]]:
    """What everybody chose: `{persoon_pk: {sessie_pk: keus}}`, also of who does not come (any more). One query."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Voorkeur.objects.at(meeting).order_by()
    for persoon, sessie, keus in rows.values_list("persoon_id", "sessie_id", "keus"):
        found[persoon][sessie] = keus
    return dict(found)


def chosen_counts(meeting: Bijeenkomst) -> dict[int, Counter[int]]:
    """How often each session was chosen as what by who comes: `{sessie_pk: {keus: aantal}}`. Two queries."""
    coming = set(Uitnodiging.objects.filter(bijeenkomst=meeting).coming().values_list("persoon_id", flat=True))
    return _count({who: keuzes for who, keuzes in choices_of(meeting).items() if who in coming})


def _count(choices: Mapping[int, Mapping[int, int]]) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for keuzes in choices.values():
        for sessie, keus in keuzes.items():
            found[sessie][keus] += 1
    return dict(found)


def choice_rows(meeting: Bijeenkomst) -> list[Keuzerij]:
    """Everybody who comes, with what they chose, by name; in three queries."""
    coming = list(Uitnodiging.objects.filter(bijeenkomst=meeting).coming().with_persoon())
    choices = choices_of(meeting)
    turns = {turn.persoon_id: turn for turn in Keuzebeurt.objects.filter(bijeenkomst=meeting)}
    rows = [_row(one, choices.get(one.persoon_id, {}), turns.get(one.persoon_id)) for one in coming]
    return sorted(rows, key=lambda rij: fold(rij.uitnodiging.persoon.naam))


def _row(uitnodiging: Uitnodiging, keuzes: Mapping[int, int], turn: Keuzebeurt | None) -> Keuzerij:
    if turn is not None:
        return Keuzerij(uitnodiging=uitnodiging, keuzes=keuzes, bron=turn.bron, op=turn.op, versie=turn.versie)
    return Keuzerij(uitnodiging=uitnodiging, keuzes=keuzes, bron=Voorkeurbron.GAST if keuzes else "")


def stand_of(rows: Sequence[Keuzerij]) -> Stand:
    return Stand(komen=len(rows), kozen=sum(rij.has_chosen for rij in rows))


def counts_per_round(aanbod: Aanbod, rows: Iterable[Keuzerij]) -> list[dict[str, Any]]:
    """For each round its counts per workshop, what most wanted first on top, with the bars of the first choices."""
    counted = _count({rij.uitnodiging.persoon_id: rij.keuzes for rij in rows})
    return [_round(ronde, counted) for ronde in aanbod.rondes]


def _round(ronde: Keuzeronde, counted: Mapping[int, Mapping[int, int]]) -> dict[str, Any]:
    tellingen = [Telling(sessie=sessie, per_keus=counted.get(sessie.pk, {})) for sessie in ronde.sessies]
    tellingen.sort(key=lambda one: (-one.eerste, -one.tweede, -one.derde, fold(one.sessie.titel)))
    return {
        "ronde": ronde,
        "tellingen": tellingen,
        "balken": bars([(one.sessie.titel, one.eerste) for one in tellingen]),
    }


@dataclass(frozen=True)
class Keuzevraag:
    """What somebody looks for in the list; an empty part does not count."""

    woorden: str = ""
    soort: str = ""
    bron: str = ""

    @classmethod
    def read(cls, query: Any) -> "Keuzevraag":
        return cls(
            woorden=words_of(query),
            soort=one_of(query, "soort", SOORTEN),
            bron=one_of(query, "bron", Voorkeurbron.values),
        )

    def is_empty(self) -> bool:
        return self == Keuzevraag()


def find_rows(rows: Iterable[Keuzerij], vraag: Keuzevraag) -> list[Keuzerij]:
    words = fold(vraag.woorden)

    def fits(rij: Keuzerij) -> bool:
        persoon = rij.uitnodiging.persoon
        return (
            (not vraag.soort or rij.has_chosen == (vraag.soort == WEL))
            and (not vraag.bron or rij.bron == vraag.bron)
            and (not words or has_all_words(fold(f"{persoon.naam} {persoon.organisatie or ''}"), words))
        )

    return [rij for rij in rows if fits(rij)]


def in_words(aanbod: Aanbod, keuzes: Mapping[int, int]) -> list[tuple[Keuzeronde, list[tuple[str, str]]]]:
    """What somebody chose, per round: `[(ronde, [('Eerste keus', titel), …])]`, best first; only rounds with a wish."""
    found = []
    for ronde in aanbod.rondes:
        here = sorted((keuzes[sessie.pk], sessie.titel) for sessie in ronde.sessies if sessie.pk in keuzes)
        if here:
            found.append((ronde, [(Keus(keus).label, titel) for keus, titel in here]))
    return found


def choices_table(meeting: Bijeenkomst, aanbod: Aanbod, rows: Sequence[Keuzerij]) -> Tabel:
    """As a file: a line per guest, and per round a column for each choice."""
    heads = [f"{ronde.titel}: {Keus(keus).label.lower()}" for ronde in aanbod.rondes for keus in Keus.values]
    name = f"keuzes {meeting.korte_titel} {meeting.pilot.gemeente}"
    return Tabel(name, ("Naam", "Organisatie", *heads, "Hoe", "Gekozen op"), [_cells(aanbod, rij) for rij in rows])


def _cells(aanbod: Aanbod, rij: Keuzerij) -> list[Cel]:
    persoon = rij.uitnodiging.persoon
    chosen = [
        ", ".join(sessie.titel for sessie in ronde.sessies if rij.keuzes.get(sessie.pk) == keus)
        for ronde in aanbod.rondes
        for keus in (*EENMALIG, Keus.LIEVER_NIET)
    ]
    return [persoon.naam, str(persoon.organisatie or ""), *chosen, rij.bron_woord or "koos nog niet", rij.op]
