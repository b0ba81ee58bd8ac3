"""How workshops follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt
from pilots.werkconferentie.programma.models import Begeleiding


def lead_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """Who leads a workshop twice leads it once."""
    if Begeleiding.objects.filter(workshop=row.workshop_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


register_leunt("programma.Workshop", "organisatie")
register_leunt("programma.Workshop", "indiener")
register_leunt("programma.Begeleiding", "persoon", lead_once)
