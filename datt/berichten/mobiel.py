"""Mobile numbers and quiet hours: to which number a text message may go, and when."""

import re
from datetime import datetime, time, timedelta

from datt.core.dates import AMSTERDAM, local

FROM, UNTIL = time(8), time(21)
_MOBILE = re.compile(r"(?:0031|\+31|31)?0?6(\d{8})")
_BETWEEN = re.compile(r"[\s().\-–/]+")
NO_MOBILE = "Dit is geen Nederlands mobiel nummer. Vul een nummer in dat met 06 begint en tien cijfers heeft."


class WrongNumberError(ValueError):
    """No Dutch mobile number; its text says what is."""


def mobile_number(value: str) -> str:
    """06 12 34 56 78 as 0031612345678. Raises ValueError, with a sentence, for any other number."""
    found = _MOBILE.fullmatch(_BETWEEN.sub("", value[:40].replace("(0)", ""))) if value.isascii() else None
    if found is None:
        raise WrongNumberError(NO_MOBILE)
    return f"00316{found[1]}"


def mobile_or_nothing(value: str) -> str:
    """The same, and nothing for any other number."""
    try:
        return mobile_number(value)
    except ValueError:
        return ""


def is_mobile(value: str) -> bool:
    return bool(mobile_or_nothing(value))


def last_two(number: str) -> str:
    """All that a log may say of a number."""
    return f"…{number[-2:]}"


def first_allowed(moment: datetime) -> datetime:
    """This moment, or the next eight o'clock in the morning when it falls in the quiet hours."""
    here = local(moment)
    if FROM <= here.time() < UNTIL:
        return moment
    day = here.date() if here.time() < FROM else here.date() + timedelta(days=1)
    return datetime.combine(day, FROM, AMSTERDAM)
