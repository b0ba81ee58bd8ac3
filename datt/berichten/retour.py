"""Where mail comes back: an envelope sender per message (VERP), and what a report of the post says (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from django.conf import settings

from datt.berichten import kenmerken

PURPOSE = "terug"
_ADDRESS = re.compile(r"\bterug\+([0-9a-z]+-[0-9a-f]+)@([a-z0-9.-]+)", re.IGNORECASE)
_STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})")
# Where the post writes down to whom a report was addressed.
_ADDRESSED = ("X-Original-To", "Delivered-To", "Envelope-To", "To")


@dataclass(frozen=True)
class Terugmelding:
    """One message came back: its mark, whether the address itself is wrong, and why, in words."""

    kenmerk: str
    is_hard: bool
    reden: str


def return_address(kenmerk: str) -> str:
    """The envelope sender of one message; '' where no domain for it is set."""
    domain = settings.POST["retour_domein"]
    return f"terug+{kenmerk}-{kenmerken.sign(PURPOSE, kenmerk)}@{domain}" if domain else ""


def kenmerk_in(text: str) -> str:
    """The mark in an envelope sender of ours; '' when there is none, or when it was made up."""
    for found in _ADDRESS.finditer(text[:2000]):
        if found[2].lower() == settings.POST["retour_domein"].lower():
            return kenmerken.read(PURPOSE, found[1].lower())
    return ""


def told(adres: str, *, actie: str, status: str) -> Terugmelding | None:
    """What a report means; None when it is not about a message of ours, or says that the mail is only late."""
    kenmerk = kenmerk_in(adres)
    found = _STATUS.search(status[:40])
    if not kenmerk or actie.strip().lower() != "failed" or found is None or found[1] == "2":
        return None
    klass, subject, detail = (int(part) for part in found.groups())
    is_hard = klass == 5 and subject != 7 and (subject, detail) != (2, 2)
    return Terugmelding(kenmerk, is_hard, reason_for(found[0]))


def reason_for(status: str) -> str:
    """What a status of the post (RFC 3463) means for whoever sent the mail."""
    _, subject, detail = (int(part) for part in status.split("."))
    if subject == 1:
        return f"Dit adres bestaat niet ({status}). Kijk of het klopt, of bel deze persoon."
    if (subject, detail) == (2, 2):
        return f"De postbus is vol ({status}). Probeer het later nog eens, of bel."
    if subject == 7:
        return (
            f"De mailserver van de ontvanger houdt onze mail tegen ({status}). Bel deze persoon, en vraag de beheerder."
        )
    return f"De mail kwam terug ({status}). Kijk of het adres klopt, of bel deze persoon."


def read_report(raw: bytes, aan: str = "") -> Terugmelding | None:
    """A mail that came back to the return domain, as the post reports it; None for anything else.

    `aan` is the address it was delivered to, when the mail system hands that in.
    """
    mail = message_from_bytes(raw, policy=policy.compat32)
    addressed = " ".join([aan, *(str(value) for name in _ADDRESSED for value in mail.get_all(name, []))])
    for fields in _per_recipient(mail):
        found = told(addressed, actie=str(fields.get("Action", "")), status=str(fields.get("Status", "")))
        if found is not None:
            return found
    return None


def _per_recipient(mail: Message) -> Iterator[Message]:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for fields in part.get_payload():
                if isinstance(fields, Message) and fields.get("Action"):
                    yield fields
