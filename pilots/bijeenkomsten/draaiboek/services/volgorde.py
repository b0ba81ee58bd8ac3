"""The order of the blocks, in rows: those that run at the same time stand in one row and move together."""

import zlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import together
from pilots.traject.models.bijeenkomst import HELD, BijeenkomstStatus
from pilots.traject.services.verloop import refuse_ended

type Rijen = list[list[Draaiboekblok]]

EERDER, LATER = "eerder", "later"
MEESTE_BLOKKEN = 200


class AndereVolgordeError(Exception):
    """Somebody moved blocks meanwhile; nothing was moved."""


def refuse_closed(draaiboek: Draaiboek) -> None:
    """A meeting that was held or cancelled keeps the run sheet it had. Raises TransitionError."""
    refuse_ended(draaiboek.bijeenkomst.pilot)
    if is_closed(draaiboek):
        meeting = draaiboek.bijeenkomst
        raise TransitionError(
            f"‘{meeting}’ is {meeting.get_status_display().lower()}. Het draaiboek kunt u nog lezen en overnemen, "
            "maar niet meer veranderen."
        )


def is_closed(draaiboek: Draaiboek) -> bool:
    return draaiboek.bijeenkomst.status in {*HELD, BijeenkomstStatus.GEANNULEERD}


def lock(draaiboek: Draaiboek) -> None:
    """Let nobody else change this run sheet until we are done."""
    refuse_closed(draaiboek)
    Draaiboek.objects.select_for_update().get(pk=draaiboek.pk)


def touch(draaiboek: Draaiboek) -> None:
    """Tell open pages that something changed."""
    Draaiboek.objects.filter(pk=draaiboek.pk).update(versie=F("versie") + 1)
    draaiboek.refresh_from_db(fields=["versie"])


def rows_of(draaiboek: Draaiboek) -> Rijen:
    return together(draaiboek.blokken.standing())


def orde_of(blocks: Sequence[Draaiboekblok]) -> str:
    """A short mark of this order: another order has another mark."""
    text = ",".join(f"{block.pk}:{block.parallel}" for block in blocks)
    return f"{zlib.crc32(text.encode()):08x}"


def write_order(rows: Rijen) -> None:
    """Number the blocks; a row of more than one gets a number of its own, so that rows never run together."""
    changed = []
    place = parallel = 0
    for row in (found for found in rows if found):
        parallel += len(row) > 1
        for block in row:
            place += 1
            wanted = (place, parallel if len(row) > 1 else 0)
            if (block.volgorde, block.parallel) != wanted:
                block.volgorde, block.parallel = wanted
                changed.append(block)
    Draaiboekblok.objects.bulk_update(changed, ["volgorde", "parallel"])


def index_of(rows: Rijen, block: Draaiboekblok) -> int:
    return next(nr for nr, row in enumerate(rows) if block in row)


@transaction.atomic
def move_block(block: Draaiboekblok, naar: str, *, orde: str, by: User) -> int:
    """Move the row of this block earlier, later, or before the block with key `naar`; "0" is the end.

    Answers the place it has now, from 1. Raises AndereVolgordeError when the order is not that of `orde`.
    """
    draaiboek = block.draaiboek
    lock(draaiboek)
    rows = rows_of(draaiboek)
    if orde_of([one for row in rows for one in row]) != orde:
        raise AndereVolgordeError
    at = index_of(rows, block)
    target = _target(rows, at, naar)
    if target != at:
        rows.insert(target, rows.pop(at))
        write_order(rows)
        where = "eerder" if target < at else "later"
        note(block, "verplaatst", f"zette {_named(rows[target])} {where} in het draaiboek", by=by)
    return target + 1


def _target(rows: Rijen, at: int, naar: str) -> int:
    last = len(rows) - 1
    if naar == EERDER:
        return max(0, at - 1)
    if naar == LATER:
        return min(last, at + 1)
    before = next((nr for nr, row in enumerate(rows) if naar in {str(one.pk) for one in row}), None)
    if before is None:
        return last if naar == "0" else at
    return before - 1 if before > at else before


def is_beside(block: Draaiboekblok) -> bool:
    """Whether it runs at the same time as the block before it."""
    if not block.parallel or block.weg_op is not None:
        return False
    return next((row for row in rows_of(block.draaiboek) if block in row), [block])[0] != block


def set_beside(block: Draaiboekblok, *, naast: bool) -> bool:
    """Let it run at the same time as the row before it, or alone again, after its row. False when it was so."""
    rows = rows_of(block.draaiboek)
    at = index_of(rows, block)
    if naast == (rows[at][0] != block) or (naast and at == 0):
        return False
    if naast:
        rows[at - 1].extend(rows.pop(at))
    else:
        rows[at].remove(block)
        rows.insert(at + 1, [block])
    write_order(rows)
    block.refresh_from_db(fields=["volgorde", "parallel"])
    return True


def _named(row: list[Draaiboekblok]) -> str:
    return " en ".join(f"‘{block}’" for block in row)


def note(block: Draaiboekblok, wat: str, zin: str, *, by: User, **more: Any) -> None:
    """One line of the log about a block, and open pages hear of it."""
    touch(block.draaiboek)
    record(block, f"draaiboek.blok.{wat}", zin, by=by, kring=block.draaiboek.bijeenkomst.pilot, **more)
