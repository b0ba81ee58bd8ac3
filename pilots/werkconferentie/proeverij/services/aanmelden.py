"""A resident signs up, changes it or cancels: with as little as they want to give, and without becoming a Persoon."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from datt.berichten.vergeten import forget_messages_about
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.traject.models import BijeenkomstStatus
from pilots.werkconferentie.proeverij.codes import derived, digest, new_seed
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding, Openstelling
from pilots.werkconferentie.proeverij.services import post
from pilots.werkconferentie.proeverij.services.openstellen import follow_limit, free_places

BEZOEKER = "iemand met een aanmelding"


@dataclass(frozen=True, kw_only=True)
class Bezoek:
    """What the form says; everything but the number may be empty."""

    aantal: int
    naam: str = ""
    email: str = ""
    telefoon: str = ""
    vegetarisch: int = 0
    halal: int = 0
    rolstoel: int = 0
    behoefte: str = ""

    @property
    def is_persoonlijk(self) -> bool:
        """Whether it says more than a number."""
        return any(asdict(self)[name] for name in asdict(self) if name != "aantal")

    def fields(self) -> dict[str, Any]:
        """As it is kept, with when they said that we may."""
        return {**asdict(self), "akkoord_op": timezone.now() if self.is_persoonlijk else None}


class VolError(Exception):
    """There is no room for so many people; `vrij` says for how many there is."""

    def __init__(self, vrij: int) -> None:
        super().__init__(f"Er is nog plaats voor {vrij}.")
        self.vrij = vrij


def sign_up(openstelling: Openstelling, bezoek: Bezoek, *, sleutel: uuid.UUID) -> Bezoekaanmelding:
    """Keep the sign-up and confirm it when there is an address; the same form twice is one sign-up.

    Raises VolError when there is no room for so many, TransitionError when nobody can sign up (any more).
    """
    try:
        return _sign_up(openstelling, bezoek, sleutel)
    except IntegrityError:  # the same form at the same moment
        return Bezoekaanmelding.objects.get(openstelling=openstelling, sleutel=sleutel)


@transaction.atomic
def _sign_up(openstelling: Openstelling, bezoek: Bezoek, sleutel: uuid.UUID) -> Bezoekaanmelding:
    locked = _locked(openstelling)
    earlier = locked.aanmeldingen.filter(sleutel=sleutel).first()
    if earlier is not None:
        return earlier
    _refuse_unless_open(locked)
    free = free_places(locked)
    if bezoek.aantal > free:
        raise VolError(free)
    seed = new_seed()
    made = Bezoekaanmelding.objects.create(
        openstelling=locked, sleutel=sleutel, zaad=seed, code_hash=digest(derived(seed)), **bezoek.fields()
    )
    record(locked, "proeverij.aangemeld", f"meldde {_people(bezoek.aantal)} aan voor {locked}", by=None, wie=BEZOEKER)
    follow_limit(locked)
    post.confirm(made)
    return made


@transaction.atomic
def change(aanmelding: Bezoekaanmelding, bezoek: Bezoek, *, versie: int) -> None:
    """Change one's own sign-up.

    Raises VolError when it grows beyond the limit, VerouderdError when it was changed elsewhere, TransitionError
    when the meeting began or is off.
    """
    locked = _locked(aanmelding.openstelling)
    _refuse_when_over(locked)
    free = free_places(locked) + aanmelding.aantal
    if bezoek.aantal > max(free, aanmelding.aantal):
        raise VolError(free)
    store(aanmelding, versie=versie, **bezoek.fields())
    record(locked, "proeverij.veranderd", f"veranderde een aanmelding voor {locked}", by=None, wie=BEZOEKER)
    follow_limit(locked)


@transaction.atomic
def cancel(aanmelding: Bezoekaanmelding) -> None:
    """Remove the sign-up and what was sent about it; that somebody cancelled stays in the log, without who."""
    locked = _locked(aanmelding.openstelling)
    count = aanmelding.aantal
    forget_messages_about([aanmelding])
    removed, _ = Bezoekaanmelding.objects.filter(pk=aanmelding.pk).delete()
    if removed:
        record(locked, "proeverij.afgemeld", f"meldde {_people(count)} af voor {locked}", by=None, wie=BEZOEKER)
        follow_limit(locked)


def _locked(openstelling: Openstelling) -> Openstelling:
    """One after the other: seats are counted while nobody else takes one."""
    return Openstelling.objects.select_for_update(of=("self",)).with_bijeenkomst().get(pk=openstelling.pk)


def _refuse_when_over(openstelling: Openstelling) -> None:
    meeting = openstelling.bijeenkomst
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        raise TransitionError(f"‘{meeting}’ gaat niet door. U hoeft niets te doen.")
    if not meeting.is_open() or timezone.now() >= meeting.eindigt_op:
        raise TransitionError(f"‘{meeting}’ is al geweest.")
    if meeting.pilot.is_read_only():
        raise TransitionError("De pilot is voorbij. U kunt hier niets meer veranderen.")


def _refuse_unless_open(openstelling: Openstelling) -> None:
    _refuse_when_over(openstelling)
    if openstelling.status == "vol":
        raise VolError(free_places(openstelling))
    if not openstelling.may_sign_up(timezone.now()):
        raise TransitionError("Aanmelden kan nu niet meer.")


def _people(count: int) -> str:
    return "1 bezoeker" if count == 1 else f"{count} bezoekers"
