"""How invitations and personal links follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt


def follow_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """The invitation follows, unless the kept person has one for the same meeting: then that one stands."""
    if kept.uitnodigingen.filter(bijeenkomst=row.bijeenkomst_id).exists():
        return
    journaal.change(row, **{veld: kept})


def stay_behind(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """A link is of who it was mailed to; it stops working with the record that went."""


register_leunt("uitnodigen.Uitnodiging", "persoon", follow_once)
register_leunt("uitnodigen.Gastlink", "persoon", stay_behind)
