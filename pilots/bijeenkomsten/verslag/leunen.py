"""How what people wrote and chose after a meeting follows when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt


def _once(related: str) -> Any:
    """The row follows, unless the kept person has one for the same meeting: then that one stands."""

    def follow_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
        if not getattr(kept, related).filter(bijeenkomst=row.bijeenkomst_id).exists():
            journaal.change(row, **{veld: kept})

    return follow_once


register_leunt("verslag.Verslagopmerking", "persoon")
register_leunt("verslag.Evaluatiebeurt", "persoon", _once("evaluatiebeurten"))
register_leunt("verslag.EigenActie", "persoon", _once("eigen_acties"))
