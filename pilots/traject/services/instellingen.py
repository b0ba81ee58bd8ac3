"""Change what a pilot is about: its title, goal, measures and region."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.versions import store
from pilots.traject.models import Maatstaf, Pilot

LABELS = {
    "titel": "de titel",
    "doelstelling": "het doel",
    "regio": "de regio van de schoolvakanties",
    "maatstaven": "de maatstaven",
}


@dataclass(frozen=True)
class Instellingen:
    """What may be changed, as one thing that is right or out of date as a whole."""

    titel: str
    doelstelling: str
    regio: str
    maatstaven: tuple[str, ...] = ()


def settings_of(pilot: Pilot) -> Instellingen:
    """What stands now; reads the pilot anew."""
    pilot.refresh_from_db(fields=["titel", "doelstelling", "regio", "versie"])
    measures = pilot.maatstaven.values_list("tekst", flat=True)
    return Instellingen(pilot.titel, pilot.doelstelling, pilot.regio, tuple(measures))


def differing(one: Instellingen, other: Instellingen) -> list[str]:
    return [field.name for field in fields(one) if getattr(one, field.name) != getattr(other, field.name)]


@transaction.atomic
def change_pilot(pilot: Pilot, new: Instellingen, *, versie: int, by: User) -> None:
    """Store the settings; nothing happens when they stand there already.

    Raises VerouderdError, and stores nothing, when somebody changed the pilot since `versie`.
    """
    locked = Pilot.objects.select_for_update().get(pk=pilot.pk)
    changed = differing(settings_of(locked), new)
    if not changed:
        return
    store(pilot, versie=versie, titel=new.titel, doelstelling=new.doelstelling, regio=new.regio)
    if "maatstaven" in changed:
        _store_measures(pilot, new.maatstaven)
    pilot.refresh_from_db()
    record(pilot, "traject.pilot.gewijzigd", f"wijzigde {' en '.join(LABELS[name] for name in changed)}", by=by)


def _store_measures(pilot: Pilot, texts: Sequence[str]) -> None:
    for nr, text in enumerate(texts, start=1):
        Maatstaf.objects.update_or_create(pilot=pilot, volgorde=nr, defaults={"tekst": text})
    pilot.maatstaven.filter(volgorde__gt=len(texts)).delete()
