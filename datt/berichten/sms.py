"""One text message over the wire: through the Business Messaging API of CM.com, or only into the log."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from datt.berichten.mobiel import last_two
from datt.berichten.models import Bericht
from datt.core.dates import local

logger = logging.getLogger(__name__)

# Opening a line, and waiting for the answer to a message.
CONNECT_SECONDS, ANSWER_SECONDS = 5, 20
LONGEST_ANSWER = 100_000
NOT_SET_UP = "Er is geen sms-dienst ingesteld. Bel deze persoon, en vraag de beheerder om sms aan te zetten."
AWAY = "De sms-dienst is niet bereikbaar. Wij proberen het opnieuw."
TOO_MANY = (
    "Deze pilot verstuurde deze maand al {most} sms'jes. Meer mag niet."
    " Bel of mail deze persoon, of vraag de beheerder om een hogere grens."
)
BUSY = frozenset({429, 502, 503})
NOT_LET_IN = frozenset({401, 402, 403})
# Codes of CM.com in a refusal: the account is not let in, or has no credit left.
ACCOUNT_CODES = frozenset({101, 102, 103})
SERVER_FAULT = 500


@dataclass(frozen=True)
class Uitkomst:
    """How handing over one message went; `fout` is for the facilitator."""

    soort: str  # gelukt, later, mislukt or onzeker
    fout: str = ""
    bereikt: bool = True


class Gateway(Protocol):
    """Whoever takes text messages from us."""

    def hand_over(self, *, nummer: str, tekst: str, kenmerk: str) -> Uitkomst: ...


class LogGateway:
    """For trying out: nothing leaves, and the log holds neither the number nor the text."""

    def hand_over(self, *, nummer: str, tekst: str, kenmerk: str) -> Uitkomst:
        logger.warning("sms to %s, %s signs: not sent, only logged", last_two(nummer), len(tekst))
        return Uitkomst("gelukt")


@dataclass(frozen=True)
class CmGateway:
    """POST with JSON; the product token stands in the envelope of the messages."""

    adres: str
    token: str
    afzender: str

    def hand_over(self, *, nummer: str, tekst: str, kenmerk: str) -> Uitkomst:
        where = urlsplit(self.adres)
        line = self._connect(where.scheme, where.hostname or "", where.port)
        if line is None:
            return Uitkomst("later", AWAY, bereikt=False)
        try:
            body = json.dumps(self._envelope(nummer, tekst, kenmerk)).encode()
            line.request("POST", where.path or "/", body, {"Content-Type": "application/json; charset=utf-8"})
            answer = line.getresponse()
            return _meaning(answer.status, _read(answer.read(LONGEST_ANSWER)))
        except (HTTPException, OSError) as error:
            # The line broke while talking: the service may have taken the message. A person decides.
            logger.warning("sms service broke off: %s", type(error).__name__)
            return Uitkomst("onzeker", bereikt=False)
        finally:
            line.close()

    def _connect(self, scheme: str, host: str, port: int | None) -> HTTPConnection | None:
        """An open line, or None: then nothing was said yet."""
        make = HTTPSConnection if scheme == "https" else HTTPConnection
        line = make(host, port, timeout=CONNECT_SECONDS)
        try:
            line.connect()
        except (HTTPException, OSError) as error:
            logger.warning("sms service not reached: %s", type(error).__name__)
            line.close()
            return None
        line.sock.settimeout(ANSWER_SECONDS)
        return line

    def _envelope(self, nummer: str, tekst: str, kenmerk: str) -> dict[str, Any]:
        message = {
            "allowedChannels": ["SMS"],
            "from": self.afzender,
            "to": [{"number": nummer}],
            "body": {"type": "auto", "content": tekst},
            "minimumNumberOfMessageParts": 1,
            "maximumNumberOfMessageParts": 5,
            "reference": kenmerk,
        }
        return {"messages": {"authentication": {"productToken": self.token}, "msg": [message]}}


def _read(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _meaning(status: int, answer: dict[str, Any]) -> Uitkomst:
    """What an answer says about this one message."""
    code = answer.get("errorCode")
    if status in NOT_LET_IN or code in ACCOUNT_CODES:
        return Uitkomst("later", f"De sms-dienst laat ons niet toe ({code or status}). Vraag de beheerder.")
    if status in BUSY:
        return Uitkomst("later", f"De sms-dienst kon nu niet ({status}). Wij proberen het opnieuw.")
    if status >= SERVER_FAULT:
        return Uitkomst("onzeker")
    return _of_message(status, code, answer)


def _of_message(status: int, code: object, answer: dict[str, Any]) -> Uitkomst:
    rows = answer.get("messages")
    row = rows[0] if isinstance(rows, list) and rows and isinstance(rows[0], dict) else {}
    own = row.get("messageErrorCode", 0) or code
    if status == 200 and code == 0 and not row.get("messageErrorCode") and row.get("status", "Accepted") == "Accepted":
        return Uitkomst("gelukt")
    if status == 200 and code is None:
        # It said yes in words we do not know: perhaps it went out.
        return Uitkomst("onzeker")
    return Uitkomst("mislukt", f"De sms-dienst weigerde dit nummer of deze tekst ({own or status}). Bel deze persoon.")


def gateway() -> Gateway | None:
    """The service that the environment names; None when text messages are not possible here."""
    post = settings.POST
    if post["sms_token"]:
        return CmGateway(post["sms_adres"], post["sms_token"], post["sms_afzender"])
    return LogGateway() if post["sms_alleen_loggen"] else None


def is_possible() -> bool:
    """Whether a facilitator may choose a text message here."""
    return gateway() is not None


def send(bericht: Bericht) -> bool:
    """Hand over a message that this worker holds, and keep how it went; answers whether there is a service."""
    service = gateway()
    if service is None:
        bericht.mark_failed(NOT_SET_UP)
        return True
    if over_limit(bericht, timezone.now()):
        bericht.mark_failed(TOO_MANY.format(most=settings.POST["sms_per_maand"]))
        return True
    uitkomst = service.hand_over(nummer=bericht.aan, tekst=bericht.tekst, kenmerk=bericht.kenmerk)
    _keep(bericht, uitkomst)
    return uitkomst.bereikt


def over_limit(bericht: Bericht, now: datetime) -> bool:
    """Whether this pilot sent its text messages of this month already."""
    first = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    others = Bericht.objects.texts_of_month(bericht.pilot, first).exclude(pk=bericht.pk)
    most: int = settings.POST["sms_per_maand"]
    return others.count() >= most


def _keep(bericht: Bericht, uitkomst: Uitkomst) -> None:
    now = timezone.now()
    if uitkomst.soort == "gelukt":
        bericht.mark_sent(now)
    elif uitkomst.soort == "later":
        bericht.retry_later(now, uitkomst.fout)
    elif uitkomst.soort == "mislukt":
        bericht.mark_failed(uitkomst.fout)
    else:
        bericht.mark_uncertain()
