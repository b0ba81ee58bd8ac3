"""Wishes about who sits with whom."""

from dataclasses import dataclass

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from pilots.tafels.models import Tafelwens, Wenssoort
from pilots.traject.models import Bijeenkomst, Persoon


@dataclass(frozen=True, kw_only=True)
class Wens:
    soort: str
    mensen: tuple[Persoon, Persoon]
    hele_pilot: bool = False
    moet: bool = False
    reden: str = ""


@transaction.atomic
def add_wish(meeting: Bijeenkomst, wens: Wens, *, by: User) -> Tafelwens:
    """Keep a wish of two people; a newer one of the same two takes the place of the older."""
    een, ander = sorted(wens.mensen, key=lambda persoon: persoon.pk)
    where = None if wens.hele_pilot else meeting
    row, _ = Tafelwens.objects.update_or_create(
        pilot=meeting.pilot,
        bijeenkomst=where,
        een=een,
        ander=ander,
        defaults={
            "soort": wens.soort,
            "moet": wens.moet or wens.soort == Wenssoort.NIET_SAMEN,
            "reden": wens.reden,
        },
    )
    # Without names: who may read the log need not know who would rather not sit with whom.
    record(meeting, "tafels.wens.toegevoegd", f"schreef een tafelwens op voor {meeting.korte_titel}", by=by)
    return row


@transaction.atomic
def remove_wish(wens: Tafelwens, *, by: User) -> None:
    record(wens.bijeenkomst or wens.pilot, "tafels.wens.weg", "haalde een tafelwens weg", by=by, kring=wens.pilot)
    wens.delete()
