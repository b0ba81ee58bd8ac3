"""Workshops: a partner proposes one or the facilitator makes it, and the facilitator answers. Who proposed it hears."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.programma.mails import mail_answer
from pilots.werkconferentie.programma.models import Begeleiding, Programma, Workshop, WorkshopStatus
from pilots.werkconferentie.programma.services.rooster import find_programme
from pilots.werkconferentie.programma.services.schikken import refuse_closed

# So many workshops one person may have waiting for an answer: enough for anybody, too few to flood a list.
MEESTE_VOORSTELLEN = 10
TE_WIJZIGEN = (WorkshopStatus.VOORGESTELD, WorkshopStatus.AANPASSEN)


@dataclass(frozen=True, kw_only=True)
class Doener:
    """Who does something: somebody with an account, or a guest whom the log names in `wie`."""

    by: User | None = None
    wie: str = ""


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    """What a form says of a workshop: its fields, and who leads it."""

    velden: dict[str, Any]
    begeleiders: Sequence[Persoon] = field(default_factory=list)


def proposals_until(programma: Programma) -> date | None:
    """Until when a workshop can be proposed; None when it cannot (any more)."""
    until = programma.voorstellen_tot
    meeting = programma.bijeenkomst
    is_open = until is not None and until >= timezone.localdate() and meeting.is_open()
    return until if is_open and not meeting.pilot.is_read_only() else None


@transaction.atomic
def set_proposals_until(programma: Programma, until: date | None, *, by: User) -> None:
    """Let partners propose workshops until this day, or no longer."""
    refuse_closed(programma)
    programma.voorstellen_tot = until
    programma.save(update_fields=["voorstellen_tot"])
    said = f"zette voorstellen voor workshops open tot en met {dates.day(until)}" if until else "sloot de voorstellen"
    record(programma, "programma.voorstellen", said, by=by)


@transaction.atomic
def propose(meeting: Bijeenkomst, indiener: Persoon, inhoud: Inhoud, *, door: Doener) -> Workshop:
    """Propose a workshop; the facilitator answers.

    Raises TransitionError when it cannot be proposed (any more), or when this person has too many that wait.
    """
    _refuse_shut(meeting)
    mine = Workshop.objects.filter(bijeenkomst=meeting, indiener=indiener, status__in=TE_WIJZIGEN)
    if mine.count() >= MEESTE_VOORSTELLEN:
        raise TransitionError(
            f"U heeft al {MEESTE_VOORSTELLEN} voorstellen die op antwoord wachten. Wacht dat eerst af."
        )
    workshop = Workshop(bijeenkomst=meeting, indiener=indiener, organisatie=indiener.organisatie, **inhoud.velden)
    workshop.save(force_insert=True)
    _lead(workshop, inhoud.begeleiders)
    record(workshop, "programma.workshop.nieuw", f"stelde de workshop ‘{workshop}’ voor", by=door.by, wie=door.wie)
    return workshop


@transaction.atomic
def propose_again(workshop: Workshop, inhoud: Inhoud, *, versie: int, door: Doener) -> None:
    """Change a proposal that was not accepted; one that had to change waits for an answer again.

    Raises VerouderdError when somebody changed it since `versie`, TransitionError when it does not change any more.
    """
    _refuse_shut(workshop.bijeenkomst, of_own=True)
    if workshop.status not in TE_WIJZIGEN:
        raise TransitionError(
            f"‘{workshop}’ staat op {workshop.get_status_display().lower()}. U kunt de tekst hier niet meer veranderen."
            " Bel ons als er iets niet klopt."
        )
    _store(workshop, inhoud, versie)
    if workshop.status == WorkshopStatus.AANPASSEN:
        workshop.propose_again(by=door.by, wie=door.wie)
    else:
        record(workshop, "programma.workshop.tekst", f"paste ‘{workshop}’ aan", by=door.by, wie=door.wie)


@transaction.atomic
def withdraw(workshop: Workshop, *, door: Doener, reden: str = "") -> None:
    """Take a workshop back. Raises TransitionError when it was declined or withdrawn already."""
    refuse_closed(find_programme(workshop.bijeenkomst))
    was_accepted = workshop.is_accepted
    workshop.withdraw(by=door.by, wie=door.wie, reden=reden)
    _touch(workshop, was_accepted)


def _refuse_shut(meeting: Bijeenkomst, *, of_own: bool = False) -> None:
    """What somebody proposed in time may change afterwards, as long as the meeting is not over."""
    programma = find_programme(meeting)
    refuse_closed(programma)
    if not of_own and proposals_until(programma) is None:
        raise TransitionError("Een workshop voorstellen kan niet meer. Bel ons als u toch een goed idee heeft.")


@transaction.atomic
def add(meeting: Bijeenkomst, inhoud: Inhoud, *, by: User) -> Workshop:
    """Make a workshop oneself; it needs nobody's answer."""
    refuse_closed(find_programme(meeting))
    workshop = Workshop(bijeenkomst=meeting, status=WorkshopStatus.AANGENOMEN, **inhoud.velden)
    workshop.save(force_insert=True)
    _lead(workshop, inhoud.begeleiders)
    record(workshop, "programma.workshop.nieuw", f"maakte de workshop ‘{workshop}’", by=by)
    _touch(workshop)
    return workshop


