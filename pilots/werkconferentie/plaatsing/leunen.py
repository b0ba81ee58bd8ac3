"""How places follow when two records of one person become one."""

from typing import Any

from pilots.keten.leunen import Journaal, register_leunt
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verteld


def place_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """The place follows, unless the kept person has one in that round already."""
    if Plaatsing.objects.filter(verdeling=row.verdeling_id, ronde=row.ronde_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


def told_once(journaal: Journaal, row: Any, kept: Any, veld: str) -> None:
    """What the kept person was told goes before."""
    if Verteld.objects.filter(verdeling=row.verdeling_id, persoon=kept).exists():
        journaal.remove(row)
    else:
        journaal.change(row, persoon=kept)


register_leunt("plaatsing.Plaatsing", "persoon", place_once)
register_leunt("plaatsing.Verdeelwissel", "persoon")
register_leunt("plaatsing.Verteld", "persoon", told_once)
