"""What a guest can choose from: the workshops of the last version that was made public, as far as they still go on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from datt.core import dates
from datt.core.text import one_line
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.keuzes.models import EENMALIG, Keus
from pilots.werkconferentie.programma.models import Begeleiding, Programma, Programmaversie, Rondesoort, Sessie

KORT = 180  # letters of what it is about, before somebody asks for more


@dataclass(frozen=True, kw_only=True)
class Keuzesessie:
    """A workshop in one round as guests were shown it, and whether its room can be reached by everybody."""

    pk: int
    workshop: int
    titel: str
    omschrijving: str
    ruimte: str
    wie: str
    is_toegankelijk: bool

    @property
    def kort(self) -> str:
        """Two lines: the whole text when it is short, else up to a word."""
        text = one_line(self.omschrijving, most=600)
        return text if len(text) <= KORT else f"{text[:KORT].rsplit(' ', 1)[0].rstrip(',.;:')}…"

    @property
    def is_langer(self) -> bool:
        return len(one_line(self.omschrijving, most=600)) > KORT


@dataclass(frozen=True, kw_only=True)
class Keuzeronde:
    """`begeleidt` names the workshop that this guest leads in this round; then there is nothing to choose."""

    pk: int
    titel: str
    begint: str
    minuten: int
    sessies: tuple[Keuzesessie, ...]
    begeleidt: str = ""


@dataclass(frozen=True, kw_only=True)
class Aanbod:
    """`is_openbaar`: guests were shown a programme at all."""

    programma: Programma | None
    rondes: tuple[Keuzeronde, ...] = ()
    is_openbaar: bool = False

    @property
    def sessies(self) -> dict[int, Keuzesessie]:
        return {sessie.pk: sessie for ronde in self.rondes for sessie in ronde.sessies}

    def only(self, keuzes: Mapping[int, int]) -> dict[int, int]:
        """Of these choices those that can (still) be chosen."""
        known = self.sessies
        return {pk: keus for pk, keus in keuzes.items() if pk in known}


def offer_of(meeting: Bijeenkomst) -> Aanbod:
    """What can be chosen at this meeting, in two queries."""
    versie = Programmaversie.objects.filter(programma__bijeenkomst=meeting).select_related("programma").first()
    if versie is None:
        return Aanbod(programma=Programma.objects.filter(bijeenkomst=meeting).first())
    going_on = Sessie.objects.filter(
        ronde__bijeenkomst=meeting, ronde__soort=Rondesoort.KEUZE, gesloten_op__isnull=True
    ).select_related("ruimte")
    live = {sessie.pk: sessie for sessie in going_on}
    rondes = tuple(_round(ronde, versie.inhoud["sessies"], live) for ronde in versie.inhoud["rondes"])
    return Aanbod(
        programma=versie.programma, rondes=tuple(ronde for ronde in rondes if ronde.sessies), is_openbaar=True
    )


def _round(ronde: dict[str, Any], sessies: list[dict[str, Any]], live: Mapping[int, Sessie]) -> Keuzeronde:
    shown = [one for one in sessies if one["ronde"] == ronde["pk"] and one["is_open"] and one["pk"] in live]
    return Keuzeronde(
        pk=ronde["pk"],
        titel=ronde["titel"],
        begint=ronde["begint"].replace(":", "."),
        minuten=ronde["minuten"],
        sessies=tuple(_session(one, live[one["pk"]]) for one in shown),
    )


def _session(shown: dict[str, Any], live: Sessie) -> Keuzesessie:
    return Keuzesessie(
        pk=shown["pk"],
        workshop=shown["workshop"],
        titel=shown["titel"],
        omschrijving=shown["omschrijving"],
        ruimte=shown["ruimte"],
        wie=" en ".join(shown["begeleiders"]),
        is_toegankelijk=live.ruimte is None or live.ruimte.is_toegankelijk,
    )


def offer_for(aanbod: Aanbod, persoon: Persoon) -> Aanbod:
    """The same for this guest: in a round in which they lead a workshop there is nothing to choose."""
    mine = Begeleiding.objects.filter(persoon=persoon).values_list("workshop", flat=True)
    leads = set(mine.filter(workshop__in=[sessie.workshop for sessie in aanbod.sessies.values()]))
    return replace(aanbod, rondes=tuple(_without_own(ronde, leads) for ronde in aanbod.rondes)) if leads else aanbod


def _without_own(ronde: Keuzeronde, leads: set[int]) -> Keuzeronde:
    own = next((sessie.titel for sessie in ronde.sessies if sessie.workshop in leads), "")
    return replace(ronde, sessies=(), begeleidt=own) if own else ronde


def why_closed(meeting: Bijeenkomst, aanbod: Aanbod, today: date) -> str:
    """Why nobody can choose at this meeting, as a sentence; empty when they can."""
    if not meeting.is_open():
        return f"‘{meeting}’ is {meeting.get_status_display().lower()}. Kiezen kan niet meer."
    if not aanbod.is_openbaar:
        return "Het programma is nog niet bekend. Daarna kunt u kiezen."
    until = aanbod.programma.kiezen_tot if aanbod.programma else None
    if until is None:
        return "Kiezen kan nog niet. Wij laten het u weten."
    if today > until:
        return f"Kiezen kon tot en met {dates.day(until)}. Bel ons als er iets is."
    return ""


def faults(aanbod: Aanbod, keuzes: Mapping[int, int]) -> dict[int, str]:
    """What cannot be: a sentence by the session it is said at. Two sessions of one round with the same first choice."""
    found = {}
    for ronde in aanbod.rondes:
        here = [sessie for sessie in ronde.sessies if sessie.pk in keuzes]
        counts = Counter(keuzes[sessie.pk] for sessie in here)
        for keus in EENMALIG:
            if counts[keus] > 1:
                twice = [sessie for sessie in here if keuzes[sessie.pk] == keus]
                names = " en ".join(f"‘{sessie.titel}’" for sessie in twice)
                word = Keus(keus).label.lower()
                found[twice[-1].pk] = f"In ‘{ronde.titel}’ koos u {names} als {word}. Kies er één."
    return found
