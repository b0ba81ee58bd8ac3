"""What the views at the door share: who is meant, and what the phone said."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from datt.core.http import Request
from datt.core.lists import number_of
from datt.core.states import TransitionError
from datt.core.wachtrij import sent_kenmerk, sent_moment
from pilots.bijeenkomsten.dag.code import read_code
from pilots.bijeenkomsten.dag.models import Binnenkomst, Dagdeel
from pilots.bijeenkomsten.dag.services.dagdelen import current_part, parts_of
from pilots.bijeenkomsten.dag.services.incheck import Melding
from pilots.traject.models import Bijeenkomst, Persoon, Pilot

AT_THE_DOOR = {Binnenkomst.QR, Binnenkomst.NAAM, Binnenkomst.ACHTERAF}


def person_meant(request: Request, pilot: Pilot, meeting: Bijeenkomst) -> Persoon:
    """By number from the list, or by the code of a badge. Raises Http404, or TransitionError for a wrong badge."""
    if code := request.POST.get("code", ""):
        return person_of_code(pilot, meeting, code)
    return _kept(get_object_or_404(pilot.personen, pk=number_of(request.POST, "persoon") or 0))


def person_of_code(pilot: Pilot, meeting: Bijeenkomst, code: str) -> Persoon:
    found = read_code(code)
    if found is None:
        raise Http404("Deze code kennen wij niet.")
    if found.bijeenkomst != meeting.pk:
        raise TransitionError("Deze code is van een andere bijeenkomst. Zoek deze gast op naam.")
    return _kept(get_object_or_404(pilot.personen, pk=found.persoon))


def _kept(persoon: Persoon) -> Persoon:
    """The record that stayed, when two of one person were made one."""
    return persoon.samengevoegd_in or persoon


def melding_of(request: Request, meeting: Bijeenkomst, hoe: str = "") -> Melding:
    said = hoe or request.POST.get("hoe", "")
    # A button of the list afterwards names its part in the address.
    part = number_of(request.POST, "deel") or number_of(request.GET, "deel")
    return Melding(
        dagdeel=part_asked(request, meeting, part).nummer,
        hoe=said if hoe or said in AT_THE_DOOR else Binnenkomst.NAAM,
        kenmerk=sent_kenmerk(request.POST),
        op=sent_moment(request.POST),
    )


def part_asked(request: Request, meeting: Bijeenkomst, nummer: int | None) -> Dagdeel:
    """The part that was chosen, or the one that goes on now. Raises TransitionError when it went meanwhile."""
    parts = parts_of(meeting)
    if nummer is None:
        return current_part(meeting, parts)
    chosen = next((part for part in parts if part.nummer == nummer), None)
    if chosen is None:
        raise TransitionError("Dit dagdeel is er niet meer. Ververs de bladzijde en kies een ander.")
    return chosen
