"""Arrange the programme: rounds, rooms, and which workshop is where. Nobody undoes unseen what somebody else did."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.traject.models import BijeenkomstStatus
from pilots.traject.models.bijeenkomst import HELD
from pilots.traject.services.verloop import refuse_ended
from pilots.werkconferentie.programma.models import Programma, Ronde, Rondesoort, Ruimte, Sessie, Workshop
from pilots.werkconferentie.programma.services.rooster import step

MEESTE_RONDES, MEESTE_RUIMTEN = 12, 40


def refuse_closed(programma: Programma) -> None:
    """A meeting that was held or cancelled keeps the programme it had. Raises TransitionError."""
    meeting = programma.bijeenkomst
    refuse_ended(meeting.pilot)
    if meeting.status in {*HELD, BijeenkomstStatus.GEANNULEERD}:
        raise TransitionError(
            f"‘{meeting}’ is {meeting.get_status_display().lower()}. Het programma kunt u nog lezen, maar niet meer"
            " veranderen."
        )


def may_change(programma: Programma) -> bool:
    """Whether `refuse_closed` lets it; for what a page offers."""
    meeting = programma.bijeenkomst
    return meeting.is_open() and not meeting.pilot.is_read_only()


@transaction.atomic
def place(
    programma: Programma, workshop: Workshop, ronde: Ronde, ruimte: Ruimte | None, *, versie: int, by: User
) -> Sessie:
    """Put a workshop into a round, in a room or still without one; where it was in that round already, it moves.

    Raises VerouderdError when somebody changed the programme since `versie`, TransitionError when the workshop was not
    accepted or the round has no workshops to choose from.
    """
    refuse_closed(programma)
    _refuse_unaccepted(workshop)
    if not ronde.is_keuze:
        raise TransitionError(f"‘{ronde}’ is voor iedereen samen. Workshops zet u in een ronde met keuze.")
    step(programma, versie=versie)
    sessie, is_new = Sessie.objects.update_or_create(workshop=workshop, ronde=ronde, defaults={"ruimte": ruimte})
    verb = "zette" if is_new else "verplaatste"
    where = f" in {ruimte}" if ruimte else ""
    _note(programma, "geplaatst", f"{verb} ‘{workshop}’ in ‘{ronde}’{where}", by=by)
    return sessie


def _refuse_unaccepted(workshop: Workshop) -> None:
    if not workshop.is_accepted:
        raise TransitionError(f"‘{workshop}’ is nog niet aangenomen. Neem de workshop eerst aan.")


@transaction.atomic
def place_everywhere(
    programma: Programma, workshop: Workshop, ruimte: Ruimte | None, *, versie: int, by: User
) -> list[Sessie]:
    """Put a workshop into every round with workshops where it is not yet; answers the sessions that are new.

    Raises VerouderdError when somebody changed the programme since `versie`, TransitionError when the workshop was not
    accepted or is in every round already.
    """
    refuse_closed(programma)
    _refuse_unaccepted(workshop)
    rondes = programma.bijeenkomst.rondes.filter(soort=Rondesoort.KEUZE).exclude(sessies__workshop=workshop)
    made = [Sessie(ronde=ronde, workshop=workshop, ruimte=ruimte) for ronde in rondes]
    if not made:
        raise TransitionError(f"‘{workshop}’ staat al in elke ronde waarin mensen kiezen.")
    step(programma, versie=versie)
    Sessie.objects.bulk_create(made)
    where = f" in {ruimte}" if ruimte else ""
    _note(programma, "geplaatst", f"zette ‘{workshop}’ in elke ronde{where}", by=by)
    return made


@transaction.atomic
def move(sessie: Sessie, ronde: Ronde, ruimte: Ruimte | None, *, programma: Programma, versie: int, by: User) -> Sessie:
    """Move a session to another round or room. Raises VerouderdError, or TransitionError when it is there already."""
    refuse_closed(programma)
    if not ronde.is_keuze:
        raise TransitionError(f"‘{ronde}’ is voor iedereen samen. Workshops zet u in een ronde met keuze.")
    if ronde.pk != sessie.ronde_id and Sessie.objects.filter(ronde=ronde, workshop=sessie.workshop_id).exists():
        raise TransitionError(f"‘{sessie.workshop}’ staat al in ‘{ronde}’. Een workshop is één keer per ronde.")
    step(programma, versie=versie)
    sessie.ronde, sessie.ruimte = ronde, ruimte
    sessie.save(update_fields=["ronde", "ruimte"])
    where = f", {ruimte}" if ruimte else ""
    _note(programma, "verplaatst", f"verplaatste ‘{sessie.workshop}’ naar ‘{ronde}’{where}", by=by)
    return sessie


@transaction.atomic
def take_out(sessie: Sessie, *, programma: Programma, versie: int, by: User) -> None:
    """Take a session out of the programme; the workshop stays on the list. Raises VerouderdError."""
    refuse_closed(programma)
    step(programma, versie=versie)
    _note(programma, "weggehaald", f"haalde ‘{sessie.workshop}’ uit ‘{sessie.ronde}’", by=by)
    sessie.delete()


@transaction.atomic
def close(sessie: Sessie, *, omdat: str, programma: Programma, versie: int, by: User) -> None:
    """Let a session not take place: a person decides it, with the reason. Raises VerouderdError."""
    refuse_closed(programma)
    step(programma, versie=versie)
    sessie.gesloten_op, sessie.gesloten_omdat = timezone.now(), omdat
    sessie.save(update_fields=["gesloten_op", "gesloten_omdat"])
    _note(programma, "gesloten", f"liet ‘{sessie.workshop}’ in ‘{sessie.ronde}’ niet doorgaan", by=by, reden=omdat)


@transaction.atomic
def open_again(sessie: Sessie, *, programma: Programma, versie: int, by: User) -> None:
    refuse_closed(programma)
    step(programma, versie=versie)
    sessie.gesloten_op, sessie.gesloten_omdat = None, ""
    sessie.save(update_fields=["gesloten_op", "gesloten_omdat"])
    _note(programma, "weer open", f"liet ‘{sessie.workshop}’ in ‘{sessie.ronde}’ toch doorgaan", by=by)


@transaction.atomic
def keep_round(programma: Programma, ronde: Ronde, *, versie: int, by: User) -> Ronde:
    """Store a new round, or a changed one. Raises VerouderdError, TransitionError when there are too many."""
    refuse_closed(programma)
    is_new = ronde.pk is None
    if is_new and programma.bijeenkomst.rondes.count() >= MEESTE_RONDES:
        raise TransitionError(f"In een programma passen {MEESTE_RONDES} rondes. Haal er eerst een weg.")
    step(programma, versie=versie)
    ronde.bijeenkomst = programma.bijeenkomst
    ronde.save()
    _note(programma, "ronde", f"{'maakte' if is_new else 'veranderde'} ‘{ronde}’ in het programma", by=by)
    return ronde


@transaction.atomic
def remove_round(programma: Programma, ronde: Ronde, *, versie: int, by: User) -> None:
    """Take a round out, with its sessions. Raises VerouderdError."""
    refuse_closed(programma)
    step(programma, versie=versie)
    _note(programma, "ronde weg", f"haalde ‘{ronde}’ uit het programma", by=by)
    ronde.delete()


@transaction.atomic
def keep_room(programma: Programma, ruimte: Ruimte, *, versie: int, by: User) -> Ruimte:
    """Store a new room, or a changed one. Raises VerouderdError, TransitionError when there are too many."""
    refuse_closed(programma)
    is_new = ruimte.pk is None
    count = programma.bijeenkomst.ruimten.count()
    if is_new and count >= MEESTE_RUIMTEN:
        raise TransitionError(f"Er passen {MEESTE_RUIMTEN} ruimten in. Haal er eerst een weg.")
    step(programma, versie=versie)
    ruimte.bijeenkomst = programma.bijeenkomst
    if is_new:
        ruimte.volgorde = count + 1
    ruimte.save()
    _note(programma, "ruimte", f"{'voegde' if is_new else 'veranderde'} de ruimte ‘{ruimte}’{' toe' * is_new}", by=by)
    return ruimte


@transaction.atomic
def remove_room(programma: Programma, ruimte: Ruimte, *, versie: int, by: User) -> int:
    """Take a room out; its sessions stay, without a room. Answers how many those are. Raises VerouderdError."""
    refuse_closed(programma)
    step(programma, versie=versie)
    left = ruimte.sessies.count()
    _note(programma, "ruimte weg", f"haalde de ruimte ‘{ruimte}’ weg", by=by)
    ruimte.delete()
    return left


def _note(programma: Programma, what: str, sentence: str, *, by: Any, reden: str = "") -> None:
    record(programma, f"programma.{what.replace(' ', '_')}", sentence, by=by, reden=reden)
