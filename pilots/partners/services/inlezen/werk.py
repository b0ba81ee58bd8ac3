"""The work on a list: look at it, or read it in. A small one is done at once, a large one by the worker, in one way."""

import logging
from contextlib import suppress

from celery import signature
from django.utils import timezone

from datt.core.queue import ring_on_commit
from datt.core.tabellen import Grenzen, OnleesbaarBestand, read_table
from pilots.partners.models import Inleesvoorstel
from pilots.partners.models.inleesstatus import KLEIN, InleesStatus, NotOursError
from pilots.partners.services.inlezen.doen import ChangedInBetween, read_in
from pilots.partners.services.inlezen.voorstel import keep_lines, look_at

logger = logging.getLogger(__name__)

GRENZEN = Grenzen()
# A spreadsheet is packed: this much of it is a few hundred lines.
KLEIN_BESTAND = 60_000
VERANDERD = "Intussen veranderde er iets bij de partners. Wij keken alles opnieuw na. Er is niets ingelezen."
GESTOPT = (
    "Het werk aan deze lijst stopte een paar keer halverwege. Er is niets ingelezen. "
    "Probeer het opnieuw, of knip de lijst in kleinere delen."
)
# By its name: the task stands above the services, because it calls them.
TASK = signature("pilots.partners.tasks.process_lijst")


def looks_small(inhoud: bytes) -> bool:
    """Before it is read: whether this may be a list that need not wait for the worker."""
    if len(inhoud) > KLEIN_BESTAND * 5:
        return False
    return len(inhoud) <= KLEIN_BESTAND if inhoud[:2] == b"PK" else inhoud.count(b"\n") <= KLEIN + 1


def begin(voorstel: Inleesvoorstel) -> None:
    """Get the work done: a small list now, a large one soon. To be called after the work was written down.

    A new file that is small and cannot be read leaves nothing behind and raises OnleesbaarBestand.
    """
    is_small = voorstel.is_small() if voorstel.inhoud is None else looks_small(bytes(voorstel.inhoud))
    if is_small:
        _at_once(voorstel)
    else:
        ring(voorstel)


def ring(voorstel: Inleesvoorstel) -> None:
    ring_on_commit(TASK, voorstel.pk)


def _at_once(voorstel: Inleesvoorstel) -> None:
    mine = Inleesvoorstel.objects.claim(voorstel.pk, timezone.now())
    if mine is not None:
        try:
            _work(mine, most=KLEIN)
        except OnleesbaarBestand:
            voorstel.delete()
            raise
    voorstel.refresh_from_db()


def process(pk: int) -> None:
    """What the worker does with one list: nothing when another has it; whatever happens, its row says how it went."""
    voorstel = Inleesvoorstel.objects.claim(pk, timezone.now())
    if voorstel is None:
        return
    try:
        _work(voorstel)
    except OnleesbaarBestand as error:
        with suppress(NotOursError):
            voorstel.fail(str(error), inhoud=None)


def _work(voorstel: Inleesvoorstel, *, most: int | None = None) -> None:
    """One try. What goes wrong by surprise is left to the sweeper, that tries again and in the end gives up."""
    try:
        if voorstel.status == InleesStatus.INLEZEN and _is_read_in(voorstel):
            return
        _read(voorstel)
        if most is not None and voorstel.totaal > most:
            voorstel.let_go()
            ring(voorstel)
            return
        look_at(voorstel)
    except NotOursError:
        logger.info("list %s is no longer ours", voorstel.pk)
    except OnleesbaarBestand:
        raise
    except Exception:
        logger.exception("list %s stopped", voorstel.pk)
        voorstel.let_go()


def _is_read_in(voorstel: Inleesvoorstel) -> bool:
    """False when something changed since the preview: then it must be looked at again."""
    try:
        read_in(voorstel)
    except ChangedInBetween:
        voorstel.refresh_from_db(fields=["status"])
        voorstel.turned_out_different(VERANDERD)
        return False
    return True


def _read(voorstel: Inleesvoorstel) -> None:
    if voorstel.inhoud is not None:
        keep_lines(voorstel, read_table(bytes(voorstel.inhoud), grenzen=GRENZEN))


def give_up() -> None:
    """Say of the lists that stopped too often that they failed, and what to do."""
    for voorstel in Inleesvoorstel.objects.given_up(timezone.now()).defer("inhoud"):
        with suppress(NotOursError):
            voorstel.fail(GESTOPT)
