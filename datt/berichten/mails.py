"""One message over the wire, and what the answer of the mail server means."""

import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from datt.berichten.models import Bericht

logger = logging.getLogger(__name__)

PERMANENT = 500


def send(bericht: Bericht) -> None:
    """Send a message that this worker holds, and keep how it went."""
    mail = EmailMultiAlternatives(
        subject=bericht.onderwerpregel,
        body=bericht.tekst,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[bericht.aan],
        headers={"Message-ID": bericht.message_id, "Auto-Submitted": "auto-generated"},
    )
    if bericht.html:
        mail.attach_alternative(bericht.html, "text/html")
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        logger.warning("bericht %s not sent: %s", bericht.pk, type(error).__name__)
        _keep_failure(bericht, error)
    else:
        bericht.mark_sent(timezone.now())


def _keep_failure(bericht: Bericht, error: Exception) -> None:
    code = _code(error)
    if code >= PERMANENT:
        bericht.mark_failed(f"De mailserver weigerde dit adres ({code}). Kijk of het adres klopt.")
    elif code:
        bericht.retry_later(timezone.now(), f"De mailserver kon nu niet ({code}). Wij proberen het opnieuw.")
    elif isinstance(error, ConnectionRefusedError | TimeoutError):
        bericht.retry_later(timezone.now(), "De mailserver is niet bereikbaar. Wij proberen het opnieuw.")
    else:
        # The line broke while talking: the server may have taken the mail. A person decides.
        bericht.mark_uncertain()


def _code(error: Exception) -> int:
    """The answer of the mail server, or 0 when there was none."""
    if isinstance(error, SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0
