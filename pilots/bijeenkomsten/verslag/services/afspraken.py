"""Decisions and agreements: made at a meeting, carried along until they are done."""

from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.versions import store
from pilots.bijeenkomsten.verslag.models import Afspraak
from pilots.bijeenkomsten.verslag.services.schrijven import open_verslag
from pilots.traject.models import Bijeenkomst


@transaction.atomic
def add_afspraak(meeting: Bijeenkomst, values: dict[str, Any], *, by: User) -> Afspraak:
    open_verslag(meeting)
    afspraak = Afspraak.objects.create(bijeenkomst=meeting, **values)
    word = "het besluit" if afspraak.is_besluit() else "de afspraak"
    record(afspraak, "verslag.afspraak.toegevoegd", f"schreef {word} ‘{afspraak}’ op", by=by)
    return afspraak


@transaction.atomic
def change_afspraak(afspraak: Afspraak, values: dict[str, Any], *, versie: int, by: User) -> None:
    """Raises VerouderdError when somebody else changed it first."""
    open_verslag(afspraak.bijeenkomst)
    if all(getattr(afspraak, name) == value for name, value in values.items()):
        return
    store(afspraak, versie=versie, **values)
    record(afspraak, "verslag.afspraak.gewijzigd", f"veranderde de afspraak ‘{values['wat']}’", by=by)


@transaction.atomic
def drop_afspraak(afspraak: Afspraak, *, by: User) -> None:
    """Take it out of a verslag that is not fixed yet."""
    open_verslag(afspraak.bijeenkomst)
    afspraak.drop(by=by)
