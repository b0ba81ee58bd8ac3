"""Keep what a merge changes, step by step, and put it back in the opposite order."""

import json
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from datt.core.states import TransitionError
from pilots.keten.leunen import leaning_on, stay
from pilots.partners.models import Samenvoeging, Samenvoegstap
from pilots.partners.models.samenvoeging import Precies

Wat = Samenvoegstap.Wat


class Stappen:
    """Changes rows for one merge; see `pilots.keten.leunen.Journaal`."""

    def __init__(self, samenvoeging: Samenvoeging) -> None:
        self.samenvoeging = samenvoeging
        self.nr = 0

    def change(self, row: models.Model, **values: Any) -> None:
        """Write these fields, if they differ."""
        for naam, value in values.items():
            before = _plain(row, naam)
            _put(row, naam, value)
            after = _plain(row, naam)
            if before != after:
                self._keep(Wat.VELD, row, naam, before, after)

    def remove(self, row: models.Model) -> None:
        """Delete a row of which nothing is left to lean on."""
        before = {field.attname: _plain(row, field.attname) for field in row._meta.concrete_fields}
        self._keep(Wat.WEG, row, "", before, None)
        row.delete()

    def close(self, kept: models.Model) -> None:
        """Remember what leans on the kept record now; what comes later keeps the merge from being undone."""
        for rule in leaning_on(type(kept)):
            if rule.move is not stay:
                for row in rule.rows(kept):
                    self._keep(Wat.STOND, row, rule.veld, None, None)

    def _keep(self, wat: str, row: models.Model, veld: str, was: Any, werd: Any) -> None:
        self.nr += 1
        Samenvoegstap.objects.create(
            samenvoeging=self.samenvoeging, volgorde=self.nr, wat=wat,
            model=row._meta.label_lower, nr=row.pk, veld=veld, was=was, werd=werd,
        )  # fmt: skip


def put_back(samenvoeging: Samenvoeging, kept: models.Model) -> None:
    """Undo every step. Raises TransitionError when something new leans on it, or was changed since."""
    _nothing_new(samenvoeging, kept)
    try:
        with transaction.atomic():
            for stap in samenvoeging.stappen.exclude(wat=Wat.STOND).order_by("-volgorde"):
                _put_back_one(stap)
    except IntegrityError:
        raise TransitionError(
            "Iets van vroeger kan niet terug, omdat er nu iets anders voor in de plaats staat."
        ) from None


def _nothing_new(samenvoeging: Samenvoeging, kept: models.Model) -> None:
    known = set(samenvoeging.stappen.filter(wat=Wat.STOND).values_list("model", "nr", "veld"))
    for rule in leaning_on(type(kept)):
        if rule.move is stay:
            continue
        for row in rule.rows(kept):
            if (row._meta.label_lower, row.pk, rule.veld) not in known:
                raise TransitionError(
                    f"Bij ‘{kept}’ kwam na het samenvoegen iets bij: {row._meta.verbose_name} ‘{row}’."
                    " Daarom kan het niet meer uit elkaar."
                )


def _put_back_one(stap: Samenvoegstap) -> None:
    model = apps.get_model(stap.model)
    if stap.wat == Wat.WEG:
        values = {name: model._meta.get_field(name).to_python(value) for name, value in (stap.was or {}).items()}
        model(**values).save(force_insert=True)
        return
    row = model._base_manager.filter(pk=stap.nr).first()
    if row is None or _plain(row, stap.veld) != stap.werd:
        what = f"‘{row}’" if row is not None else f"een {model._meta.verbose_name}"
        raise TransitionError(f"Na het samenvoegen is {what} veranderd. Daarom kan het niet meer uit elkaar.")
    _put(row, stap.veld, stap.was)


def _put(row: models.Model, naam: str, value: Any) -> None:
    field: Any = row._meta.get_field(naam)
    if field.many_to_many:
        getattr(row, naam).set(value)
        return
    plain = value.pk if isinstance(value, models.Model) else field.to_python(value)
    type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: plain})
    setattr(row, field.attname, plain)


def _plain(row: models.Model, naam: str) -> Any:
    """The value as it comes back from JSON, so that two of them can be compared."""
    field: Any = row._meta.get_field(naam)
    if field.many_to_many:
        value: Any = sorted(getattr(row, naam).values_list("pk", flat=True))
    else:
        value = getattr(row, field.attname)
    return json.loads(json.dumps(value, cls=Precies))
