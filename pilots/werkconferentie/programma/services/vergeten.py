"""What the programme keeps about somebody: what they proposed and lead; and how it goes when they ask for it."""

from typing import Any

from pilots.bijeenkomsten.uitnodigen.eigendata import Gegevens
from pilots.traject.models import Persoon
from pilots.traject.models.bijeenkomst import HELD
from pilots.werkconferentie.programma.models import Begeleiding, Programmaversie, Workshop, WorkshopStatus

IEMAND = "iemand"


def kept_of(persoon: Persoon) -> Gegevens | None:
    """The workshops they proposed and lead; None when there are none."""
    proposed = Workshop.objects.filter(indiener=persoon).select_related("bijeenkomst")
    leads = Begeleiding.objects.filter(persoon=persoon).select_related("workshop__bijeenkomst")
    lines = [(f"U stelde voor, bij {one.bijeenkomst.korte_titel}", one.titel) for one in proposed]
    lines += [(f"U begeleidt, bij {one.workshop.bijeenkomst.korte_titel}", one.workshop.titel) for one in leads]
    if not lines:
        return None
    return Gegevens(
        kop="Uw workshops",
        waarom="Om te weten wie een workshop voorstelde en wie hem begeleidt. Gasten lezen de naam in het programma.",
        bewaard_tot="Zo lang als uw andere gegevens.",
        regels=lines,
    )


def still_leads(persoon: Persoon) -> str:
    """Why the name cannot go yet: somebody comes to their workshop."""
    leads = Begeleiding.objects.filter(persoon=persoon, workshop__status=WorkshopStatus.AANGENOMEN)
    names = [f"‘{one.workshop}’" for one in leads.exclude(workshop__bijeenkomst__status__in=HELD)]
    return f"U begeleidt nog een workshop: {', '.join(names)}." if names else ""


def leave_programme(persoon: Persoon) -> None:
    """Their workshops stay, of nobody; the programmes that guests saw say 'iemand' where their name stood."""
    Begeleiding.objects.filter(persoon=persoon).delete()
    Workshop.objects.filter(indiener=persoon).update(indiener=None)
    for workshop in Workshop.objects.filter(bijeenkomst__pilot=persoon.pilot_id).exclude(ook_leiding=""):
        if persoon.naam.casefold() in workshop.ook_leiding.casefold():
            Workshop.objects.filter(pk=workshop.pk).update(ook_leiding="")
    for versie in Programmaversie.objects.filter(programma__bijeenkomst__pilot=persoon.pilot_id):
        inhoud, verschil = _without(versie.inhoud, persoon.naam), _without(versie.verschil, persoon.naam)
        if (inhoud, verschil) != (versie.inhoud, versie.verschil):
            Programmaversie.objects.filter(pk=versie.pk).update(inhoud=inhoud, verschil=verschil)


def _without(part: Any, naam: str) -> Any:
    """The same with another word where this name stood."""
    if isinstance(part, dict):
        return {key: _without(value, naam) for key, value in part.items()}
    if isinstance(part, list):
        return [_without(value, naam) for value in part]
    return part.replace(naam, IEMAND) if isinstance(part, str) else part
