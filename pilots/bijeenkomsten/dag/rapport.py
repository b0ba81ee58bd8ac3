"""What attendance adds to the Pilotrapport: who came to each meeting, counted at the door."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count

from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.traject.models import Pilot


def aantallen_per_bijeenkomst(pilot: Pilot) -> dict[int, tuple[int, int]]:
    """For each meeting: how many people came, and from how many organisations; one query."""
    rows = Aanwezigheid.objects.standing().filter(bijeenkomst__pilot=pilot).order_by().values_list("bijeenkomst_id")
    counted = rows.annotate(Count("persoon_id", distinct=True), Count("persoon__organisatie_id", distinct=True))
    return {meeting: (people, organisations) for meeting, people, organisations in counted}


def attendance_section(pilot: Pilot) -> Mapping[str, Any] | None:
    """One row a meeting that was held; left out when nobody was ever counted."""
    per_meeting = aantallen_per_bijeenkomst(pilot)
    if not per_meeting:
        return None
    inside = Aanwezigheid.objects.standing().filter(bijeenkomst__pilot=pilot)
    total = inside.aggregate(
        mensen=Count("persoon_id", distinct=True), organisaties=Count("persoon__organisatie_id", distinct=True)
    )
    held = [meeting for meeting in pilot.bijeenkomsten.all() if meeting.is_held()]
    return {"rijen": [(meeting, *per_meeting.get(meeting.pk, (None, None))) for meeting in held], **total}
