"""The secret addresses of calendar feeds: signed, so nobody guesses one, and renewed by a number that rises.

Who has the address sees the calendar, without signing in: a calendar program cannot sign in.
"""

from django.core import signing
from django.db import transaction
from django.db.models import F

from datt.accounts.models import User
from datt.core.models import record
from pilots.traject.models import Persoon, Pilot


def _signer(kind: str) -> signing.Signer:
    return signing.Signer(salt=f"traject.agenda.{kind}", sep=".")


def pilot_token(pilot: Pilot) -> str:
    return _signer("pilot").sign(f"{pilot.pk}-{pilot.agenda_versie}")


def persoon_token(persoon: Persoon) -> str:
    return _signer("persoon").sign(f"{persoon.pk}-{persoon.agenda_versie}")


def find_pilot(token: str) -> Pilot | None:
    """The pilot of this address; None when it is worthless."""
    read = _read("pilot", token)
    if read is None:
        return None
    return Pilot.objects.with_gemeente().filter(pk=read[0], agenda_versie=read[1]).first()


def find_persoon(token: str) -> Persoon | None:
    """The person of this address, as long as they take part; None when it is worthless."""
    read = _read("persoon", token)
    if read is None:
        return None
    people = Persoon.objects.live().select_related("pilot__gemeente")
    persoon = people.filter(pk=read[0], agenda_versie=read[1]).first()
    return persoon if persoon is not None and persoon.deelnames.current().exists() else None


def _read(kind: str, token: str) -> tuple[int, int] | None:
    try:
        pk, versie = _signer(kind).unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        return None
    return int(pk), int(versie)


@transaction.atomic
def renew_pilot_link(pilot: Pilot, *, versie: int, by: User) -> bool:
    """Make every calendar link of the pilot worthless and give a new one; False when that was done already."""
    if not Pilot.objects.filter(pk=pilot.pk, agenda_versie=versie).update(agenda_versie=F("agenda_versie") + 1):
        return False
    record(pilot, "traject.agenda.pilot", "vernieuwde de agendalink van de pilot", by=by)
    return True


@transaction.atomic
def renew_persoon_link(persoon: Persoon, *, versie: int, by: User) -> bool:
    if not Persoon.objects.filter(pk=persoon.pk, agenda_versie=versie).update(agenda_versie=F("agenda_versie") + 1):
        return False
    record(persoon, "traject.agenda.persoon", "vernieuwde de eigen agendalink", by=by)
    return True
