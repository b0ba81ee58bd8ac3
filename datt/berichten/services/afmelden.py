"""Having no more mail of a pilot, and coming back on it."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from datt.berichten.afmelding import WANTS_NO_MORE, opted_out, tell
from datt.berichten.models import Afmelding, Bericht
from datt.core.models import record

READER = "De ontvanger"


@transaction.atomic
def opt_out(adres: str, kring: models.Model, *, wie: str = READER) -> bool:
    """No more mail of this kring to this address, but for what is asked for; what waits is stopped.

    Answers whether this was new. `wie` stands in the log.
    """
    soort = ContentType.objects.get_for_model(kring)
    was_here = not opted_out(kring, [adres])
    Afmelding.objects.get_or_create(adres=adres.lower(), kring_soort=soort, kring_nr=kring.pk)
    if was_here:
        waiting = Bericht.objects.within(kring).filter(aan__iexact=adres, afmeldbaar=True)
        waiting.withdraw_waiting(WANTS_NO_MORE)
        record(kring, "berichten.afgemeld", "wil geen berichten meer", by=None, wie=wie, kring=kring)
        tell(kring, adres.lower(), left=True)
    return was_here


@transaction.atomic
def opt_in(adres: str, kring: models.Model, *, wie: str = READER) -> bool:
    """Mail again; answers whether anything changed. What was stopped stays stopped."""
    was_gone = bool(opted_out(kring, [adres]))
    Afmelding.objects.within(kring).filter(adres=adres.lower()).delete()
    if was_gone:
        record(kring, "berichten.aangemeld", "wil toch weer berichten", by=None, wie=wie, kring=kring)
        tell(kring, adres.lower(), left=False)
    return was_gone
