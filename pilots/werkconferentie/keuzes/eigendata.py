"""What this app keeps about a guest: what they chose."""

from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.traject.models import Persoon
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Keuzeformulier, Voorkeur


def _kept(persoon: Persoon) -> Gegevens | None:
    wishes = Voorkeur.objects.filter(persoon=persoon).select_related("sessie__workshop", "sessie__ronde__bijeenkomst")
    ordered = wishes.order_by("sessie__ronde__bijeenkomst__datum", "sessie__ronde__begint_om", "keus")
    lines = [(_where(one), f"{one.get_keus_display()}: {one.sessie.workshop}") for one in ordered]
    turns = Keuzebeurt.objects.filter(persoon=persoon).select_related("bijeenkomst")
    lines += [
        (f"Gekozen voor {turn.bijeenkomst.korte_titel}", f"{turn.get_bron_display()}, {dates.moment(turn.op)}")
        for turn in turns
    ]
    forms = Keuzeformulier.objects.filter(persoon=persoon).select_related("bijeenkomst")
    lines += [
        (f"Keuzeformulier op papier voor {form.bijeenkomst.korte_titel}", form.get_status_display().lower())
        for form in forms
    ]
    if not lines:
        return None
    return Gegevens(
        kop="Wat u koos",
        waarom="Om u een plaats te geven in een workshop waar u graag heen gaat.",
        bewaard_tot="Zo lang als uw andere gegevens.",
        regels=lines,
    )


def _where(wish: Voorkeur) -> str:
    return f"{wish.sessie.ronde.bijeenkomst.korte_titel}, {wish.sessie.ronde}"


def _forget(persoon: Persoon) -> None:
    Voorkeur.objects.filter(persoon=persoon).delete()
    Keuzebeurt.objects.filter(persoon=persoon).delete()
    Keuzeformulier.objects.filter(persoon=persoon).delete()


register_databron(Databron(key="keuzes", lees=_kept, wis=_forget))
