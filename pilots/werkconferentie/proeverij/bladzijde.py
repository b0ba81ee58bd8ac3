"""What stands on the public page of an open meeting and on its poster: facts, each with a pictogram and a word."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from datt.core import dates
from pilots.traject.models import BijeenkomstStatus
from pilots.werkconferentie.proeverij.models import Openstelling, OpenstellingStatus

PLAATS_VOLGT = "De plek hoort u nog van ons."
NIETS = "Het kost niets."
GEEN_NAAM = "U hoeft geen naam te geven. Wij schrijven niet op wie iets zei."


@dataclass(frozen=True, kw_only=True)
class Feit:
    """One fact: the key of its pictogram, a word, and one or more lines."""

    picto: str
    woord: str
    regels: tuple[str, ...]


def address_of(openstelling: Openstelling) -> str:
    """The whole address of the public page."""
    return settings.SITE_URL + reverse("proeverij:publiek", args=[openstelling.slug])


def facts_of(openstelling: Openstelling) -> list[Feit]:
    """When and where first, then what people ask about; what was left empty is left out."""
    meeting = openstelling.bijeenkomst
    where = tuple(part for part in (meeting.plaats, meeting.adres) if part) or (PLAATS_VOLGT,)
    when = (dates.full_day(meeting.datum), f"{meeting.begin:%H.%M} tot {meeting.eind:%H.%M} uur")
    optional = (
        ("eten", "Eten", openstelling.eten),
        ("kinderen", "Kinderen", openstelling.kinderen),
        ("toegang", "Rolstoel", openstelling.toegang),
        ("bereikbaar", "Hoe komt u er", openstelling.bereikbaar),
        ("honden", "Honden", openstelling.honden),
    )
    return [
        Feit(picto="wanneer", woord="Wanneer", regels=(when[0][:1].upper() + when[0][1:], when[1])),
        Feit(picto="waar", woord="Waar", regels=where),
        Feit(picto="gratis", woord="Gratis", regels=(NIETS,)),
        *(Feit(picto=picto, woord=word, regels=(text,)) for picto, word, text in optional if text),
        Feit(picto="naam", woord="Geen naam nodig", regels=(GEEN_NAAM,)),
    ]


def state_of(openstelling: Openstelling, *, is_over: bool) -> str:
    """What the page says on top: `geannuleerd`, `voorbij`, `open`, `vol` or `gesloten`."""
    meeting = openstelling.bijeenkomst
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        return "geannuleerd"
    if is_over or not meeting.is_open():
        return "voorbij"
    if openstelling.status == OpenstellingStatus.DICHT:
        return "gesloten"
    return openstelling.status
