"""Make, change and remove the audiences of a meeting, and put a guest in one by hand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import Publiek, Publieklid, Publiekregel, Publiekstuk

MEESTE = 8


@dataclass(frozen=True, kw_only=True)
class Opzet:
    """What a facilitator says about one audience."""

    velden: Mapping[str, Any]
    posities: Collection[str] = ()
    blokken: Collection[Any] = ()
    rondes: Collection[Any] = ()
    stukken: Collection[str] = field(default_factory=tuple)


@transaction.atomic
def make_audience(meeting: Bijeenkomst, opzet: Opzet, *, by: User) -> Publiek:
    """Raises TransitionError when there are as many as a meeting may have."""
    Bijeenkomst.objects.select_for_update().get(pk=meeting.pk)
    if Publiek.objects.filter(bijeenkomst=meeting).count() >= MEESTE:
        raise TransitionError(f"Een bijeenkomst heeft hooguit {MEESTE} publieken.")
    made = Publiek.objects.create(bijeenkomst=meeting, **opzet.velden)
    _fill(made, opzet)
    record(made, "proeverij.publiek.gemaakt", f"maakte het publiek ‘{made}’ bij {meeting}", by=by)
    return made


@transaction.atomic
def change_audience(publiek: Publiek, opzet: Opzet, *, versie: int, by: User) -> None:
    """Raises VerouderdError when somebody changed it since `versie`."""
    store(publiek, versie=versie, **opzet.velden)
    _fill(publiek, opzet)
    record(publiek, "proeverij.publiek.veranderd", f"veranderde wat het publiek ‘{publiek}’ ziet", by=by)


def _fill(publiek: Publiek, opzet: Opzet) -> None:
    publiek.blokken.set(opzet.blokken)
    publiek.rondes.set(opzet.rondes)
    publiek.regels.all().delete()
    publiek.stukken.all().delete()
    # A position belongs to one audience of a meeting: the last who says so.
    others = Publiekregel.objects.filter(publiek__bijeenkomst=publiek.bijeenkomst_id, positie__in=opzet.posities)
    others.delete()
    Publiekregel.objects.bulk_create(Publiekregel(publiek=publiek, positie=one) for one in opzet.posities)
    Publiekstuk.objects.bulk_create(Publiekstuk(publiek=publiek, soort=one) for one in opzet.stukken)


@transaction.atomic
def remove_audience(publiek: Publiek, *, by: User) -> None:
    """Its guests belong to none any more."""
    record(publiek, "proeverij.publiek.weg", f"haalde het publiek ‘{publiek}’ weg", by=by)
    publiek.delete()


@transaction.atomic
def put_guest(uitnodiging: Uitnodiging, publiek: Publiek | None, *, by: User) -> None:
    """Put a guest in this audience by hand; None: the rule of their position decides again."""
    Publieklid.objects.filter(uitnodiging=uitnodiging).delete()
    if publiek is not None:
        Publieklid.objects.create(uitnodiging=uitnodiging, publiek=publiek)
    where = f"bij het publiek ‘{publiek}’" if publiek else "bij het publiek van de functie"
    record(uitnodiging, "proeverij.publiek.gast", f"zette {uitnodiging.persoon} {where}", by=by)
