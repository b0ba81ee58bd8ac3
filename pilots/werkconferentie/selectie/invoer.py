"""A draw as plain data, without names: what is published, and what the seed is made of."""

import hashlib
import json
from datetime import datetime
from typing import Any

from pilots.werkconferentie.selectie.loten import Kandidaat, Opdracht, Regel, Soort


def to_data(opdracht: Opdracht, teksten: dict[int, str]) -> dict[str, Any]:
    """Everything the draw depends on, but for the moment and the seed; `teksten` are the rules in words."""
    return {
        "plaatsen": opdracht.plaatsen,
        "per_organisatie": opdracht.per_organisatie,
        "regels": [
            {"nr": one.nr, "soort": one.soort.value, "getal": one.getal, "tekst": teksten[one.nr]}
            for one in opdracht.regels
        ],
        "kandidaten": [
            {
                "nr": one.nr,
                "organisatie": one.organisatie,
                "regels": sorted(one.regels),
                "vast": one.is_vast,
                "doet_mee": one.doet_mee,
            }
            for one in opdracht.kandidaten
        ],
    }


def from_data(data: dict[str, Any]) -> Opdracht:
    return Opdracht(
        plaatsen=data["plaatsen"],
        per_organisatie=data["per_organisatie"],
        regels=[Regel(nr=one["nr"], soort=Soort(one["soort"]), getal=one["getal"]) for one in data["regels"]],
        kandidaten=[
            Kandidaat(
                nr=one["nr"],
                organisatie=one["organisatie"],
                regels=frozenset(one["regels"]),
                is_vast=one["vast"],
                doet_mee=one["doet_mee"],
            )
            for one in data["kandidaten"]
        ],
    )


def texts_of(data: dict[str, Any]) -> dict[int, str]:
    return {one["nr"]: one["tekst"] for one in data["regels"]}


def written(data: dict[str, Any]) -> str:
    """The one way to write it down: names in order of the alphabet, no spaces, letters as they are."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(data: dict[str, Any]) -> str:
    return hashlib.sha256(written(data).encode()).hexdigest()


def at_moment(data: dict[str, Any], now: datetime) -> dict[str, Any]:
    """With the moment at which it was fixed, to a millionth of a second: nobody chooses that."""
    return {**data, "vastgezet_op": now.isoformat()}
