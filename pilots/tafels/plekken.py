"""Where somebody sits, for badges, table cards, the check-in and the guest's own page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pilots.tafels.models import Tafel, Tafelplaats
from pilots.tafels.tijden import Tafeltijd, times_of
from pilots.traject.models import Bijeenkomst, Persoon


def seats_of(bijeenkomst: Bijeenkomst) -> Mapping[int, dict[int, Tafel]]:
    """The table of every seated person in each fixed round, in one query: `{persoon_id: {ronde: Tafel}}`.

    Drafts are not in it: a guest never sees a seat that may still change.
    """
    seats: dict[int, dict[int, Tafel]] = defaultdict(dict)
    rows = Tafelplaats.objects.fixed().filter(indeling__bijeenkomst=bijeenkomst).select_related("tafel", "indeling")
    for row in rows.order_by("indeling__ronde"):
        seats[row.persoon_id][row.indeling.ronde] = row.tafel
    return dict(seats)


def seat_of(persoon: Persoon, bijeenkomst: Bijeenkomst) -> str | None:
    """'Tafel 4', with more rounds 'ronde 1: tafel 4, ronde 2: tafel 7', or None when nothing is fixed yet."""
    found = _own_seats(persoon, bijeenkomst)
    return seat_words(found) if found else None


def _own_seats(persoon: Persoon, bijeenkomst: Bijeenkomst) -> dict[int, Tafel]:
    rows = Tafelplaats.objects.fixed().filter(indeling__bijeenkomst=bijeenkomst, persoon=persoon)
    return {row.indeling.ronde: row.tafel for row in rows.select_related("tafel", "indeling")}


def seat_words(tafels: Mapping[int, Tafel]) -> str:
    """The tables of one person in words, as `seats_of` gives them."""
    if len(tafels) == 1:
        return str(next(iter(tafels.values())))
    if len({tafel.pk for tafel in tafels.values()}) == 1:  # a host
        *first, last = sorted(tafels)
        return f"{next(iter(tafels.values()))}, ronde {', '.join(map(str, first))} en {last}"
    return ", ".join(f"ronde {ronde}: tafel {tafel.nummer}" for ronde, tafel in sorted(tafels.items()))


@dataclass(frozen=True, kw_only=True)
class Rondeplek:
    """Where one person sits in one round; `tijd` is None when the programme does not say when."""

    ronde: int
    tafel: Tafel
    tijd: Tafeltijd | None
    is_gastheer: bool


def round_seats(persoon: Persoon, bijeenkomst: Bijeenkomst) -> list[Rondeplek]:
    """The table of somebody in every fixed round, in order, for their own page; empty when nothing is fixed."""
    found = _own_seats(persoon, bijeenkomst)
    times = times_of(bijeenkomst, bijeenkomst.indelingen.count()) if found else {}
    return [
        Rondeplek(ronde=ronde, tafel=tafel, tijd=times.get(ronde), is_gastheer=tafel.gastheer_id == persoon.pk)
        for ronde, tafel in sorted(found.items())
    ]
