"""Add, change, copy and remove blocks of a run sheet; nothing that somebody else wrote is overwritten unseen."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError, store
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok, Werkvorm
from pilots.bijeenkomsten.draaiboek.services.meelopen import join_run
from pilots.bijeenkomsten.draaiboek.services.volgorde import (
    MEESTE_BLOKKEN,
    index_of,
    lock,
    note,
    rows_of,
    set_beside,
    write_order,
)
from pilots.bijeenkomsten.draaiboek.tijden import minutes

# What a block holds, in the order in which a page and a sheet show it, with its name in a sentence of the log.
INHOUD = {
    "titel": "de titel",
    "minuten": "de minuten",
    "min_minuten": "hoeveel minuten minstens",
    "vast_tijdstip": "de vaste tijd",
    "deel": "het deel",
    "is_pauze": "of het pauze is",
    "doel": "het doel",
    "werkvorm": "de werkvorm",
    "leiding": "wie het leidt",
    "ruimte": "de ruimte",
    "opstelling": "de opstelling",
    "materiaal": "het materiaal",
    "instructie": "de uitleg",
    "scherm": "wat er op het scherm staat",
    "opbrengst_naar": "waar de opbrengst heen gaat",
    "plan_b": "plan B",
    "notitie": "de notitie",
}


@transaction.atomic
def add_block(
    draaiboek: Draaiboek,
    values: dict[str, Any],
    *,
    by: User,
    na: Draaiboekblok | None = None,
    naast: bool = False,
) -> Draaiboekblok:
    """Put a block after `na` (or at the end), or in its row: at the same time."""
    lock(draaiboek)
    rows = rows_of(draaiboek)
    refuse_too_many(sum(map(len, rows)) + 1)
    block = Draaiboekblok.objects.create(draaiboek=draaiboek, volgorde=0, **values)
    at = index_of(rows, na) if na is not None else len(rows) - 1
    if naast and at >= 0:
        rows[at].append(block)
    else:
        rows.insert(at + 1, [block])
    write_order(rows)
    join_run(draaiboek)
    note(block, "toegevoegd", f"zette ‘{block}’ in het draaiboek", by=by)
    return block


def refuse_too_many(count: int) -> None:
    if count > MEESTE_BLOKKEN:
        raise TransitionError(f"In een draaiboek passen {MEESTE_BLOKKEN} blokken. Haal er eerst een weg.")


def from_werkvorm(werkvorm: Werkvorm) -> dict[str, Any]:
    """What a block says that follows this werkvorm; the words to say stand in its instruction."""
    longest = Draaiboekblok._meta.get_field("opstelling").max_length
    return {
        "titel": werkvorm.naam,
        "minuten": werkvorm.minuten,
        "min_minuten": min(werkvorm.min_minuten, werkvorm.minuten),
        "doel": werkvorm.doel,
        "werkvorm": werkvorm,
        "opstelling": werkvorm.opstelling[:longest],
        "materiaal": list(werkvorm.materiaal),
        "instructie": "\n".join(f"{step.minuten} min: {step.wat}" for step in werkvorm.stappen.all())[:3000],
        "is_pauze": werkvorm.slug == "inloop_en_pauze",
    }


@transaction.atomic
def change_block(block: Draaiboekblok, values: dict[str, Any], *, versie: int, by: User) -> bool:
    """Change what a block says; False when it said so already. `naast` is whether it runs beside the one before it.

    Raises VerouderdError when somebody changed or removed it since `versie`. Who then chooses to keep it puts it back.
    """
    values = dict(values)
    naast = values.pop("naast", None)
    lock(block.draaiboek)
    now = Draaiboekblok.objects.select_related("draaiboek__bijeenkomst__pilot").get(pk=block.pk)
    if now.versie != versie:
        raise VerouderdError(now)
    if now.weg_op is not None:
        restore_block(now, by=by)
    changed = [name for name, value in values.items() if getattr(now, name) != value]
    if changed:
        store(now, versie=versie, **{name: values[name] for name in changed})
    moved = naast is not None and set_beside(now, naast=naast)
    block.refresh_from_db()
    if changed or moved:
        labels = [INHOUD[name] for name in changed] + (["wat tegelijk loopt"] if moved else [])
        note(block, "gewijzigd", f"wijzigde in het draaiboek van ‘{block}’: {', '.join(labels)}", by=by)
    return bool(changed or moved)


@transaction.atomic
def set_minutes(block: Draaiboekblok, minuten: int, *, versie: int, by: User) -> bool:
    """Make a block shorter or longer; its least number of minutes goes along when it must."""
    was = block.minuten
    lock(block.draaiboek)
    if was == minuten and block.versie == versie:
        return False
    store(block, versie=versie, minuten=minuten, min_minuten=min(block.min_minuten, minuten))
    block.refresh_from_db()
    note(block, "gewijzigd", f"maakte ‘{block}’ {minutes(minuten)} in plaats van {was}", by=by)
    return True


@transaction.atomic
def duplicate_block(block: Draaiboekblok, *, by: User) -> Draaiboekblok:
    """The same once more, right after it; without its fixed time, which can be only once."""
    values = {name: getattr(block, name) for name in INHOUD if name not in {"vast_tijdstip", "deel"}}
    return add_block(block.draaiboek, values, by=by, na=block, naast=block.parallel > 0)


@transaction.atomic
def remove_block(block: Draaiboekblok, *, by: User) -> bool:
    """Take it out of the run sheet; it is kept, and can be put back. False when it was out already."""
    lock(block.draaiboek)
    now = timezone.now()
    standing = Draaiboekblok.objects.filter(pk=block.pk, weg_op__isnull=True)
    if standing.update(weg_op=now, versie=F("versie") + 1) != 1:
        return False
    block.refresh_from_db(fields=["weg_op", "versie"])
    write_order(rows_of(block.draaiboek))
    note(block, "verwijderd", f"haalde ‘{block}’ uit het draaiboek", by=by)
    return True


@transaction.atomic
def restore_block(block: Draaiboekblok, *, by: User) -> bool:
    """Put a removed block back where it stood, as far as that place still is there."""
    lock(block.draaiboek)
    block.refresh_from_db(fields=["weg_op", "volgorde"])
    if block.weg_op is None:
        return False
    rows = rows_of(block.draaiboek)
    refuse_too_many(sum(map(len, rows)) + 1)
    place = _place_for(rows, block.volgorde)
    Draaiboekblok.objects.filter(pk=block.pk).update(weg_op=None)
    block.weg_op = None
    rows.insert(place, [block])
    write_order(rows)
    join_run(block.draaiboek)
    note(block, "teruggezet", f"zette ‘{block}’ terug in het draaiboek", by=by)
    return True


def _place_for(rows: list[list[Draaiboekblok]], volgorde: int) -> int:
    """How many rows begin before this place."""
    return sum(1 for row in rows if row[0].volgorde < volgorde)
