"""What came of a draw: for who invites with the names, for everybody of the pilot with numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from datt.core.lists import one_of, words_of
from datt.core.tabellen import Cel, Tabel
from datt.core.text import fold, has_all_words
from pilots.werkconferentie.selectie.invoer import from_data, texts_of
from pilots.werkconferentie.selectie.loten import Opdracht, Uitkomst, lot_of
from pilots.werkconferentie.selectie.models import Lot, Loting
from pilots.werkconferentie.selectie.strata import Stratum, strata_of

TONEN = {"": "Iedereen", "komt": "Wie komt", "reserve": "De reservelijst", "niet": "Wie niet meedoet"}
STAAT_VAST, DOET_NIET_MEE = "Staat vast.", "Doet niet mee aan de loting."


@dataclass(frozen=True)
class Uitslag:
    """A draw with its rule; `uitkomst` is None as long as nothing was drawn."""

    loting: Loting
    opdracht: Opdracht
    uitkomst: Uitkomst | None

    @cached_property
    def strata(self) -> list[tuple[str, Stratum]]:
        """Each rule in words, with what was wanted, possible and reached."""
        texts = texts_of(self.loting.invoer)
        return [(texts[one.regel.nr], one) for one in strata_of(self.opdracht, self.uitkomst)]

    @property
    def komen(self) -> int:
        return len(self.uitkomst.gekozen) if self.uitkomst else 0

    @property
    def reserve(self) -> int:
        return len(self.uitkomst.reserve) if self.uitkomst else 0

    @property
    def vast(self) -> int:
        return sum(one.is_vast for one in self.opdracht.deelnemers)

    @property
    def niet(self) -> int:
        return len(self.opdracht.kandidaten) - len(self.opdracht.deelnemers)

    @property
    def gehaald(self) -> int:
        return sum(not one.te_weinig and not one.te_veel for _, one in self.strata)


def result_of_loting(loting: Loting) -> Uitslag:
    """The draw as it was kept; nothing is drawn anew here."""
    order = None
    if loting.getrokken_op is not None:
        rows = loting.loten.order_by("plek").values_list("nummer", "plek", "is_gekozen")
        order = Uitkomst(
            gekozen=frozenset(nr for nr, _, is_chosen in rows if is_chosen),
            volgorde=tuple(nr for nr, plek, _ in rows if plek is not None),
        )
    return Uitslag(loting, from_data(loting.invoer), order)


@dataclass(frozen=True)
class Lotvraag:
    """Which lots the page shows."""

    woorden: str = ""
    toon: str = ""

    @classmethod
    def read(cls, query: Any) -> "Lotvraag":
        return cls(woorden=words_of(query), toon=one_of(query, "toon", TONEN))

    def fits(self, lot: Lot) -> bool:
        words, persoon = fold(self.woorden), lot.persoon
        return (not self.toon or kind_of(lot) == self.toon) and (
            not words or has_all_words(fold(f"{persoon.naam} {persoon.organisatie or ''} {lot.nummer}"), words)
        )

    def is_empty(self) -> bool:
        return self == Lotvraag()


def kind_of(lot: Lot) -> str:
    if lot.is_gekozen:
        return "komt"
    return "reserve" if lot.plek is not None else "niet"


def lots_of(loting: Loting, vraag: Lotvraag) -> list[Lot]:
    """Those that fit: first who comes, then the reserve list in its order."""
    rank = {"komt": 0, "reserve": 1, "niet": 2}
    found = [one for one in loting.loten.with_persoon() if vraag.fits(one)]
    return sorted(found, key=lambda one: (rank[kind_of(one)], one.plek or 0, one.nummer))


def without_names(loting: Loting) -> Tabel:
    """Every number with its lot, its place and its sentence; why somebody was pinned is of who arranges it."""
    rows: list[list[Cel]] = [
        [
            one.nummer,
            lot_of(loting.zaad, one.nummer) if one.plek is not None else "",
            one.plek,
            one.is_gekozen,
            public_reason(one),
        ]
        for one in loting.loten.order_by("nummer")
    ]
    name = f"loting {loting.nummer} {loting.selectie.bijeenkomst.korte_titel}"
    return Tabel(name, ("Nummer", "Lot", "Plek in de loting", "Komt", "Waarom"), rows)


def public_reason(lot: Lot) -> str:
    if lot.plek is not None:
        return lot.reden
    return STAAT_VAST if lot.is_gekozen else DOET_NIET_MEE


def with_names(loting: Loting, lots: Sequence[Lot]) -> Tabel:
    rows: list[list[Cel]] = [
        [
            one.nummer, one.persoon.naam, str(one.persoon.organisatie or ""),
            one.persoon.get_positie_display() if one.persoon.positie else "",
            TONEN[kind_of(one)], one.plek, one.reden, one.opgeroepen_om,
        ]
        for one in lots
    ]  # fmt: skip
    head = ("Nummer", "Naam", "Organisatie", "Positie", "Uitslag", "Plek in de loting", "Waarom", "Opgeroepen")
    return Tabel(f"uitslag loting {loting.nummer} {loting.selectie.bijeenkomst.korte_titel}", head, rows)


def public_data(uitslag: Uitslag) -> dict[str, Any]:
    """All that somebody needs to work it out again, without names."""
    outcome = uitslag.uitkomst
    return {
        "zo_rekent_u_het_na": [
            "Het zaad is sha256 van 'invoer', geschreven als JSON: namen op alfabet, zonder spaties, in UTF-8.",
            "Het lot van een nummer is sha256 van: het zaad, een streepje, het nummer. Het laagste lot gaat voor.",
            "Wie vast staat, komt. De anderen staan op volgorde van hun lot.",
            "Eerst telt: zo weinig mogelijk mensen te weinig voor 'minstens'. Dan: zoveel mogelijk plaatsen gevuld.",
            "Dan: elk deel naar beneden of naar boven afgerond. En dan: wie hoger staat in de loting, gaat voor.",
        ],
        "zaad": uitslag.loting.zaad,
        "invoer": uitslag.loting.invoer,
        "uitkomst": {"gekozen": sorted(outcome.gekozen), "volgorde": list(outcome.volgorde)} if outcome else None,
    }
