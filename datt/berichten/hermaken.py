"""Write a message again whose text was wiped: the app that wrote it still knows what stood in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from datt.berichten.agenda import checked
from datt.berichten.kinds import kinds
from datt.berichten.models import Bericht
from datt.berichten.opmaak import compose
from datt.core.states import TransitionError

ELSEWHERE = "In dit bericht staat een persoonlijke link. Het gaat alleen naar wat nu bij de persoon staat: {}."


@dataclass(frozen=True)
class Hermaakt:
    """What a message is filled with, as it would be written now.

    `alleen_aan`: the one address or number that it may go to, because a key of this reader stands in it.
    """

    velden: dict[str, str]
    toevoeging: str = ""
    agenda: str = ""
    alleen_aan: str | None = None


type Hermaker = Callable[[Bericht], Hermaakt | None]

_hermakers: dict[str, Hermaker] = {}


def register_hermaker(*soorten: str) -> Callable[[Hermaker], Hermaker]:
    """Say how messages of these kinds are written again; None when this one no longer can."""

    def keep(hermaker: Hermaker) -> Hermaker:
        _hermakers.update(dict.fromkeys(soorten, hermaker))
        return hermaker

    return keep


def can_go_again(bericht: Bericht) -> bool:
    """Whether its text is there, or can be made again."""
    return bool(bericht.tekst) or bericht.soort in _hermakers


def rewritten(bericht: Bericht, aan: str) -> dict[str, Any] | None:
    """The text of a message, made again for the same reader; None when nobody can.

    Raises TransitionError when `aan` is not where the reader is now.
    """
    hermaker = _hermakers.get(bericht.soort)
    found = hermaker(bericht) if hermaker is not None else None
    if found is None:
        return None
    if found.alleen_aan is not None and found.alleen_aan.lower() != aan.lower():
        raise TransitionError(ELSEWHERE.format(found.alleen_aan or "niemand: bij de persoon staat er nu geen"))
    soort = kinds()[bericht.soort]
    if bericht.is_sms:
        return {"tekst": soort.fill_sms(found.velden)}
    mail = compose(soort, found.velden, kring=bericht.pilot, toevoeging=found.toevoeging, kenmerk=bericht.kenmerk)
    return {"onderwerpregel": mail.onderwerp, "tekst": mail.tekst, "html": mail.html, "agenda": checked(found.agenda)}
