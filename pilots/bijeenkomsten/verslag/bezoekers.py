"""Who was at a meeting."""

from django.db.models import QuerySet

from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, Persoon


def was_there(meeting: Bijeenkomst) -> QuerySet[Persoon]:
    """Who came in at the door; where nobody was checked in, who said yes."""
    inside = Aanwezigheid.objects.standing().filter(bijeenkomst=meeting)
    if inside.exists():
        return meeting.pilot.personen.live().filter(pk__in=inside.values("persoon"))
    coming = Uitnodiging.objects.coming().filter(bijeenkomst=meeting)
    return meeting.pilot.personen.live().filter(pk__in=coming.values("persoon"))
