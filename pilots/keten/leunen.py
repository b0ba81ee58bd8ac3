"""What leans on a record that may be merged with another, and how it follows.

Every app declares its own foreign keys to Organisatie, Persoon and Ketenpartner here; a test fails
when one has no declaration, so nothing is forgotten when two records become one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import models


class Journaal(Protocol):
    """Changes rows and remembers how they were, so that it can be undone."""

    def change(self, row: models.Model, **values: Any) -> None: ...

    def remove(self, row: models.Model) -> None: ...


type Move = Callable[[Journaal, Any, Any, str], None]


def follow(journaal: Journaal, row: models.Model, kept: models.Model, veld: str) -> None:
    """The row leans on the kept record from now on."""
    journaal.change(row, **{veld: kept})


def stay(journaal: Journaal, row: models.Model, kept: models.Model, veld: str) -> None:
    """The row is about the record that went, and keeps saying so."""


@dataclass(frozen=True, kw_only=True)
class Leunt:
    """One foreign key: `veld` of `model`, as 'app.Model'."""

    model: str
    veld: str
    move: Move

    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def rows(self, record: models.Model) -> Iterable[models.Model]:
        return self.model_class()._base_manager.filter(**{self.veld: record.pk}).order_by("pk")

    def leans_on(self, model: type[models.Model]) -> bool:
        try:
            mine = self.model_class()
        except LookupError:  # an installation without that part
            return False
        return mine._meta.get_field(self.veld).related_model is model


_leunt: dict[tuple[str, str], Leunt] = {}


def register_leunt(model: str, veld: str, move: Move = follow) -> None:
    _leunt[model.lower(), veld] = Leunt(model=model, veld=veld, move=move)


def leaning_on(model: type[models.Model]) -> list[Leunt]:
    """What was declared about this model, in the order of declaration."""
    return [one for one in _leunt.values() if one.leans_on(model)]


register_leunt("keten.Organisatie", "samengevoegd_in", stay)
register_leunt("keten.Organisatie_fasen", "organisatie", stay)
