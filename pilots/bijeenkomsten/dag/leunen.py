"""How attendance follows when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt, stay


def follow_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """Attendance follows, unless the kept person is counted for that part already."""
    if kept.aanwezigheden.standing().filter(bijeenkomst=row.bijeenkomst_id, dagdeel=row.dagdeel).exists():
        return
    journaal.change(row, **{veld: kept})


register_leunt("dag.Aanwezigheid", "persoon", follow_once)
register_leunt("dag.Badgekeuze_personen", "persoon", stay)
