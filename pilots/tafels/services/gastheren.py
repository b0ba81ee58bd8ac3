"""Who is host at which table: all tables at once, and a proposal for those without one."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from pilots.tafels.gasten import Gast
from pilots.tafels.models import Tafel
from pilots.tafels.services.stoelen import Stoel, refuse_cancelled, seats_now, write_seats
from pilots.tafels.uitleg import aantal_van
from pilots.traject.models import Bijeenkomst, Positie

# Who knows the subject and the people leads a table most easily; a resident is asked, never picked by a list.
LIEVER: dict[str, int] = {Positie.SLEUTELFUNCTIONARIS: 0, Positie.MANAGER: 1, Positie.UITVOEREND_MEDEWERKER: 2}
NOOIT: frozenset[str] = frozenset({Positie.ERVARINGSDESKUNDIGE, Positie.INWONER})


def suggest_hosts(tafels: Sequence[Tafel], gasten: Sequence[Gast]) -> dict[int, int]:
    """A host for each table that has none among who comes: `{tafel: persoon}`, each of another organisation."""
    coming = {one.persoon: one for one in gasten}
    kept = {tafel.pk: tafel.gastheer_id for tafel in tafels if tafel.gastheer_id in coming}
    taken = {nr for nr in kept.values() if nr is not None}
    houses = {coming[nr].organisatie for nr in taken}
    queue = sorted(
        (one for one in gasten if one.persoon not in taken and one.organisatie and one.positie not in NOOIT),
        key=lambda one: (LIEVER.get(one.positie, len(LIEVER)), one.naam, one.persoon),
    )
    first = [one for one in {one.organisatie: one for one in reversed(queue)}.values() if one.organisatie not in houses]
    first.sort(key=queue.index)
    rest = [one for one in queue if one not in first]
    free = iter([*first, *rest])
    found = {tafel.pk: next(free, None) for tafel in tafels if tafel.pk not in kept}
    return {pk: one.persoon for pk, one in found.items() if one is not None}


@transaction.atomic
def set_hosts(meeting: Bijeenkomst, hosts: Mapping[int, int | None], *, by: User) -> None:
    """Give every table its host, by key; where people sit already, a host moves to the own table in every round."""
    refuse_cancelled(meeting)
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    tafels = list(meeting.tafels.all())
    for tafel in tafels:
        tafel.gastheer_id = hosts.get(tafel.pk)
    Tafel.objects.bulk_update(tafels, ["gastheer"])
    count = sum(tafel.gastheer_id is not None for tafel in tafels)
    said = aantal_van(count, "tafel", "tafels")
    record(meeting, "tafels.gastheren.gekozen", f"koos een gastheer voor {said} ({meeting.korte_titel})", by=by)
    own = {tafel.gastheer_id: tafel.pk for tafel in tafels if tafel.gastheer_id is not None}
    for indeling in meeting.indelingen.all():
        indeling.bijeenkomst = meeting
        seats = seats_now(indeling)
        if seats:  # before the first proposal nobody sits: it will seat the hosts
            at_home = {nr: Stoel(pk, nr in seats and seats[nr].is_vast) for nr, pk in own.items()}
            zin = "zette de gastheren aan hun eigen tafel"
            write_seats(indeling, {**seats, **at_home}, zin=zin, versie=indeling.versie, by=by)
