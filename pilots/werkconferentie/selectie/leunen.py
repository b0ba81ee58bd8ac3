"""How lots and choices follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt
from pilots.werkconferentie.selectie.models import Lot, Selectiekeuze


def choose_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """What was chosen for the kept person goes before."""
    if Selectiekeuze.objects.filter(selectie=row.selectie_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


def keep_own_lot(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """The lot follows, unless the kept person has one in that draw: a draw that was held does not change."""
    if not Lot.objects.filter(loting=row.loting_id, persoon=kept).exists():
        journaal.change(row, persoon=kept)


register_leunt("selectie.Selectiekeuze", "persoon", choose_once)
register_leunt("selectie.Lot", "persoon", keep_own_lot)
