"""How the members of a group follow when two records of one person become one."""

from pilots.keten.leunen import Journaal, register_leunt
from pilots.traject.models import Persoon
from verbeterplannen.plannen.models import Functie, Plangroeplid

ZWAARTE = [Functie.LID, Functie.VERVANGER, Functie.TREKKER]


def merge_lid(journaal: Journaal, row: Plangroeplid, kept: Persoon, veld: str) -> None:
    """Somebody is in a group once, with the heaviest of both functions."""
    twin = Plangroeplid.objects.filter(groep_id=row.groep_id, persoon=kept).first()
    if twin is None:
        journaal.change(row, persoon=kept)
        return
    journaal.remove(row)
    heaviest = max(row.functie, twin.functie, key=lambda functie: ZWAARTE.index(Functie(functie)))
    if heaviest != twin.functie:
        journaal.change(twin, functie=heaviest)


register_leunt("plannen.Plangroeplid", "persoon", merge_lid)
