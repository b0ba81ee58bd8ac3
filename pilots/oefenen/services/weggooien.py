"""Throw a practice pilot away: every row that belongs to it, its messages, its documents and their files."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models, transaction

from datt.accounts.models import User
from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis, record
from datt.core.states import TransitionError
from datt.documenten.models import Document
from pilots.keten.models import Organisatie
from pilots.oefenen.models import Oefening
from pilots.traject.models import Pilot

type Rows = dict[type[models.Model], set[Any]]
# What hangs on the pilot without a foreign key: by the kind and the number of the circle.
IN_THE_CIRCLE: tuple[type[models.Model], ...] = (Bericht, Document, Gebeurtenis)


@transaction.atomic
def throw_away(pilot: Pilot, *, by: User) -> Pilot:
    """Remove it as if it had never been; only the log of the real pilot keeps one line. Answers the real pilot.

    Raises TransitionError for a pilot that is not for practising.
    """
    bron = practice_of(pilot).bron
    invented = set(
        Organisatie.objects.filter(is_oefening=True, ketenpartners__pilot=pilot).values_list("pk", flat=True)
    )
    found = rows_of(pilot)
    _collect(found, Organisatie, invented)
    files = list(Document.objects.filter(pk__in=found.get(Document, ())).values_list("bestand", flat=True))
    for model, pks in found.items():
        _remove(model, pks)
    record(bron, "oefenen.weggegooid", f"gooide een oefenpilot van {bron} weg", by=by)
    transaction.on_commit(lambda: _remove_files(files))
    return bron


def practice_of(pilot: Pilot) -> Oefening:
    """Of which pilot this is the copy. Raises TransitionError for a real pilot."""
    oefening = Oefening.objects.filter(pilot=pilot).select_related("bron", "pilot").first()
    if oefening is None or not oefening.pilot.is_oefening:
        raise TransitionError("Dit is geen oefenpilot. Een echte pilot gooit u niet weg.")
    return oefening


def rows_of(pilot: Pilot) -> Rows:
    """Every row that belongs to this pilot: what points to it, what points to that, and so on."""
    found: Rows = {}
    _collect(found, Pilot, {pilot.pk})
    circle = ContentType.objects.get_for_model(Pilot)
    for model in IN_THE_CIRCLE:
        rows = model._base_manager.filter(kring_soort=circle, kring_nr=pilot.pk)
        _collect(found, model, set(rows.values_list("pk", flat=True)))
    return found


def _collect(found: Rows, model: type[models.Model], pks: set[Any]) -> None:
    fresh = pks - found.setdefault(model, set())
    if not fresh:
        return
    found[model] |= fresh
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is models.SET_NULL:
            continue
        other = relation.related_model
        for part in _parts(fresh):
            rows = other._base_manager.filter(**{f"{relation.field.name}__in": part})
            _collect(found, other, set(rows.values_list("pk", flat=True)))


def _remove(model: type[models.Model], pks: set[Any]) -> None:
    """Past the guard of what only grows: here it goes with everything it was about.

    Foreign keys are checked at the end of the transaction, so the order does not matter.
    """
    for part in _parts(pks):
        rows = model._base_manager.filter(pk__in=part)
        rows._raw_delete(rows.db)  # of Django itself, for its own cascade


def _parts(pks: Iterable[Any], size: int = 500) -> Iterable[list[Any]]:
    every = list(pks)
    return [every[at : at + size] for at in range(0, len(every), size)]


def _remove_files(files: list[str]) -> None:
    for name in files:
        if name:
            default_storage.delete(name)
