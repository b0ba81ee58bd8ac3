"""The mails that follow from what a guest does; each is written in the transaction of what it tells."""

import logging

from django.utils import timezone

from datt.berichten.services import queue_mail, queue_sms
from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.agenda import CANCEL, REQUEST, guest_calendar
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, url_of
from pilots.partners.mails import contact_of
from pilots.traject.models import Persoon

logger = logging.getLogger(__name__)

S = UitnodigingStatus
SOORTEN = {
    S.JA: "bevestiging_ja",
    S.NEE: "bevestiging_nee",
    S.AFGEMELD: "bevestiging_nee",
    S.MISSCHIEN: "bevestiging_misschien",
    S.WACHTLIJST: "wachtlijst",
}


def prepare(uitnodiging: Uitnodiging) -> dict[str, str]:
    """What every answer of this guest is confirmed with; look it up before the lock, where nobody waits for it.

    Nothing for who cannot be reached.
    """
    persoon = uitnodiging.persoon
    return fields_for(uitnodiging) if persoon.email or (persoon.telefoon and persoon.sms_akkoord_op) else {}


def confirm(uitnodiging: Uitnodiging, velden: dict[str, str], *, had_seat: bool = False) -> None:
    """Confirm the answer that was just given; the calendar gets the meeting, or loses it."""
    if not velden:
        return
    agenda = REQUEST if uitnodiging.status == S.JA else CANCEL if had_seat else ""
    if uitnodiging.status == S.WACHTLIJST:
        place = uitnodiging.bijeenkomst.uitnodigingen.waiting().count()
        velden = {**velden, "uitleg": uitnodiging.uitleg, "plek_op_lijst": str(place)}
    _send(SOORTEN[UitnodigingStatus(uitnodiging.status)], uitnodiging, velden, agenda)


def tell_moved_up(uitnodiging: Uitnodiging) -> None:
    """A seat came free and it is theirs."""
    _write("plaats_vrijgekomen", uitnodiging, REQUEST)


def tell_colleague(mine: Uitnodiging, theirs: Uitnodiging, *, had_seat: bool) -> None:
    """Both hear that a colleague comes instead."""
    _write("collega_in_uw_plaats", mine, CANCEL if had_seat else "", collega=theirs.persoon.naam)
    agenda = REQUEST if theirs.status == S.JA else ""
    _write("collega_welkom", theirs, agenda, collega=mine.persoon.naam)


def tell_not_needed(mine: Uitnodiging, theirs: Uitnodiging, *, had_seat: bool) -> None:
    """The colleague hears that the other comes after all."""
    _write("collega_terug", theirs, CANCEL if had_seat else "", collega=mine.persoon.naam)


def _write(soort: str, uitnodiging: Uitnodiging, agenda: str = "", **velden: str) -> None:
    _send(soort, uitnodiging, fields_for(uitnodiging, **velden), agenda)


def _send(soort: str, uitnodiging: Uitnodiging, velden: dict[str, str], agenda: str) -> None:
    """To the mail address; to the phone of who has none and said that we may."""
    persoon = uitnodiging.persoon
    if persoon.email:
        queue_mail(
            soort,
            aan=persoon.email,
            naam=persoon.naam,
            velden=velden,
            onderwerp=uitnodiging,
            kring=persoon.pilot,
            agenda=guest_calendar(uitnodiging, method=agenda) if agenda else "",
        )
    elif persoon.telefoon and persoon.sms_akkoord_op:
        _text(soort, uitnodiging, velden)


def _text(soort: str, uitnodiging: Uitnodiging, velden: dict[str, str]) -> None:
    persoon = uitnodiging.persoon
    try:
        queue_sms(
            soort,
            aan=persoon.telefoon,
            naam=persoon.naam,
            velden=velden,
            onderwerp=uitnodiging,
            kring=persoon.pilot,
        )
    except ValueError as error:  # no mobile number, or words that do not fit: the answer itself stands
        logger.warning("no text message %s: %s", soort, error)


def mail_link(persoon: Persoon, soort: str) -> None:
    """Their own link; its text is wiped once it was sent."""
    queue_mail(
        soort,
        aan=persoon.email,
        naam=persoon.naam,
        velden=link_fields(persoon),
        kring=persoon.pilot,
        onderwerp=persoon,
        geheim=True,
    )


def link_fields(persoon: Persoon) -> dict[str, str]:
    """With what somebody gets their own link."""
    return {**_sender(persoon), "antwoordlink": url_of(link_for(persoon))}


def mail_needs(persoon: Persoon, gegevens: str) -> None:
    """What they told us about food and access, to their own address only."""
    velden = {**_sender(persoon), "gegevens": gegevens}
    queue_mail(
        "uw_behoeften", aan=persoon.email, naam=persoon.naam, velden=velden, kring=persoon.pilot, onderwerp=persoon,
        geheim=True,
    )  # fmt: skip


def say_goodbye(persoon: Persoon) -> None:
    """Say that everything is removed, before the address itself is."""
    if not persoon.email:
        return
    velden = {**_sender(persoon), "datum_weg": dates.full_day(timezone.localdate())}
    queue_mail(
        "gegevens_verwijderd", aan=persoon.email, naam=persoon.naam, velden=velden, kring=persoon.pilot, geheim=True
    )


def _sender(persoon: Persoon) -> dict[str, str]:
    contact = contact_of(persoon.pilot)
    return {
        "naam": persoon.naam,
        "gemeente": str(persoon.pilot.gemeente),
        "contact_naam": contact.naam,
        "contact_telefoon": contact.telefoon or contact.email or f"de gemeente {persoon.pilot.gemeente}",
        "afzender": contact.ondertekening,
    }
