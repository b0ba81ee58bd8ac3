"""Fix the division, so that guests see where they are, and open it again. Nothing is sent by this."""

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.werkconferentie.plaatsing.models import Verdeling
from pilots.werkconferentie.plaatsing.services.herstel import obstacles
from pilots.werkconferentie.plaatsing.services.plekken import refuse_over
from pilots.werkconferentie.plaatsing.services.vragen import fetch


@transaction.atomic
def fix(verdeling: Verdeling, *, versie: int, by: User) -> None:
    """Let guests see their places from now on.

    Raises VerouderdError when the division changed since `versie`: nobody fixes what they did not see. Raises
    TransitionError while somebody has no place, or a session that has people is closed or without a room.
    """
    refuse_over(verdeling.bijeenkomst)
    now = Verdeling.objects.select_for_update().get(pk=verdeling.pk)
    if now.versie != versie:
        raise VerouderdError(verdeling)
    found = obstacles(fetch(verdeling.bijeenkomst))
    if found:
        raise TransitionError(f"De verdeling kan nog niet vast. {' '.join(found)}")
    verdeling.fix(timezone.now(), by=by)


@transaction.atomic
def reopen(verdeling: Verdeling, *, by: User) -> None:
    """Guests see no places any more until it is fixed again. Raises TransitionError when it was open already."""
    refuse_over(verdeling.bijeenkomst)
    verdeling.reopen(by=by)
