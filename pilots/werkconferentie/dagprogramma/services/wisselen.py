"""Change workshop on the day, while there is room: at the desk, or on the guest's own phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.traject.services.verloop import refuse_ended
from pilots.werkconferentie.dagprogramma.dagbeeld import Dagbeeld, Onderdeel, Sessiebeeld
from pilots.werkconferentie.dagprogramma.models import Wisselstand, WisselstandStatus
from pilots.werkconferentie.dagprogramma.persoonlijk import day_of
from pilots.werkconferentie.keuzes.models import Voorkeur
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling, VerdelingStatus
from pilots.werkconferentie.programma.models import Sessie

ZELF = "U wisselde zelf op de dag."
BALIE = "U wisselde op de dag, bij de balie."
VOL = "Vol"


@dataclass(frozen=True, kw_only=True)
class Wisselkeus:
    """A workshop to change to; `bezwaar` says why not, and is empty when it can be."""

    sessie: Sessiebeeld
    vrij: int
    bezwaar: str


@dataclass(frozen=True, kw_only=True)
class Wisselronde:
    """A round that has not begun, with where this person is and where they could go."""

    onderdeel: Onderdeel
    keuzes: list[Wisselkeus]


def is_open(meeting: Bijeenkomst) -> bool:
    return Wisselstand.objects.filter(bijeenkomst=meeting, status=WisselstandStatus.OPEN).exists()


def set_open(meeting: Bijeenkomst, *, is_open: bool, by: User) -> None:
    """Let guests change workshop, or no longer. Raises TransitionError when it is so already, or all is over."""
    refuse_ended(meeting.pilot)
    stand, _ = Wisselstand.objects.get_or_create(bijeenkomst=meeting)
    stand.bijeenkomst = meeting
    if not is_open:
        stand.close(timezone.now(), by=by)
        return
    if not meeting.is_open():
        raise TransitionError(f"‘{meeting}’ is {meeting.get_status_display().lower()}. Wisselen kan niet meer.")
    stand.open(timezone.now(), by=by)


def why_not_now(meeting: Bijeenkomst) -> str:
    """Why nobody can change workshop at this moment, as a sentence; empty when they can."""
    if not meeting.is_open():
        return f"‘{meeting}’ is {meeting.get_status_display().lower()}. Wisselen kan niet meer."
    if not is_open(meeting):
        return "Wisselen van workshop staat niet open. Vraag het bij de balie."
    if timezone.localdate() < meeting.datum and not meeting.pilot.is_oefening:
        return f"Wisselen kan op de dag zelf: {dates.day(meeting.datum, year=False)}."
    if not Verdeling.objects.filter(bijeenkomst=meeting, status=VerdelingStatus.VASTGESTELD).exists():
        return "De verdeling over de workshops staat nog niet vast. Wisselen kan daarna."
    return ""


def rounds_for(day: Dagbeeld, persoon: int, now: datetime) -> list[Wisselronde]:
    """What this person can still change: rounds that have not begun, in which they lead nothing."""
    return [
        Wisselronde(
            onderdeel=part,
            keuzes=[
                Wisselkeus(sessie=one, vrij=day.left_in(one), bezwaar=objection(day, persoon, one, now))
                for one in day.of_round(part.ronde)
                if part.sessie is None or one.nr != part.sessie.nr
            ],
        )
        for part in day.programmas.get(persoon, [])
        if part.ronde.is_keuze and not part.begeleidt and not part.ronde.has_begun(now)
    ]


def objection(day: Dagbeeld, persoon: int, sessie: Sessiebeeld, now: datetime) -> str:
    """Why this person cannot go to this workshop, in a few words; empty when they can."""
    parts = {part.ronde.nr: part for part in day.programmas.get(persoon, [])}
    part = parts.get(sessie.ronde)
    if part is None:
        return "Staat niet op de lijst van deze bijeenkomst"
    if not sessie.is_open:
        return "Gaat niet door"
    if part.ronde.has_begun(now):
        return "Deze ronde is al begonnen"
    if part.begeleidt:
        return "Begeleidt in deze ronde een workshop"
    if day.mensen[persoon].toegang and not sessie.is_toegankelijk:
        return "De ruimte is niet zonder drempels te bereiken"
    if _elsewhere(parts, sessie):
        return "Staat in een andere ronde al in het programma"
    return VOL if day.left_in(sessie) == 0 else ""


def _elsewhere(parts: Mapping[int, Onderdeel], sessie: Sessiebeeld) -> bool:
    others = [part.sessie for nr, part in parts.items() if nr != sessie.ronde and part.sessie]
    return sessie.workshop in {one.workshop for one in others}


@transaction.atomic
def switch(
    meeting: Bijeenkomst, persoon: Persoon, sessie: int, *, by: User | None, wie: str = "", reden: str = ZELF
) -> bool:
    """Let this person go to another workshop in its round; False when they are there already (a double click).

    The places are counted under a lock on the division: of two who want the last one, one gets it. Raises
    TransitionError with the reason when it cannot be.
    """
    verdeling = Verdeling.objects.select_for_update().filter(bijeenkomst=meeting).first()
    if why := why_not_now(meeting):
        raise TransitionError(why)
    day = day_of(meeting)
    to = day.sessies.get(sessie) if day else None
    if verdeling is None or day is None or to is None:
        raise TransitionError("Deze workshop gaat niet door. Kies een andere workshop.")
    part = next((one for one in day.programmas.get(persoon.pk, []) if one.ronde.nr == to.ronde), None)
    if part is not None and part.sessie is not None and part.sessie.nr == to.nr:
        return False
    _refuse(objection(day, persoon.pk, to, timezone.now()), to)
    verdeling.bijeenkomst = meeting
    _move(verdeling, persoon, to, reden)
    van = f"van ‘{part.sessie.titel}’ " if part and part.sessie else ""
    wat = "wisselde" if by is None else f"liet {persoon} wisselen"
    record(verdeling, "dagprogramma.gewisseld", f"{wat} {van}naar ‘{to.titel}’", by=by, wie=wie)
    return True


def _refuse(why: str, sessie: Sessiebeeld) -> None:
    if why == VOL:
        raise TransitionError(
            f"‘{sessie.titel}’ is vol. De laatste plaats ging naar een ander. Kies een andere workshop."
        )
    if why:
        raise TransitionError(f"Wisselen naar ‘{sessie.titel}’ kan niet. {why}.")


def _move(verdeling: Verdeling, persoon: Persoon, to: Sessiebeeld, reden: str) -> None:
    row = Sessie.objects.filter(pk=to.nr, ronde=to.ronde).first()
    if row is None:
        raise TransitionError(f"‘{to.titel}’ is net veranderd. Vraag bij de balie waar u heen kunt.")
    keus: Any = Voorkeur.objects.filter(persoon=persoon, sessie=row).values_list("keus", flat=True).first()
    Plaatsing.objects.update_or_create(
        verdeling=verdeling,
        persoon=persoon,
        ronde_id=to.ronde,
        defaults={"sessie": row, "is_vast": False, "is_begeleider": False, "keus": keus, "reden": reden},
    )
    Verdeling.objects.filter(pk=verdeling.pk).update(versie=F("versie") + 1)


def attempt(
    meeting: Bijeenkomst, persoon: Persoon, sessie: int | None, *, by: User | None, wie: str = "", reden: str = ZELF
) -> tuple[str, HTTPStatus]:
    """Do it for who waits for a page: why it was refused, in words, and the status of that page; no words when done."""
    if sessie is None:
        return "Kies een workshop om naartoe te gaan.", HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        switch(meeting, persoon, sessie, by=by, wie=wie, reden=reden)
    except TransitionError as refused:
        return str(refused), HTTPStatus.CONFLICT
    return "", HTTPStatus.OK
