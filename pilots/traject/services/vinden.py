"""Find what belongs to a pilot; of another pilot it does not exist."""

from django.shortcuts import get_object_or_404

from pilots.traject.models import Bijeenkomst, Pilot


def find_meeting(pilot: Pilot, bijeenkomst_id: int) -> Bijeenkomst:
    """A meeting of this pilot. Raises Http404 for any other."""
    meeting: Bijeenkomst = get_object_or_404(pilot.bijeenkomsten.select_related("sjabloon"), pk=bijeenkomst_id)
    meeting.pilot = pilot
    return meeting