@transaction.atomic
def change(workshop: Workshop, inhoud: Inhoud, *, versie: int, by: User) -> None:
    """Change what it says, who leads it and how many fit. Raises VerouderdError."""
    refuse_closed(find_programme(workshop.bijeenkomst))
    _store(workshop, inhoud, versie)
    record(workshop, "programma.workshop.tekst", f"paste ‘{workshop}’ aan", by=by)
    _touch(workshop)


@transaction.atomic
def accept(workshop: Workshop, *, by: User) -> bool:
    """Take it into the programme; answers whether who proposed it gets a mail. Raises TransitionError."""
    refuse_closed(find_programme(workshop.bijeenkomst))
    workshop.accept(by=by)
    _touch(workshop)
    return mail_answer("workshop_aangenomen", workshop)


@transaction.atomic
def ask_change(workshop: Workshop, *, reden: str, by: User) -> bool:
    """Send it back with what should be different; answers as `accept` does. Raises TransitionError."""
    refuse_closed(find_programme(workshop.bijeenkomst))
    was_accepted = workshop.is_accepted
    workshop.ask_change(by=by, reden=reden)
    _touch(workshop, was_accepted)
    return mail_answer("workshop_aanpassen", workshop)


@transaction.atomic
def decline(workshop: Workshop, *, reden: str, by: User) -> bool:
    """Say no, with the reason; answers as `accept` does. Raises TransitionError."""
    refuse_closed(find_programme(workshop.bijeenkomst))
    workshop.decline(by=by, reden=reden)
    return mail_answer("workshop_afgewezen", workshop)


def _store(workshop: Workshop, inhoud: Inhoud, versie: int) -> None:
    store(workshop, versie=versie, **inhoud.velden)
    workshop.refresh_from_db(fields=["versie", *inhoud.velden])
    _lead(workshop, inhoud.begeleiders)


def _lead(workshop: Workshop, people: Sequence[Persoon]) -> None:
    """These people lead it and nobody else."""
    Begeleiding.objects.filter(workshop=workshop).exclude(persoon__in=people).delete()
    known = set(Begeleiding.objects.filter(workshop=workshop).values_list("persoon", flat=True))
    Begeleiding.objects.bulk_create(
        Begeleiding(workshop=workshop, persoon=persoon) for persoon in people if persoon.pk not in known
    )


def _touch(workshop: Workshop, was_accepted: bool = False) -> None:
    """Who arranges the programme at this moment works with another workshop than they saw."""
    if was_accepted or workshop.is_accepted:
        Programma.objects.filter(bijeenkomst=workshop.bijeenkomst_id).update(versie=F("versie") + 1)
