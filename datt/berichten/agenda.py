"""A calendar file that goes with a mail: looked at before it is kept, so that it says one thing to one calendar."""

import re

LONGEST = 100_000
METHODS = ("REQUEST", "CANCEL", "PUBLISH")
_LINE = re.compile(
    r"[A-Z][A-Z0-9-]*(?:;[^:;\x00-\x1f\"]+=(?:\"[^\"\x00-\x1f]*\"|[^;:\x00-\x1f\"]*))*:[^\x00-\x08\x0a-\x1f\x7f]*"
)
NAME = "uitnodiging.ics"


def checked(text: str) -> str:
    """The calendar file with the line ends it must have.

    Raises ValueError when it is no calendar file, holds a line that is none of its own, or does not
    say exactly once what is asked of a calendar.
    """
    if not text:
        return ""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    whole = "\n".join(lines).replace("\n ", "").replace("\n\t", "").split("\n")
    if len(text) > LONGEST or whole[0] != "BEGIN:VCALENDAR" or whole[-1] != "END:VCALENDAR":
        raise ValueError("Dit is geen agendabestand.")
    if whole.count("BEGIN:VCALENDAR") != 1 or not all(_LINE.fullmatch(line) for line in whole):
        raise ValueError("In dit agendabestand staat een regel die er niet hoort.")
    if [line for line in whole if line.startswith("METHOD")] not in [[f"METHOD:{name}"] for name in METHODS]:
        raise ValueError("Dit agendabestand zegt niet precies één keer wat de agenda moet doen.")
    if sum(line.startswith("ATTENDEE") for line in whole) > 1:
        raise ValueError("Dit agendabestand noemt meer dan één gast.")
    return "\r\n".join(lines) + "\r\n"


def method_of(text: str) -> str:
    """What a checked calendar file asks of a calendar."""
    found = re.search(r"^METHOD:([A-Z]+)\r?$", text, re.MULTILINE)
    return found[1] if found else "PUBLISH"
