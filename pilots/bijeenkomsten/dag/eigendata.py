"""What the door and the badges keep about a guest."""

from datt.core import dates
from pilots.bijeenkomsten.dag.models import Aanwezigheid, Badgekeuze
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.traject.models import Persoon


def _kept(persoon: Persoon) -> Gegevens | None:
    rows = Aanwezigheid.objects.standing().filter(persoon=persoon).select_related("bijeenkomst")
    lines = []
    for one in rows.order_by("binnen_op"):
        said = f", u noemde {one.opgegeven_organisatie}" if one.opgegeven_organisatie else ""
        lines.append((one.bijeenkomst.korte_titel, f"binnen op {dates.moment(one.binnen_op)}{said}"))
    return Gegevens(
        kop="Wanneer u er was",
        waarom="Om te weten wie er binnen is, en hoeveel mensen er waren.",
        bewaard_tot="Zo lang als uw andere gegevens. Daarna blijft alleen dat er iemand was.",
        regels=lines,
    )


def _forget(persoon: Persoon) -> None:
    """That somebody was there stays, for the counts; no badge is printed for them again."""
    for chosen in Badgekeuze.objects.filter(personen=persoon):
        chosen.personen.remove(persoon)


register_databron(Databron(key="dag", lees=_kept, wis=_forget))
