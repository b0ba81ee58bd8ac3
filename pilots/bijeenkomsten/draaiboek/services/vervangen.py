"""Replace a whole run sheet at once: by a sheet that was read in, or by that of another meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.blokken import INHOUD, refuse_too_many
from pilots.bijeenkomsten.draaiboek.services.meelopen import join_run
from pilots.bijeenkomsten.draaiboek.services.volgorde import lock, touch, write_order
from pilots.bijeenkomsten.draaiboek.tijden import minutes_of, moved, together
from pilots.traject.models import Pilot

KORT = 60


@dataclass(frozen=True)
class Bladrij:
    """One block as it should become; `nummer` is the key of the block that it is now, if any."""

    values: Mapping[str, Any]
    parallel: int = 0
    nummer: int | None = None


@dataclass(frozen=True)
class Anders:
    """A block that changes, with what it was and becomes."""

    blok: Draaiboekblok
    wat: Sequence[str]


@dataclass(frozen=True)
class Verschil:
    """What would be added, changed and removed."""

    erbij: Sequence[str]
    anders: Sequence[Anders]
    weg: Sequence[Draaiboekblok]
    andere_volgorde: bool

    @property
    def is_leeg(self) -> bool:
        return not (self.erbij or self.anders or self.weg or self.andere_volgorde)

    @property
    def in_woorden(self) -> str:
        return f"{len(self.erbij)} erbij, {len(self.anders)} gewijzigd, {len(self.weg)} weg"


def compare(draaiboek: Draaiboek, rows: Sequence[Bladrij]) -> Verschil:
    """Hold the rows beside what stands; nothing changes."""
    blocks = list(draaiboek.blokken.standing().select_related("werkvorm"))
    stands = {block.pk: block for block in blocks}
    kept = [row for row in rows if row.nummer in stands]
    changed = [
        Anders(stands[row.nummer], _in_words(stands[row.nummer], row))
        for row in kept
        if row.nummer is not None and _changed(stands[row.nummer], row)
    ]
    numbers = [row.nummer for row in kept]
    gone = [block for block in blocks if block.pk not in numbers]
    order = [block.pk for block in blocks if block.pk in numbers] != numbers
    beside = [[one.nummer for one in group] for group in together_of(kept)]
    was = [[one.pk for one in group] for group in together([one for one in blocks if one.pk in numbers])]
    added = [str(row.values["titel"]) for row in rows if row.nummer not in stands]
    return Verschil(added, changed, gone, order or beside != was)


def together_of(rows: Sequence[Bladrij]) -> list[list[Bladrij]]:
    """The rows as they stand beside each other."""
    groups: list[list[Bladrij]] = []
    last = 0
    for row in rows:
        if row.parallel and row.parallel == last:
            groups[-1].append(row)
        else:
            groups.append([row])
        last = row.parallel
    return groups


def _changed(block: Draaiboekblok, row: Bladrij) -> list[str]:
    return [name for name, value in row.values.items() if getattr(block, name) != value]


def _in_words(block: Draaiboekblok, row: Bladrij) -> list[str]:
    """'de minuten: 45 wordt 60'; of a long text only its name."""
    pairs = [(name, _shown(getattr(block, name)), _shown(row.values[name])) for name in _changed(block, row)]
    return [
        f"{INHOUD[name]}: {was} wordt {becomes}" if was and becomes else INHOUD[name] for name, was, becomes in pairs
    ]


def _shown(value: Any) -> str:
    """A value in a sentence; empty when it is too long for one."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case int():
            return str(value)
        case time():
            return dates.clock(value)
        case None | "":
            return "leeg"
        case list():
            return ""
    text = str(value)
    return f"‘{text}’" if len(text) <= KORT and "\n" not in text else ""


@transaction.atomic
def replace_blocks(draaiboek: Draaiboek, rows: Sequence[Bladrij], *, versie: int, zin: str, by: User) -> Verschil:
    """Let the run sheet be these rows; what goes out can be put back. Raises VerouderdError."""
    lock(draaiboek)
    draaiboek.refresh_from_db(fields=["versie"])
    if draaiboek.versie != versie:
        raise VerouderdError(draaiboek)
    refuse_too_many(len(rows))
    found = compare(draaiboek, rows)
    if found.is_leeg:
        return found
    stands = {block.pk: block for block in draaiboek.blokken.standing().select_related("werkvorm")}
    gone = draaiboek.blokken.filter(pk__in=[block.pk for block in found.weg])
    gone.update(weg_op=timezone.now(), versie=F("versie") + 1)
    write_order([[_written(draaiboek, stands, row) for row in group] for group in together_of(rows)])
    join_run(draaiboek)
    touch(draaiboek)
    pilot = draaiboek.bijeenkomst.pilot
    record(draaiboek, "draaiboek.vervangen", f"{zin}: {found.in_woorden}", by=by, kring=pilot)
    return found


def _written(draaiboek: Draaiboek, stands: Mapping[int, Draaiboekblok], row: Bladrij) -> Draaiboekblok:
    block = stands.get(row.nummer or 0)
    if block is None:
        return Draaiboekblok.objects.create(draaiboek=draaiboek, volgorde=0, **row.values)
    names = _changed(block, row)
    if names:
        for name in names:
            setattr(block, name, row.values[name])
        block.versie += 1
        block.save(update_fields=[*names, "versie"])
    return block


# ---- from another meeting ------------------------------------------------------------------------------


def rows_from(source: Draaiboek, target: Draaiboek) -> list[Bladrij]:
    """The blocks of another run sheet, as much later as this meeting begins later."""
    later = minutes_of(target.bijeenkomst.begin) - minutes_of(source.bijeenkomst.begin)
    blocks = source.blokken.standing().select_related("werkvorm")
    return [Bladrij(_copied(block, target.bijeenkomst.pilot, later), block.parallel) for block in blocks]


def _copied(block: Draaiboekblok, pilot: Pilot, later: int) -> dict[str, Any]:
    values = {name: getattr(block, name) for name in INHOUD}
    if block.werkvorm is not None and block.werkvorm.gemeente_id not in {None, pilot.gemeente_id}:
        values["werkvorm"] = None  # another gemeente made it, and it stays theirs
    if block.vast_tijdstip is not None:
        values["vast_tijdstip"] = moved(block.vast_tijdstip, later)
    return values


def sources_for(user: User, draaiboek: Draaiboek, right: Right) -> list[Draaiboek]:
    """The run sheets this user may take over: of this pilot first, then of others, the newest first."""
    own = draaiboek.bijeenkomst.pilot_id
    seen = Draaiboek.objects.for_user(user, right).exclude(pk=draaiboek.pk)
    found = seen.filter(blokken__weg_op__isnull=True, blokken__isnull=False).distinct()
    found = found.select_related("bijeenkomst__pilot__gemeente").order_by("-bijeenkomst__datum", "-pk")
    return sorted(found[:500], key=lambda one: one.bijeenkomst.pilot_id != own)
