"""How wishes follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt
from pilots.werkconferentie.keuzes.models import EENMALIG, Keuzebeurt, Keuzeformulier, Voorkeur


def wish_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """What the kept person chose for a meeting goes before: two half choices are no choice of anybody."""
    meeting = row.sessie.ronde.bijeenkomst_id
    mine = Voorkeur.objects.filter(persoon=kept, sessie__ronde=row.sessie.ronde_id)
    taken = mine.filter(sessie=row.sessie_id)
    if row.keus in EENMALIG:
        taken = taken | mine.filter(keus=row.keus)
    if Keuzebeurt.objects.filter(bijeenkomst=meeting, persoon=kept).exists() or taken.exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


def turn_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    if Keuzebeurt.objects.filter(bijeenkomst=row.bijeenkomst_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


def form_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """One person has one form; the other stays behind, and its code opens that of the kept person."""
    if not Keuzeformulier.objects.filter(bijeenkomst=row.bijeenkomst_id, persoon=kept).exists():
        journaal.change(row, persoon=kept)


# In this order: whether the kept person chose is asked before the turn of the other moves.
register_leunt("keuzes.Voorkeur", "persoon", wish_once)
register_leunt("keuzes.Keuzebeurt", "persoon", turn_once)
register_leunt("keuzes.Keuzeformulier", "persoon", form_once)
