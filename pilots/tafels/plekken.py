"""Where somebody sits, for badges, table cards, the check-in and the guest's own page."""

from collections import defaultdict
from collections.abc import Mapping

from pilots.tafels.models import Tafel, Tafelplaats
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
    rows = Tafelplaats.objects.fixed().filter(indeling__bijeenkomst=bijeenkomst, persoon=persoon)
    found = {row.indeling.ronde: row.tafel for row in rows.select_related("tafel", "indeling")}
    return seat_words(found) if found else None


def seat_words(tafels: Mapping[int, Tafel]) -> str:
    """The tables of one person in words, as `seats_of` gives them."""
    if len(tafels) == 1:
        return str(next(iter(tafels.values())))
    return ", ".join(f"ronde {ronde}: tafel {tafel.nummer}" for ronde, tafel in sorted(tafels.items()))
