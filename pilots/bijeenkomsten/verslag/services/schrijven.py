"""Writing a verslag without losing a word."""

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.bijeenkomsten.verslag.delen import Deel
from pilots.bijeenkomsten.verslag.models import Verslag, Verslagdeel
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus
from pilots.traject.services.verloop import refuse_ended

SCHRIJFBAAR = (BijeenkomstStatus.BEZIG, BijeenkomstStatus.GEHOUDEN, BijeenkomstStatus.VERSLAGEN)


def verslag_of(meeting: Bijeenkomst) -> Verslag:
    """The verslag of this meeting; one that is not kept yet when nobody wrote in it."""
    found = Verslag.objects.filter(bijeenkomst=meeting).first() or Verslag(bijeenkomst=meeting)
    found.bijeenkomst = meeting
    return found


def may_write(meeting: Bijeenkomst) -> bool:
    return meeting.status in SCHRIJFBAAR


def locked_verslag(meeting: Bijeenkomst) -> Verslag:
    """The verslag, kept from now on, and held until this transaction ends. Raises TransitionError too early."""
    refuse_ended(meeting.pilot)
    if not may_write(meeting):
        raise TransitionError(f"‘{meeting}’ is nog niet begonnen. Het verslag kan zodra de bijeenkomst bezig is.")
    Verslag.objects.get_or_create(bijeenkomst=meeting)
    verslag = Verslag.objects.select_for_update().get(bijeenkomst=meeting)
    verslag.bijeenkomst = meeting
    return verslag


def open_verslag(meeting: Bijeenkomst) -> Verslag:
    """The same, to change it. Raises TransitionError when it was fixed."""
    verslag = locked_verslag(meeting)
    if verslag.is_withdrawn():
        raise TransitionError("Het verslag is ingetrokken. Zet het eerst weer open.")
    if verslag.is_fixed():
        raise TransitionError("Het verslag is vastgesteld. Zet het eerst weer open.")
    return verslag


@transaction.atomic
def save_deel(meeting: Bijeenkomst, deel: Deel, inhoud: str, *, versie: int, by: User) -> Verslagdeel:
    """Save a text that was written on top of `versie`; saving what is there already changes nothing.

    Raises VerouderdError when somebody else saved another text first.
    """
    verslag = open_verslag(meeting)
    Verslagdeel.objects.get_or_create(verslag=verslag, deel=deel.slug)
    row = Verslagdeel.objects.select_related("gewijzigd_door").get(verslag=verslag, deel=deel.slug)
    if row.inhoud == inhoud:
        return row
    store(row, versie=versie, inhoud=inhoud, gewijzigd_door=by, gewijzigd_op=timezone.now())
    return Verslagdeel.objects.select_related("gewijzigd_door").get(pk=row.pk)
