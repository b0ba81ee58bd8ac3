"""Two people at once: a change names the version it was made from, and who had an older page open changes nothing."""

from typing import Any

from django.db import models
from django.http import QueryDict

from datt.core.lists import number_of

NO_VERSIE = -1  # no row ever has it


class VerouderdError(Exception):
    """Somebody else changed the thing in the meantime; nothing was stored. Its text is Dutch."""

    def __init__(self, thing: models.Model) -> None:
        super().__init__(f"‘{thing}’ is intussen door iemand anders veranderd.")
        self.thing = thing


def store(row: models.Model, *, versie: int, **fields: Any) -> None:
    """Write the fields on top of `versie` in one conditional UPDATE; the row in memory stays as it was.

    Raises VerouderdError when the row has another version by now.
    """
    unchanged = type(row)._base_manager.filter(pk=row.pk, versie=versie)
    if unchanged.update(**fields, versie=models.F("versie") + 1) != 1:
        raise VerouderdError(row)


def sent_versie(form: QueryDict) -> int:
    """The version that a page without a form class sent along; NO_VERSIE when it is not a number."""
    versie = number_of(form, "versie")
    return NO_VERSIE if versie is None else versie
