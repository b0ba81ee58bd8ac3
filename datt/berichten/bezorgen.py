"""The last look at a message before it goes out, and handing it to the right service."""

from django.utils import timezone

from datt.berichten import mails, sms
from datt.berichten.afmelding import WANTS_NO_MORE, opted_out
from datt.berichten.models import Bericht, Mailadres
from datt.berichten.models.bericht import RETURNS


def deliver(bericht: Bericht) -> bool:
    """Send a message that this worker holds, unless it may not go out by now; False when nobody could be reached."""
    if bericht.binnengebleven or stays_inside(bericht.pilot):
        bericht.keep_inside(timezone.now())
    elif bericht.afmeldbaar and opted_out(bericht.pilot, [bericht.aan]):
        bericht.stop(WANTS_NO_MORE)
    elif bericht.is_sms:
        return sms.send(bericht)
    elif Mailadres.objects.undeliverable([bericht.aan]):
        bericht.mark_failed(RETURNS)
    else:
        return mails.send(bericht)
    return True


def stays_inside(kring: object) -> bool:
    """Whether this is a rehearsal: its messages never leave the building."""
    asked = getattr(kring, "blijft_binnen", None)
    return bool(asked()) if callable(asked) else False
