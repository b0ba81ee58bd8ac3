"""Load the template of a trajectory from its files, as a new version when it changed."""

import hashlib
import json
from datetime import time
from pathlib import Path
from typing import Any

from django.db import transaction

from datt.core.content import read_toml
from pilots.traject import agenda
from pilots.traject.models import Sjabloon, Sjabloonbijeenkomst, Sjabloonblok, Sjabloontaak

FOLDER = Path(__file__).resolve().parent.parent / "content" / "bijeenkomsten"
PLAIN_FIELDS = (
    "soort", "volgorde", "titel", "korte_titel", "doel", "opbrengst", "doelgroep", "zaal", "capaciteit",
    "min_groep", "duur_minuten", "dagen_na_start", "handleiding", "openingswoord", "afsluiting",
    "hand_out", "formulieren",
)  # fmt: skip


@transaction.atomic
def load_sjabloon(folder: Path = FOLDER) -> Sjabloon:
    """The newest version of the template, made now when the files say something else than it.

    Older versions stay: a pilot keeps the version it began with.
    """
    meetings = sorted((read_toml(path) for path in folder.glob("*.toml")), key=_order)
    fingerprint = _fingerprint(meetings)
    newest = Sjabloon.objects.order_by("versie").last()
    if newest is not None and newest.vingerafdruk == fingerprint:
        return newest
    sjabloon = Sjabloon.objects.create(
        versie=newest.versie + 1 if newest else 1,
        vingerafdruk=fingerprint,
    )
    for meeting in meetings:
        _store(sjabloon, meeting)
    return sjabloon


def _order(meeting: dict[str, Any]) -> tuple[int, str]:
    return meeting["volgorde"], meeting["soort"]


def _fingerprint(meetings: list[dict[str, Any]]) -> str:
    """The same for the same content, whatever the layout of the files."""
    text = json.dumps(meetings, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _store(sjabloon: Sjabloon, meeting: dict[str, Any]) -> None:
    stored = Sjabloonbijeenkomst(sjabloon=sjabloon, begin=_begins_at(meeting))
    for name in PLAIN_FIELDS:
        if name in meeting:
            setattr(stored, name, meeting[name])
    stored.full_clean()
    stored.save()
    Sjabloontaak.objects.bulk_create(
        Sjabloontaak(bijeenkomst=stored, volgorde=nr, **task) for nr, task in enumerate(meeting["taken"], start=1)
    )
    Sjabloonblok.objects.bulk_create(
        Sjabloonblok(bijeenkomst=stored, volgorde=nr, **block) for nr, block in enumerate(meeting["draaiboek"], start=1)
    )


def _begins_at(meeting: dict[str, Any]) -> time:
    """When the meeting begins: counted back from its first block with a fixed time, or half past one."""
    minutes = 0
    for block in meeting["draaiboek"]:
        if fixed := block.get("vast_tijdstip"):
            hour, minute = map(int, fixed.split(":"))
            begin = hour * 60 + minute - minutes
            return time(begin // 60, begin % 60)
        minutes += block["minuten"]
    return agenda.STANDAARD_BEGIN
