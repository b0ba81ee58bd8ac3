"""What the page of the tables shows: every table with its people, who stands, and what the division is worth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datt.core.text import fold, has_all_words
from pilots.tafels.gasten import Gast
from pilots.tafels.models import Indeling, Tafel, Tafelplaats, Tafelstap
from pilots.tafels.services.vragen import Gegevens, as_guest, names_of, question_of_round
from pilots.tafels.uitleg import aantal_van, unmet
from pilots.tafels.verdelen import new_pairs
from pilots.tafels.vraagstuk import ERVARINGSDESKUNDIGE
from pilots.traject.models import Positie

POSITIES = dict(Positie.choices)


@dataclass(frozen=True, kw_only=True)
class Aanzit:
    """Somebody at a table."""

    persoon: int
    naam: str
    organisatie: str
    positie: str
    is_ervaren: bool
    heeft_nodig: str
    is_vast: bool
    is_gastheer: bool
    komt: bool
    is_gekozen: bool
    is_gevonden: bool = False


@dataclass(frozen=True, kw_only=True)
class Tafelkaart:
    tafel: Tafel
    mensen: Sequence[Aanzit]

    @property
    def vrij(self) -> int:
        return self.tafel.plaatsen_max - len(self.mensen)

    @property
    def gastheer_weg(self) -> bool:
        return self.tafel.gastheer_id is not None and not any(one.is_gastheer for one in self.mensen)


@dataclass(frozen=True, kw_only=True)
class Beeld:
    indeling: Indeling
    rondes: Sequence[Indeling]
    kaarten: Sequence[Tafelkaart]
    staan: Sequence[Aanzit]
    komt_niet: int
    gasten: int
    zinnen: Sequence[str]
    nieuw: int
    paren: int
    gemengd: int
    gekozen: Aanzit | None
    stap: Tafelstap | None
    zoek: str = ""

    @property
    def toon(self) -> Sequence[Tafelkaart]:
        """The tables to show: all, or those of whom was searched for."""
        if not self.zoek:
            return self.kaarten
        return [kaart for kaart in self.kaarten if any(one.is_gevonden for one in kaart.mensen)]

    @property
    def deel_nieuw(self) -> int | None:
        return round(100 * self.nieuw / self.paren) if self.paren else None

    @property
    def tafels_bezet(self) -> int:
        return sum(bool(kaart.mensen) for kaart in self.kaarten)

    @property
    def zitten(self) -> int:
        return sum(len(kaart.mensen) for kaart in self.kaarten)

    @property
    def herstel(self) -> str:
        """Why one would repair, in words; nothing when everybody who comes has a seat."""
        if self.indeling.bijeenkomst.is_held() or not self.zitten or not (self.komt_niet or self.staan):
            return ""
        parts = []
        if self.komt_niet:
            parts.append(
                aantal_van(self.komt_niet, "gast met een plaats komt niet", "gasten met een plaats komen niet")
            )
        if self.staan:
            parts.append(aantal_van(len(self.staan), "gast heeft nog geen plaats", "gasten hebben nog geen plaats"))
        said = " en ".join(parts)
        return f"{said[0].upper()}{said[1:]}."


def picture_of(gegevens: Gegevens, indeling: Indeling, *, gekozen: int | None = None, zoek: str = "") -> Beeld:
    """One round as it stands; `gekozen` was picked up to be moved, `zoek` are words of a name or organisation."""
    seats = gegevens.seats_of(indeling)
    expected = {one.persoon: one for one in gegevens.gasten}
    question = question_of_round(gegevens, indeling)
    seating = {row.persoon_id: row.tafel_id for row in seats if row.persoon_id in expected}
    cards = [
        Tafelkaart(
            tafel=tafel,
            mensen=sorted(
                (_seated(row, expected, gekozen, fold(zoek)) for row in seats if row.tafel_id == tafel.pk),
                key=lambda one: not one.is_gastheer,
            ),
        )
        for tafel in gegevens.tafels
    ]
    seated = {row.persoon_id for row in seats}
    standing = [_standing(one, gekozen) for one in gegevens.gasten if one.persoon not in seated]
    new, crossing = new_pairs(question, seating)
    everybody = [*standing, *(one for card in cards for one in card.mensen)]
    return Beeld(
        indeling=indeling,
        rondes=gegevens.indelingen,
        kaarten=cards,
        staan=standing,
        komt_niet=sum(row.persoon_id not in expected for row in seats),
        gasten=len(gegevens.gasten),
        zinnen=unmet(question, seating, names_of(gegevens)) if seating else [],
        nieuw=new,
        paren=crossing,
        gemengd=sum(_is_mixed(card) for card in cards if card.mensen),
        gekozen=next((one for one in everybody if one.is_gekozen), None),
        stap=indeling.stappen.select_related("door").first(),
        zoek=zoek,
    )


def _is_mixed(card: Tafelkaart) -> bool:
    names = [one.organisatie for one in card.mensen if one.organisatie]
    return len(names) == len(set(names))


def _seated(row: Tafelplaats, expected: dict[int, Gast], gekozen: int | None, words: str) -> Aanzit:
    guest = expected.get(row.persoon_id) or as_guest(row)
    shown = _as_shown(guest, row, komt=row.persoon_id in expected, gekozen=gekozen)
    found = bool(words) and has_all_words(fold(f"{guest.naam} {guest.organisatie_naam}"), words)
    return replace(shown, is_gevonden=found)


def _standing(guest: Gast, gekozen: int | None) -> Aanzit:
    return _as_shown(guest, None, komt=True, gekozen=gekozen)


def _as_shown(guest: Gast, row: Tafelplaats | None, *, komt: bool, gekozen: int | None) -> Aanzit:
    return Aanzit(
        persoon=guest.persoon,
        naam=guest.naam,
        organisatie=guest.organisatie_naam,
        positie=POSITIES.get(guest.positie, ""),
        is_ervaren=guest.positie == ERVARINGSDESKUNDIGE,
        heeft_nodig=guest.toegang.strip(),
        is_vast=row is not None and row.is_vast,
        is_gastheer=row is not None and row.tafel.gastheer_id == guest.persoon,
        komt=komt,
        is_gekozen=guest.persoon == gekozen,
    )
