"""How tables and wishes follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt
from pilots.tafels.models import Tafelplaats, Tafelwens


def seat_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """The seat follows, unless the kept person sits in that round already."""
    if Tafelplaats.objects.filter(indeling=row.indeling_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


def wish_of_two(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """A wish stays one of two different people, the lowest key first, and there is one of each pair."""
    other = row.ander if veld == "een" else row.een
    een, ander = sorted([kept, other], key=lambda persoon: persoon.pk)
    same = Tafelwens.objects.filter(een=een, ander=ander, bijeenkomst=row.bijeenkomst_id).exclude(pk=row.pk)
    if een.pk == ander.pk or same.exists():
        journaal.remove(row)
    else:
        journaal.change(row, een=een, ander=ander)


register_leunt("tafels.Tafel", "gastheer")
register_leunt("tafels.Tafelplaats", "persoon", seat_once)
register_leunt("tafels.Tafelwens", "een", wish_of_two)
register_leunt("tafels.Tafelwens", "ander", wish_of_two)
register_leunt("tafels.Tafelwissel", "persoon")
