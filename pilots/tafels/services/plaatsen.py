"""Seat one person, let two swap, pin somebody, and change one table."""

from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.tafels.models import Indeling, Tafel
from pilots.tafels.services.stoelen import Stoel, refuse_cancelled, seats_now, write_seats
from pilots.traject.models import Persoon


def seat(indeling: Indeling, persoon: Persoon, tafel: Tafel, *, versie: int, by: User) -> str:
    """Put somebody at this table; who was pinned stays pinned, now there."""
    wanted = seats_now(indeling)
    wanted[persoon.pk] = Stoel(tafel.pk, persoon.pk in wanted and wanted[persoon.pk].is_vast)
    zin = f"zette {persoon} aan tafel {tafel.nummer}"
    write_seats(indeling, wanted, zin=zin, versie=versie, by=by)
    return zin


def swap(indeling: Indeling, persoon: Persoon, ander: Persoon, *, versie: int, by: User) -> str:
    """Each gets the seat of the other; who had none takes the seat, and the other stands."""
    wanted = seats_now(indeling)
    one, other = wanted.pop(persoon.pk, None), wanted.pop(ander.pk, None)
    if other is not None:
        wanted[persoon.pk] = Stoel(other.tafel, one is not None and one.is_vast)
    if one is not None:
        wanted[ander.pk] = Stoel(one.tafel, other is not None and other.is_vast)
    zin = f"wisselde {persoon} en {ander}"
    write_seats(indeling, wanted, zin=zin, versie=versie, by=by)
    return zin


def take_away(indeling: Indeling, persoon: Persoon, *, versie: int, by: User) -> str:
    """Give up the seat of somebody."""
    wanted = seats_now(indeling)
    wanted.pop(persoon.pk, None)
    zin = f"haalde {persoon} van tafel"
    write_seats(indeling, wanted, zin=zin, versie=versie, by=by)
    return zin


def pin(indeling: Indeling, persoon: Persoon, *, versie: int, by: User) -> str:
    """Let somebody keep this seat in every proposal, or no longer."""
    wanted = seats_now(indeling)
    if persoon.pk not in wanted:
        raise TransitionError(f"{persoon} heeft nog geen plaats. Zet {persoon} eerst aan een tafel.")
    was = wanted[persoon.pk]
    wanted[persoon.pk] = Stoel(was.tafel, not was.is_vast)
    zin = f"maakte de plaats van {persoon} weer vrij" if was.is_vast else f"gaf {persoon} een vaste plaats"
    write_seats(indeling, wanted, zin=zin, versie=versie, by=by)
    return zin


@transaction.atomic
def change_table(tafel: Tafel, values: dict[str, Any], *, by: User) -> None:
    """Its name, size, place and host; a host has one table, and sits there in every round."""
    refuse_cancelled(tafel.bijeenkomst)
    host = values.get("gastheer")
    if host is not None:
        tafel.bijeenkomst.tafels.filter(gastheer=host).exclude(pk=tafel.pk).update(gastheer=None)
    for name, value in values.items():
        setattr(tafel, name, value)
    tafel.save(update_fields=list(values))
    record(tafel, "tafels.tafel.gewijzigd", f"paste {tafel} aan ({tafel.bijeenkomst.korte_titel})", by=by)
    if host is not None:
        _seat_host(tafel, host, by=by)


def _seat_host(tafel: Tafel, host: Persoon, *, by: User) -> None:
    for indeling in tafel.bijeenkomst.indelingen.all():
        indeling.bijeenkomst = tafel.bijeenkomst
        now = seats_now(indeling)
        # Before the first proposal nobody sits: it will seat the host.
        if now and (host.pk not in now or now[host.pk].tafel != tafel.pk):
            seat(indeling, host, tafel, versie=indeling.versie, by=by)
