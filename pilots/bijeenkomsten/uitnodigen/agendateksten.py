"""What stands in a guest's calendar below a meeting, for this guest alone: registered by the apps that know it.

It goes into the description and makes no appointments of its own: every calendar shows it, it moves along with the
meeting, and what was an appointment before does not stay behind when the programme changes.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from pilots.traject.models import Bijeenkomst, Persoon


@dataclass(frozen=True, kw_only=True)
class Agendatekst:
    """The texts of one meeting, by person.

    `nummer` rises with every change of any of them and never falls, also for who has no text (any more): a calendar
    takes in only what has a higher number than before.
    """

    nummer: int = 0
    teksten: Mapping[int, str] = field(default_factory=dict)


# By meeting; of one person when it is given. For meetings without any text, as many queries for one as for six.
type Agendateksten = Callable[[Collection[Bijeenkomst], Persoon | None], Mapping[int, Agendatekst]]

_sources: list[Agendateksten] = []


def register_agendateksten(source: Agendateksten) -> Agendateksten:
    _sources.append(source)
    return source


def texts_for(meetings: Collection[Bijeenkomst], persoon: Persoon | None = None) -> dict[int, Agendatekst]:
    """The texts of each of these meetings, of everybody or of one person; one for every meeting, if empty."""
    found = {meeting.pk: Agendatekst() for meeting in meetings}
    for source in _sources if meetings else ():
        for meeting, one in source(meetings, persoon).items():
            found[meeting] = _joined(found[meeting], one)
    return found


def _joined(een: Agendatekst, ander: Agendatekst) -> Agendatekst:
    texts = dict(een.teksten)
    for persoon, text in ander.teksten.items():
        texts[persoon] = f"{texts[persoon]}\n\n{text}" if persoon in texts else text
    return Agendatekst(nummer=een.nummer + ander.nummer, teksten=texts)
