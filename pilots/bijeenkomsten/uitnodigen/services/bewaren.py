"""Keep what guests need no longer than we told them."""

from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone

from datt.core.models import record
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst

BEHOEFTEN_NA = timedelta(days=14)


def last_day_kept(today: date | None = None) -> date:
    """Of meetings before this day nothing about food and access is kept any more."""
    return (today or timezone.localdate()) - BEHOEFTEN_NA


def wipe_old_needs(today: date | None = None) -> int:
    """Wipe what guests told about food and access two weeks after the meeting; answers of how many guests."""
    told = Uitnodiging.objects.exclude(dieet="", toegang="").filter(bijeenkomst__datum__lt=last_day_kept(today))
    meetings = Bijeenkomst.objects.filter(pk__in=told.values("bijeenkomst")).select_related("pilot")
    return sum(_wipe(meeting) for meeting in meetings)


@transaction.atomic
def _wipe(meeting: Bijeenkomst) -> int:
    told = Uitnodiging.objects.filter(bijeenkomst=meeting).exclude(dieet="", toegang="")
    count: int = told.update(dieet="", toegang="", versie=models.F("versie") + 1)
    if count:
        who = "1 gast nodig had" if count == 1 else f"{count} gasten nodig hadden"
        record(meeting, "uitnodigen.behoeften.gewist", f"wiste wat {who} bij {meeting}", by=None)
    return count
