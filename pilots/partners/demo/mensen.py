"""The people of the demo, as their file lists them for each organisation."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from datt.core.content import read_toml
from datt.core.text import fold
from pilots.partners.services.aanmelden import Opgave

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Opgaven:
    """Everybody of one organisation; the first is the contact person."""

    naam: str
    domein: str
    mensen: tuple[Opgave, ...]


@cache
def all_opgaven() -> dict[str, Opgaven]:
    return {one["naam"]: opgaven_of(one) for one in read_toml(FOLDER / "mensen.toml")["organisaties"]}


@cache
def partners_toml() -> dict[str, Any]:
    return read_toml(FOLDER / "partners.toml")


def opgaven_of(one: dict[str, Any]) -> Opgaven:
    people = tuple(_opgave(line, one["domein"]) for line in one["mensen"])
    return Opgaven(one["naam"], one["domein"], people)


def _opgave(line: str, domein: str) -> Opgave:
    naam, positie, *more = line.split(" / ")
    given = [word for word in more if "@" in word]
    return Opgave(
        naam,
        email=given[0] if given else f"{_address(naam)}@{domein}",
        positie=positie,
        is_sleutelfunctionaris="sleutel" in more,
    )


def _address(naam: str) -> str:
    """'Fatima Zahra Lahlou' becomes 'fatima.zahra.lahlou'."""
    return re.sub(r"[^a-z]+", ".", fold(naam).replace("ı", "i")).strip(".")
