"""What all rounds together are worth, for the page that shows the totals."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datt.core.grafieken import Balken, bars
from pilots.tafels.models import Indeling, Tafel
from pilots.tafels.services.rondes import is_over, versions_of
from pilots.tafels.services.vragen import Gegevens, question_of
from pilots.tafels.telling import Telling, count_rounds
from pilots.tafels.tijden import Tafeltijd, times_of
from pilots.tafels.uitleg import aantal_van, getal_woord
from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Rondebeeld:
    """One round: how many sit, who of those who come stands, and who of those who sit does not come."""

    indeling: Indeling
    tijd: Tafeltijd | None
    zitten: int
    staan: int
    komt_niet: int

    @property
    def is_voorbij(self) -> bool:
        return is_over(self.tijd)


@dataclass(frozen=True, kw_only=True)
class Rondesbeeld:
    rondes: Sequence[Rondebeeld]
    versies: str
    gasten: int
    zinnen: Sequence[str]
    spreiding: Balken | None
    zonder_gastheer: Sequence[Tafel]
    tafels: int
    herstel: str

    @property
    def is_vast(self) -> bool:
        return all(one.indeling.is_fixed for one in self.rondes)

    @property
    def is_deels_vast(self) -> bool:
        return any(one.indeling.is_fixed for one in self.rondes)

    @property
    def is_verdeeld(self) -> bool:
        return any(one.zitten for one in self.rondes)

    @property
    def is_overal_verdeeld(self) -> bool:
        return all(one.zitten for one in self.rondes)


def rounds_picture(meeting: Bijeenkomst, gegevens: Gegevens) -> Rondesbeeld:
    """Every round, and in sentences what they add up to for who is expected."""
    times = times_of(meeting, len(gegevens.indelingen))
    expected = {one.persoon for one in gegevens.gasten}
    rounds, seatings = [], []
    for one in gegevens.indelingen:
        seats = {row.persoon_id: row.tafel_id for row in gegevens.seats_of(one)}
        coming = seats.keys() & expected
        rounds.append(
            Rondebeeld(
                indeling=one,
                tijd=times.get(one.ronde),
                zitten=len(seats),
                staan=len(expected) - len(coming) if seats else 0,
                komt_niet=len(seats) - len(coming),
            )
        )
        seatings.append(seats)
    vraag = question_of(gegevens, gegevens.gasten, kennen=gegevens.kennen, vast={}, zaad=0)
    count = count_rounds(vraag, seatings)
    return Rondesbeeld(
        rondes=rounds,
        versies=versions_of(gegevens.indelingen),
        gasten=len(expected),
        zinnen=sentences_of(count) if count.ontmoet else [],
        spreiding=_spread(count),
        zonder_gastheer=[one for one in gegevens.tafels if one.gastheer_id not in expected],
        tafels=len(gegevens.tafels),
        herstel="" if meeting.is_held() else _why_repair(rounds),
    )


def _spread(count: Telling) -> Balken | None:
    """How many guests meet how many new people, the most first."""
    if not count.ontmoet:
        return None
    found = Counter(count.ontmoet.values())
    return bars([(f"{nr} nieuwe mensen", found[nr]) for nr in sorted(found, reverse=True)])


def sentences_of(count: Telling) -> list[str]:
    """The totals in plain words."""
    many, most = comma(count.gemiddeld), comma(count.gemiddeld_hooguit)
    return [
        f"Iedere gast ontmoet gemiddeld {many} van hooguit {most} nieuwe mensen.",
        _times(
            count.nogmaals,
            f"zitten dezelfde twee mensen nog eens bij elkaar{_because_of_access(count)}",
            "Niemand treft iemand twee keer.",
        ),
        _times(
            count.eerder,
            "zitten twee mensen bij elkaar die al eens samen aan een tafel zaten",
            "Niemand zit bij iemand van een tafel van een eerdere bijeenkomst.",
        ),
        _times(
            count.collega,
            "zitten twee mensen van één organisatie aan een tafel terwijl het anders kon",
            "Nergens zitten twee mensen van één organisatie aan een tafel als het anders kon.",
        ),
    ]


def _because_of_access(count: Telling) -> str:
    if not count.nogmaals_toegang:
        return ""
    part = "" if count.nogmaals_toegang == count.nogmaals else f"{getal_woord(count.nogmaals_toegang)} keer "
    return f", {part}omdat zij een tafel dicht bij de deur of op een rustige plek nodig hebben"


def _times(often: int, what: str, never: str) -> str:
    return f"{getal_woord(often).capitalize()} keer {what}." if often else never


def comma(value: float) -> str:
    """'14,2', and '15' without a part behind the comma."""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _why_repair(rounds: Sequence[Rondebeeld]) -> str:
    """Why one would repair, in words; nothing when in every round to come everybody has a seat."""
    open_rounds = [one for one in rounds if one.zitten and not one.is_voorbij]
    gone = max((one.komt_niet for one in open_rounds), default=0)
    stand = max((one.staan for one in open_rounds), default=0)
    parts = []
    if gone:
        parts.append(aantal_van(gone, "gast met een plaats komt niet", "gasten met een plaats komen niet"))
    if stand:
        parts.append(aantal_van(stand, "gast heeft nog geen plaats", "gasten hebben nog geen plaats"))
    said = " en ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
