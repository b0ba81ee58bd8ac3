"""Put what the database knows of a meeting into the question that is divided or repaired."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pilots.tafels.gasten import Gast, guests_of
from pilots.tafels.models import Indeling, Tafel, Tafelplaats, Tafelwens, Wenssoort
from pilots.tafels.services.herinnering import met_before
from pilots.tafels.uitleg import Namen
from pilots.tafels.vraagstuk import Iemand, Pair, Tafelmaat, Vraagstuk, pair, pairs_at
from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Gegevens:
    """Everything about the tables of one meeting, fetched once."""

    gasten: Sequence[Gast]
    tafels: Sequence[Tafel]
    indelingen: Sequence[Indeling]
    plaatsen: Sequence[Tafelplaats]
    wensen: Sequence[Tafelwens]
    kennen: Counter[Pair]

    def seats_of(self, indeling: Indeling) -> list[Tafelplaats]:
        return [one for one in self.plaatsen if one.indeling_id == indeling.pk]

    def known_for(self, indeling: Indeling, *, fixed_only: bool = False) -> Counter[Pair]:
        """Who met before: at earlier meetings, and in the other rounds of this one."""
        known = Counter(self.kennen)
        for other in self.indelingen:
            if other.pk != indeling.pk and (other.is_fixed or not fixed_only):
                known.update(pairs_at({one.persoon_id: one.tafel_id for one in self.seats_of(other)}))
        return known


def fetch(meeting: Bijeenkomst, gasten: Sequence[Gast] | None = None) -> Gegevens:
    """The same number of queries for any number of people; `gasten` when somebody else knows who comes."""
    tafels = list(meeting.tafels.select_related("gastheer"))
    indelingen = list(meeting.indelingen.all())
    for indeling in indelingen:
        indeling.bijeenkomst = meeting
    plaatsen = list(Tafelplaats.objects.filter(indeling__bijeenkomst=meeting).with_everything())
    gasten = gasten or guests_of(meeting) or [as_guest(row) for row in _one_each(plaatsen)]
    return Gegevens(
        gasten=gasten,
        tafels=tafels,
        indelingen=indelingen,
        plaatsen=plaatsen,
        wensen=list(Tafelwens.objects.for_meeting(meeting).with_people()),
        kennen=met_before(meeting.pilot, without=meeting),
    )


def _one_each(plaatsen: Iterable[Tafelplaats]) -> list[Tafelplaats]:
    return list({row.persoon_id: row for row in plaatsen}.values())


def as_guest(row: Tafelplaats) -> Gast:
    """Somebody with a seat, also when the list of guests does not name them (any more)."""
    persoon = row.persoon
    return Gast(
        persoon=persoon.pk,
        naam=persoon.naam,
        organisatie=persoon.organisatie_id,
        organisatie_naam=persoon.organisatie.naam if persoon.organisatie else "",
        positie=persoon.positie,
    )


def question_of(
    gegevens: Gegevens, gasten: Sequence[Gast], *, kennen: Mapping[Pair, int], vast: Mapping[int, int], zaad: int
) -> Vraagstuk:
    """Tables are named by their key, so that a seating can be written as it is."""
    return Vraagstuk(
        mensen=tuple(
            Iemand(nr=one.persoon, organisatie=one.organisatie, positie=one.positie, toegang=bool(one.toegang.strip()))
            for one in gasten
        ),
        tafels=tuple(
            Tafelmaat(
                nr=tafel.pk,
                minimum=tafel.plaatsen_min,
                maximum=tafel.plaatsen_max,
                gastheer=tafel.gastheer_id,
                makkelijk=tafel.is_makkelijk,
            )
            for tafel in gegevens.tafels
        ),
        vast=vast,
        niet_samen=_wished(gegevens, Wenssoort.NIET_SAMEN),
        samen=_wished(gegevens, Wenssoort.SAMEN, moet=False),
        samen_moet=_wished(gegevens, Wenssoort.SAMEN, moet=True),
        kennen=kennen,
        zaad=zaad,
    )


def _wished(gegevens: Gegevens, soort: Wenssoort, *, moet: bool | None = None) -> frozenset[Pair]:
    return frozenset(
        pair(wens.een_id, wens.ander_id)
        for wens in gegevens.wensen
        if wens.soort == soort and (moet is None or wens.moet == moet)
    )


def question_of_round(gegevens: Gegevens, indeling: Indeling) -> Vraagstuk:
    """The round as it stands now, with who is expected."""
    vast = {row.persoon_id: row.tafel_id for row in gegevens.seats_of(indeling) if row.is_vast}
    known = gegevens.known_for(indeling)
    return question_of(gegevens, gegevens.gasten, kennen=known, vast=vast, zaad=indeling.zaad)


def names_of(gegevens: Gegevens) -> Namen:
    guests = [*(as_guest(row) for row in gegevens.plaatsen), *gegevens.gasten]
    people = {wens.een_id: wens.een.naam for wens in gegevens.wensen}
    people |= {wens.ander_id: wens.ander.naam for wens in gegevens.wensen}
    return Namen(
        mensen=people | {one.persoon: one.naam for one in guests},
        organisaties={one.organisatie: one.organisatie_naam for one in guests if one.organisatie is not None},
        tafels={tafel.pk: f"tafel {tafel.nummer}" for tafel in gegevens.tafels},
    )
