"""What a person does with a message that was written: send it again, or stop it."""

from typing import Any

from django.db import models, transaction

from datt.berichten.hermaken import rewritten
from datt.berichten.models import Bericht, BerichtQuerySet, BerichtStatus
from datt.berichten.services.terugpost import clear_address
from datt.berichten.tasks import deliver_bericht
from datt.core.models import record
from datt.core.queue import ring_on_commit
from datt.core.states import TransitionError

WIPED = (
    "De tekst van dit bericht is gewist, omdat er een persoonlijke link in stond."
    " Verstuur het opnieuw op de pagina waar het vandaan kwam."
)


@transaction.atomic
def resend(bericht: Bericht, *, by: Any, aan: str = "", wis: bool = False) -> None:
    """Send a message again that failed, came back, or may not have arrived; to `aan` where its address was wrong.

    `wis` says that an address that was left alone works again. Raises TransitionError for a message
    that was sent, that waits already, or whose text was wiped and cannot be written again.
    """
    text = {} if bericht.tekst or not bericht.needs_attention else rewritten(bericht, aan or bericht.aan)
    if text is None:
        raise TransitionError(WIPED)
    bericht.resend(by=by, aan=aan or bericht.aan, **text)
    if wis:
        clear_address(bericht, by=by)
    ring_on_commit(deliver_bericht, bericht.pk)


@transaction.atomic
def withdraw(
    berichten: "Bericht | BerichtQuerySet", *, by: Any, reden: str = "", kring: models.Model | None = None
) -> int:
    """Stop what still waits, such as reminders of a meeting that is off; answers how many.

    One message: raises TransitionError when it does not wait any more. Many: those that do not
    wait are left as they are, and the log gets one line, in `kring` or that of the first.
    """
    if isinstance(berichten, Bericht):
        berichten.withdraw(by=by, reden=reden)
        return 1
    waiting = berichten.order_by("pk").filter(status=BerichtStatus.WACHTRIJ)
    first = waiting.first()
    count = waiting.withdraw_waiting(reden) if first is not None else 0
    if first is not None and count:
        words = "één bericht" if count == 1 else f"{count} berichten"
        record(first, "berichten.ingetrokken", f"trok {words} in", by=by, reden=reden, kring=kring)
    return count
