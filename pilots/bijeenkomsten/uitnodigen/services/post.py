"""How the messages about an invitation went, and whether there is a way to reach somebody at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType

from datt.berichten.afmelding import opted_out
from datt.berichten.mobiel import is_mobile
from datt.berichten.models import ATTENTION, Bericht, BerichtQuerySet, BerichtStatus, Mailadres
from datt.berichten.services import withdraw
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, Persoon, Pilot

OP_PAPIER = "op papier"
ONDERWEG = "onderweg"
WORDS: dict[str, str] = {
    BerichtStatus.WACHTRIJ: ONDERWEG,
    BerichtStatus.BEZIG: ONDERWEG,
    BerichtStatus.VERSTUURD: "verstuurd",
    BerichtStatus.TERUGGEKOMEN: "kwam terug",
    BerichtStatus.MISLUKT: "niet aangekomen",
    BerichtStatus.ONZEKER: "onzeker",
    BerichtStatus.INGETROKKEN: "ingetrokken",
}


# What a message was, by the beginning of its kind: its own subject is wiped once it was sent, it led to the link.
TITELS = {
    "uitnodiging_": "Uitnodiging",
    "save_the_date": "Houd de datum vrij",
    "herinnering_antwoord": "Vraag om een antwoord",
    "herinnering_": "Herinnering",
    "bevestiging_": "Bevestiging van het antwoord",
    "wachtlijst": "U staat op de wachtlijst",
    "plaats_vrijgekomen": "Er kwam een plaats vrij",
    "wijziging_datum": "Andere datum",
    "wijziging_plaats": "Andere plaats",
    "afgelast": "Gaat niet door",
    "collega_": "Over een collega",
}


@dataclass(frozen=True)
class Poststuk:
    """One message to a guest, without its text."""

    bericht: Bericht

    @property
    def titel(self) -> str:
        soort = self.bericht.soort
        known = next((titel for start, titel in TITELS.items() if soort.startswith(start)), None)
        return known or soort.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Bereik:
    """Who of the people of a pilot cannot be mailed, looked up for all of them at once; addresses in lowercase."""

    afgemeld: Collection[str] = field(default_factory=frozenset)
    onbestelbaar: Collection[str] = field(default_factory=frozenset)

    def obstacle(self, persoon: Persoon) -> str:
        """Why no mail goes to this person; empty when one can."""
        adres = persoon.email.lower()
        if not adres:
            return "geen mailadres"
        if adres in self.afgemeld:
            return "wil geen mail meer"
        return "mail komt terug" if adres in self.onbestelbaar else ""

    def gets_sms(self, persoon: Persoon) -> bool:
        """A mobile number, and they said it is fine; who left the mail left the text messages too."""
        return (
            persoon.sms_akkoord_op is not None
            and is_mobile(persoon.telefoon)
            and persoon.email.lower() not in self.afgemeld
        )


def reach_of(pilot: Pilot, personen: Iterable[Persoon]) -> Bereik:
    """Two queries, however many people."""
    adressen = [persoon.email for persoon in personen if persoon.email]
    if not adressen:
        return Bereik()
    return Bereik(frozenset(opted_out(pilot, adressen)), frozenset(Mailadres.objects.undeliverable(adressen)))


def about_invitations(meeting: Bijeenkomst) -> BerichtQuerySet:
    """Every message about an invitation for this meeting."""
    soort = ContentType.objects.get_for_model(Uitnodiging)
    rows: BerichtQuerySet = Bericht.objects.within(meeting.pilot)
    return rows.filter(over_soort=soort, over_nr__in=meeting.uitnodigingen.order_by().values("pk"))


def stop_waiting(uitnodiging: Uitnodiging, *, by: Any, reden: str) -> None:
    """Let nothing that still waits about this invitation go out: it would say what is no longer true."""
    kring = uitnodiging.bijeenkomst.pilot
    withdraw(Bericht.objects.within(kring).about(uitnodiging), by=by, reden=reden, kring=kring)


def messages_about(uitnodiging: Uitnodiging) -> list[Poststuk]:
    """The messages to one guest about one meeting, newest first; without their text, it holds the link of the guest."""
    rows = about_invitations(uitnodiging.bijeenkomst).filter(over_nr=uitnodiging.pk)
    return [Poststuk(bericht) for bericht in rows.defer("tekst", "html", "agenda")]


def newest_status(meeting: Bijeenkomst) -> dict[int, str]:
    """The status of the newest message about each invitation, by its pk; in one query."""
    rows = about_invitations(meeting).exclude(status=BerichtStatus.INGETROKKEN).order_by("created_at", "pk")
    return {nr: status for nr, status in rows.values_list("over_nr", "status") if nr is not None}


def word_of(uitnodiging: Uitnodiging, status: str | None) -> str:
    """How the post to a guest went, in a word or two."""
    if status is None:
        return OP_PAPIER if uitnodiging.verstuurd_op and not uitnodiging.zonder_uitnodiging else ""
    return WORDS[status]


def needs_attention(status: str | None) -> bool:
    return status in ATTENTION
