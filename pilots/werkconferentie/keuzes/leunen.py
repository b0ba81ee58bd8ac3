"""How wishes follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt
from pilots.werkconferentie.keuzes.models import Voorkeur


def wish_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """What the kept person wished for a session goes before."""
    if Voorkeur.objects.filter(sessie=row.sessie_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


register_leunt("keuzes.Voorkeur", "persoon", wish_once)
