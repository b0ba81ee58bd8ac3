"""Which value stays when two records become one: shown before, and chosen where both say something."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from pilots.keten.leunen import leaning_on, stay
from pilots.keten.models import Organisatie
from pilots.traject.models import Persoon

DIT, ANDER = "dit", "ander"

ORGANISATIE_VELDEN = (
    "naam", "type", "soort", "werkgebied", "voor_wie", "wat_doen_we", "wat_doen_we_niet", "hoe_verwijst_u",
    "wie_mag_verwijzen", "kosten", "wachttijd", "talen", "toegankelijkheid", "wij_bieden", "wij_zoeken",
    "telefoon", "email", "website", "adres",
)  # fmt: skip
PERSOON_VELDEN = ("naam", "email", "telefoon", "positie", "organisatie")


@dataclass(frozen=True)
class Keuze:
    """One field of both records. `blijft` says whose value stays by itself: dit (the kept record) or ander."""

    veld: str
    label: str
    dit: str
    ander: str
    blijft: str
    kan_kiezen: bool

    @property
    def differs(self) -> bool:
        return self.dit != self.ander


def choices_for(kept: Any, lost: Any, *, fixed: Iterable[str] = ()) -> list[Keuze]:
    """The fields in which the two differ. In a `fixed` field there is nothing to choose."""
    names = ORGANISATIE_VELDEN if isinstance(kept, Organisatie) else PERSOON_VELDEN
    locked = set(fixed)
    found = [_choice(kept, lost, name, name in locked) for name in names]
    return [one for one in found if one.differs]


def _choice(kept: Any, lost: Any, name: str, locked: bool) -> Keuze:
    dit, ander = shown(kept, name), shown(lost, name)
    stays = ANDER if not dit and ander and not locked else DIT
    label = str(kept._meta.get_field(name).verbose_name)
    return Keuze(name, label, dit, ander, stays, kan_kiezen=bool(dit and ander) and not locked)


def shown(record: Any, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return "" if value is None else str(value)


def outcome(lost: Any, choices: Sequence[Keuze], chosen: Mapping[str, str]) -> dict[str, Any]:
    """The values that the kept record takes over from the other."""
    taken = {}
    for one in choices:
        side = chosen.get(one.veld, one.blijft) if one.kan_kiezen else one.blijft
        if side == ANDER:
            taken[one.veld] = getattr(lost, one.veld)
    if "wachttijd" in taken:
        taken["wachttijd_op"] = lost.wachttijd_op
    return taken


def fingerprint(*records: models.Model) -> str:
    """Changes when one of the records does, so that nobody confirms what they did not see."""
    values = [[str(getattr(record, field.attname)) for field in record._meta.concrete_fields] for record in records]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:24]


def moving(lost: models.Model) -> list[str]:
    """What leans on the record that goes, in words: '2 taken'."""
    said = []
    for rule in leaning_on(type(lost)):
        if rule.move is stay:
            continue
        count = sum(1 for _ in rule.rows(lost))
        meta = rule.model_class()._meta
        if count:
            said.append(f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}")
    return said


def person_fixed(kept: Persoon, lost: Persoon) -> set[str]:
    """Somebody signs in with their address: with an account in play there is nothing to choose."""
    return {"email"} if kept.user_id or lost.user_id else set()
