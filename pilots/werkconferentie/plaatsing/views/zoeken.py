"""Find what a request is about, always beginning at the pilot."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404

from datt.core.http import Request
from datt.core.lists import number_of
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.plaatsing.models import Verdeelbeurt
from pilots.werkconferentie.programma.models import Ronde, Sessie

type Step = Callable[[Any, int], str]


def find_beurt(pilot: Pilot, bijeenkomst_id: int, beurt_id: int) -> Verdeelbeurt:
    meeting = find_meeting(pilot, bijeenkomst_id)
    beurt: Verdeelbeurt = get_object_or_404(Verdeelbeurt, bijeenkomst=meeting, pk=beurt_id)
    beurt.bijeenkomst = meeting
    return beurt


def find_sessie(meeting: Bijeenkomst, sessie_id: int) -> Sessie:
    sessie: Sessie = get_object_or_404(
        Sessie.objects.select_related("workshop", "ronde", "ruimte"), ronde__bijeenkomst=meeting, pk=sessie_id
    )
    sessie.ronde.bijeenkomst = meeting
    return sessie


def find_ronde(meeting: Bijeenkomst, ronde_id: int) -> Ronde:
    ronde: Ronde = get_object_or_404(meeting.rondes, pk=ronde_id)
    ronde.bijeenkomst = meeting
    return ronde


def round_asked(request: Request, rondes: list[Ronde]) -> Ronde | None:
    """The round of the address, or the first; None when there is none at all."""
    asked = number_of(request.GET, "ronde")
    return next((one for one in rondes if one.pk == asked), rondes[0] if rondes else None)
