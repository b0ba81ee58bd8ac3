"""What this app adds to inviting: a link above the guests, the order of who waits, and what is kept about a guest."""

from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.bijeenkomsten.uitnodigen.gastenmenu import Menupunt, register_menupunt
from pilots.bijeenkomsten.uitnodigen.volgorde import Volgorde, register_volgorde
from pilots.traject.models import Persoon
from pilots.werkconferentie.selectie.models import Lot, Selectiekeuze
from pilots.werkconferentie.selectie.services.volgorde import explain, ranked


def _kept(persoon: Persoon) -> Gegevens | None:
    lots = Lot.objects.filter(persoon=persoon).select_related("loting__selectie__bijeenkomst").order_by("pk")
    choices = Selectiekeuze.objects.filter(persoon=persoon).select_related("selectie__bijeenkomst").order_by("pk")
    lines = [
        (f"{one.loting.selectie.bijeenkomst.korte_titel}, loting {one.loting.nummer}", _result(one)) for one in lots
    ]
    lines += [(one.selectie.bijeenkomst.korte_titel, f"{one.get_soort_display()}: {one.reden}") for one in choices]
    if not lines:
        return None
    return Gegevens(
        kop="Loting van de plaatsen",
        waarom="Er waren meer mensen dan plaatsen. Met uw nummer kunt u de loting narekenen.",
        bewaard_tot="Zo lang als uw andere gegevens. Daarna blijft het nummer staan, zonder uw naam.",
        regels=lines,
    )


def _result(lot: Lot) -> str:
    return f"uw nummer is {lot.nummer}. {lot.reden if lot.loting.getrokken_op else 'Er is nog niet geloot.'}"


def _forget(persoon: Persoon) -> None:
    """A draw stays as it was held, with a number; what a facilitator wrote about them goes."""
    Selectiekeuze.objects.filter(persoon=persoon).delete()
    pinned = Lot.objects.filter(persoon=persoon, plek=None)
    pinned.update(reden="")


register_databron(Databron(key="selectie", lees=_kept, wis=_forget))
register_menupunt(
    Menupunt(
        key="mengregel",
        label="Kies met een mengregel",
        url_name="selectie:selectie_detail",
        uitleg="Meer mensen dan plaatsen? Laat een regel en een eerlijke loting kiezen.",
    )
)
register_volgorde(Volgorde(rang=ranked, uitleg=explain))
