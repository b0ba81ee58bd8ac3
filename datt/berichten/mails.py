"""One mail over the wire, and what the answer of the mail server means."""

import logging
from contextlib import suppress
from email.headerregistry import Address
from email.message import MIMEPart
from email.policy import Policy
from email.utils import parseaddr
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from datt.berichten import agenda
from datt.berichten.models import Bericht
from datt.berichten.opmaak import unsubscribe_url
from datt.berichten.retour import return_address

logger = logging.getLogger(__name__)

PERMANENT = 500
# How long a server may think about one mail, once we are connected: some look at every mail for half a minute.
ANSWER_SECONDS = 60
AWAY = "De mailserver is niet bereikbaar. Wij proberen het opnieuw."


class UnsubscribeHeader(str):
    """An address that stays on one line: folded as any long word is, no mail program knows it again (RFC 8058)."""

    __slots__ = ()
    name = "List-Unsubscribe"

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def send(bericht: Bericht) -> bool:
    """Send a message that this worker holds, and keep how it went; answers whether the server could be reached."""
    server = mailers.default
    try:
        return _open(server, bericht) and _hand_over(server, bericht)
    finally:
        # It took the message or it did not; a rude goodbye changes nothing.
        with suppress(SMTPException, OSError):
            server.close()


def _open(server: BaseEmailBackend, bericht: Bericht) -> bool:
    """Connect and sign in. Nothing was said about this message yet: when this fails, it was not sent."""
    try:
        server.open()
    except (SMTPException, OSError) as error:
        logger.warning("mail server not reached: %s", type(error).__name__)
        bericht.retry_later(timezone.now(), AWAY)
        return False
    if isinstance(server, EmailBackend) and server.connection is not None and server.connection.sock is not None:
        server.connection.sock.settimeout(ANSWER_SECONDS)
    return True


def _hand_over(server: BaseEmailBackend, bericht: Bericht) -> bool:
    try:
        server.send_messages([mail_of(bericht)])
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("bericht %s not sent: %s", bericht.pk, type(error).__name__)
        return _keep_failure(bericht, error)
    bericht.mark_sent(timezone.now())
    return True


def mail_of(bericht: Bericht) -> EmailMultiAlternatives:
    """The mail itself. Its sender, subject and addresses come from columns; nothing typed reaches a header raw."""
    headers = {"From": _sender(bericht), "Message-ID": bericht.message_id, "Auto-Submitted": "auto-generated"}
    if bericht.afmeldbaar:
        headers["List-Unsubscribe"] = UnsubscribeHeader(f"<{unsubscribe_url(bericht.kenmerk)}>")
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=bericht.onderwerpregel,
        body=bericht.tekst,
        from_email=return_address(bericht.kenmerk) or settings.DEFAULT_FROM_EMAIL,
        to=[bericht.aan],
        reply_to=[bericht.antwoord_aan] if bericht.antwoord_aan else None,
        headers=headers,
    )
    if bericht.html:
        mail.attach_alternative(bericht.html, "text/html")
    if bericht.agenda:
        _add_calendar(mail, bericht.agenda)
    return mail


def _sender(bericht: Bericht) -> str:
    """Our own address, with the name of the municipality before it."""
    if not bericht.afzender:
        sender: str = settings.DEFAULT_FROM_EMAIL
        return sender
    return str(Address(display_name=bericht.afzender, addr_spec=parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _add_calendar(mail: EmailMultiAlternatives, text: str) -> None:
    """The meeting twice: as a part that mail programs show with buttons, and as a file for the others."""
    mail.attach_alternative(text, f'text/calendar; method={agenda.method_of(text)}; charset="utf-8"')
    part = MIMEPart()
    part.set_content(text, subtype="calendar", charset="utf-8", filename=agenda.NAME, disposition="attachment")
    part.set_param("method", agenda.method_of(text))
    mail.attach(part)


def _keep_failure(bericht: Bericht, error: Exception) -> bool:
    """Keep what went wrong; False when the server is not to be relied on for the next one."""
    code = _code(error)
    if isinstance(error, SMTPNotSupportedError | ValueError):
        bericht.mark_failed("Naar dit adres kan geen mail. Kijk of het adres klopt.")
    elif isinstance(error, SMTPSenderRefused):
        bericht.retry_later(timezone.now(), f"De mailserver weigert onze afzender ({code}). Vraag de beheerder.")
    elif code >= PERMANENT:
        bericht.mark_failed(_refusal(error, code))
    elif code:
        bericht.retry_later(timezone.now(), f"De mailserver kon nu niet ({code}). Wij proberen het opnieuw.")
    else:
        # The line broke while talking: the server may have taken the mail. A person decides.
        bericht.mark_uncertain()
        return False
    return True


def _refusal(error: Exception, code: int) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        return f"De mailserver weigerde dit adres ({code}). Kijk of het adres klopt."
    return f"De mailserver weigerde deze mail ({code}). Bel of mail zelf, en vraag de beheerder."


def _code(error: Exception) -> int:
    """The answer of the mail server, or 0 when there was none."""
    if isinstance(error, SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0
