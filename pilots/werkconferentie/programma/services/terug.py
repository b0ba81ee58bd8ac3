"""Undo the last step: where a workshop stood before it, kept as long as nobody changed anything since."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.werkconferentie.programma.models import Programma, Sessie, Workshop
from pilots.werkconferentie.programma.services.rooster import step
from pilots.werkconferentie.programma.services.schikken import refuse_closed

# The key of a session, of its round and its room, and why it was closed.
type Plek = tuple[int, int, int | None, str | None]


@dataclass(frozen=True, kw_only=True)
class Stap:
    """One step of one person: of which workshop, what it was, and where its sessions stood before."""

    workshop: int
    zin: str
    versie: int  # of the programme after the step
    stond: list[Plek]

    def as_plain(self) -> dict[str, Any]:
        """For the session of this browser."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Any) -> "Stap | None":
        """What `as_plain` gave; None for anything else."""
        try:
            return cls(**kept)
        except TypeError:
            return None


def places_of(workshop: Workshop) -> list[Plek]:
    """Where the sessions of a workshop stand now."""
    return [
        (one.pk, one.ronde_id, one.ruimte_id, None if one.is_open else one.gesloten_omdat)
        for one in Sessie.objects.filter(workshop=workshop).order_by("pk")
    ]


@transaction.atomic
def undo(programma: Programma, stap: Stap, *, by: User) -> None:
    """Put the sessions of that workshop back. Raises VerouderdError when anything changed since the step.

    Raises TransitionError when the workshop is not there any more.
    """
    refuse_closed(programma)
    workshop = Workshop.objects.filter(bijeenkomst=programma.bijeenkomst_id, pk=stap.workshop).first()
    if workshop is None:
        raise TransitionError("De workshop is er niet meer. Deze stap kunt u niet meer ongedaan maken.")
    step(programma, versie=stap.versie)
    now = {one.pk: one for one in Sessie.objects.filter(workshop=workshop)}
    stood = {pk for pk, *_ in stap.stond}
    Sessie.objects.filter(pk__in=now.keys() - stood).delete()
    for pk, ronde, ruimte, omdat in stap.stond:
        sessie = now.get(pk) or Sessie(workshop=workshop)
        was_closed = not sessie.is_open
        sessie.ronde_id, sessie.ruimte_id, sessie.gesloten_omdat = ronde, ruimte, omdat or ""
        if was_closed != (omdat is not None):
            sessie.gesloten_op = None if omdat is None else timezone.now()
        sessie.save()
    record(programma, "programma.ongedaan", f"maakte ongedaan: {stap.zin}", by=by)
