"""Copy a pilot to practise with: its meetings, checklists and run sheets, and nobody who takes part in it."""

import secrets
import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.oefenen.models import Oefening
from pilots.oefenen.services.gasten import fill_with_people
from pilots.traject.models import Bijeenkomst, Deelname, Persoon, Pilot, PilotStatus

MOST_AT_ONCE = 3


@transaction.atomic
def copy_to_practice(bron: Pilot, *, by: User) -> Pilot:
    """Make a practice pilot of which the next meeting is tomorrow. Raises TransitionError when there are enough."""
    Pilot.objects.select_for_update().get(pk=bron.pk)
    if bron.is_oefening:
        raise TransitionError("Dit is al een oefenpilot. Maak een nieuwe vanuit de echte pilot.")
    if bron.oefeningen.count() >= MOST_AT_ONCE:
        raise TransitionError(f"Er zijn al {MOST_AT_ONCE} oefenpilots. Gooi er eerst een weg.")
    later = _shift(bron)
    pilot = _copy(
        bron,
        titel=f"Oefening: {bron.titel}"[:80],
        slug=f"oefening-{secrets.token_hex(8)}",
        status=PilotStatus.LOPEND if bron.is_closed() else bron.status,
        start_datum=bron.start_datum + later,
        aanmelden_open=False,
        aanmelden_tot=None,
        is_oefening=True,
        versie=1,
        created_at=timezone.now(),
    )
    Oefening.objects.create(pilot=pilot, bron=bron, door=by)
    _let_in(pilot, by)
    for maatstaf in bron.maatstaven.all():
        _copy(maatstaf, pilot=pilot)
    for meeting in bron.bijeenkomsten.all():
        _copy_meeting(meeting, pilot, later)
    fill_with_people(pilot, by=by)
    record(bron, "oefenen.begonnen", f"maakte een oefenpilot van {bron}", by=by)
    return pilot


def _shift(bron: Pilot) -> timedelta:
    """So much that the next meeting is tomorrow; all days move alike, so their order and distance stay."""
    upcoming = next((one.datum for one in bron.bijeenkomsten.all() if one.is_open()), None)
    return _tomorrow() - upcoming if upcoming else timedelta()


def _tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def _let_in(pilot: Pilot, user: User) -> None:
    """Who practises leads the copy; nobody else of the real pilot comes along."""
    persoon = Persoon.objects.create(pilot=pilot, user=user, naam=str(user), email=user.email)
    Deelname.objects.create(pilot=pilot, persoon=persoon, rol=Rol.FACILITATOR)


def _copy_meeting(meeting: Bijeenkomst, pilot: Pilot, later: timedelta) -> None:
    copied = _copy(
        meeting, pilot=pilot, datum=meeting.datum + later, uid=uuid.uuid4(), ics_nummer=0, versie=1
    )  # a uid of its own: a calendar would take it for the real one
    for taak in meeting.taken.all():
        _copy(taak, bijeenkomst=copied, eigenaar=None, uiterlijk=taak.uiterlijk + later, versie=1)
    sheet = Draaiboek.objects.filter(bijeenkomst=meeting).first()
    if sheet is not None:
        new = Draaiboek.objects.create(bijeenkomst=copied)
        for blok in sheet.blokken.standing():
            _copy(blok, draaiboek=new)


def _copy[M: models.Model](row: M, **changes: Any) -> M:
    """The same row once more, with these values instead."""
    fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    copied = type(row)(**fields | changes)
    copied.save(force_insert=True)
    return copied
