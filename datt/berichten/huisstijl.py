"""The look of a mail: the colours and the name of whom it comes from, handed in by the app that knows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import models

from datt.berichten.invullen import words
from datt.core.text import one_line

INKT, PAPIER = "#221b3a", "#ffffff"
TYPED = ("naam", "plaats", "contact", "hoort_bij")
COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, kw_only=True)
class Huisstijl:
    """`naam` and `plaats` stand in the bar, `hoort_bij` at the end: one sentence about what the mail belongs to.

    `afzender` stands before the address it comes from; `contact` reads the answers at `antwoord_aan`.
    """

    naam: str = "DATT Werkt!"
    plaats: str = ""
    kleur: str = INKT
    op_kleur: str = PAPIER
    afzender: str = ""
    antwoord_aan: str = ""
    contact: str = ""
    hoort_bij: str = ""

    def __post_init__(self) -> None:
        if not (COLOUR.fullmatch(self.kleur) and COLOUR.fullmatch(self.op_kleur)):
            raise ValueError("Een kleur in een mail is een code zoals #221b3a.")

    def sender(self) -> str:
        """As it may stand before a mail address."""
        return one_line(self.afzender, most=80)


type Bron = Callable[[models.Model], Huisstijl | None]

_bronnen: list[Bron] = []


def register_huisstijl(bron: Bron) -> Bron:
    """Hand in the look of mail about a kring; None when it is not yours."""
    if bron not in _bronnen:
        _bronnen.append(bron)
    return bron


def huisstijl_of(kring: models.Model | None) -> Huisstijl:
    """The first look that an app knows for this kring, or our own."""
    if kring is not None:
        for bron in _bronnen:
            if (found := bron(kring)) is not None:
                # People typed these: they are words in a mail, and no link.
                return replace(found, **{name: words(getattr(found, name)) for name in TYPED})
    return Huisstijl()
