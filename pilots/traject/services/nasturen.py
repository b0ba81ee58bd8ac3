"""Where a mail of a pilot may go again: never to a stranger when it holds a link."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from datt.berichten.hermaken import can_go_again
from datt.berichten.kinds import LINKS, kinds
from datt.berichten.mobiel import mobile_number
from datt.berichten.models import Bericht, Mailadres
from pilots.traject.models import Persoon, Pilot


@dataclass(frozen=True)
class Nasturen:
    """One message, the newer address or number of its reader when it differs, and whether any may be typed.

    `is_onbestelbaar`: nothing goes to its address any more, until somebody says that it works.
    """

    bericht: Bericht
    nieuw_adres: str
    is_vrij: bool
    is_onbestelbaar: bool = False

    @property
    def kan_opnieuw(self) -> bool:
        """Its text is there, or can be written again."""
        return can_go_again(self.bericht)

    def may_go_to(self, address: str) -> bool:
        """A message with a link goes to its reader only: at the address it had, or at what stands there now."""
        known = {self.bericht.aan.lower(), self.nieuw_adres.lower()} - {""}
        return self.is_vrij or address.lower() in known


def resendable(pilot: Pilot, mails: Iterable[Bericht]) -> list[Nasturen]:
    """Each mail with where it may go; as many queries for one as for a page full."""
    rows = list(mails)
    prefetch_related_objects(rows, "over")
    people = {persoon.pk: persoon for persoon in pilot.personen.live()}
    left_alone = Mailadres.objects.undeliverable(row.aan for row in rows)
    return [
        Nasturen(bericht, _newer_address(bericht, people), _holds_no_link(bericht), bericht.aan.lower() in left_alone)
        for bericht in rows
    ]


def _newer_address(bericht: Bericht, people: dict[int, Persoon]) -> str:
    persoon = _reader(bericht, people)
    newest = "" if persoon is None else _mobile_of(persoon) if bericht.is_sms else persoon.email
    return "" if newest.lower() == bericht.aan.lower() else newest


def _mobile_of(persoon: Persoon) -> str:
    try:
        return mobile_number(persoon.telefoon)
    except ValueError:
        return ""


def _reader(bericht: Bericht, people: dict[int, Persoon]) -> Persoon | None:
    """Whom the mail was written to: a person, or the guest of an invitation.

    Of an organisation the contact person, unless it is somebody else by now.
    """
    over = bericht.over
    if isinstance(over, Persoon):
        return people.get(over.pk)
    if (guest := getattr(over, "persoon_id", None)) is not None:
        return people.get(guest)
    contact = people.get(getattr(over, "contactpersoon_id", None) or 0)
    return contact if contact is not None and contact.naam == bericht.aan_naam else None


def _holds_no_link(bericht: Bericht) -> bool:
    """A kind we no longer know may have held one; and a text message goes to no number that was typed here."""
    soort = kinds().get(bericht.soort)
    return not bericht.is_sms and not bericht.geheim and soort is not None and LINKS.isdisjoint(soort.velden)
