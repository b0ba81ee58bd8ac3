"""What a guest says: the answer with what they need, and how we may reach and picture them."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from datt.core.models import record
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.bijeenkomsten.uitnodigen.services.kijken import earlier_needs
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_maybe, say_no, say_yes
from pilots.traject.models import Persoon

S = UitnodigingStatus
KEUZES = (S.JA, S.MISSCHIEN, S.NEE)


@dataclass(frozen=True, kw_only=True)
class Behoeften:
    """What somebody needs to take part. Empty fields leave what stands; `wis` takes it away."""

    dieet: str = ""
    toegang: str = ""
    zelfde: bool = False  # as at the last meeting
    wis: bool = False


def give_answer(
    uitnodiging: Uitnodiging,
    keuze: str,
    *,
    behoeften: Behoeften | None = None,
    reden: str = "",
    by: Any = None,
    wie: str = "",
    door: str = "",
) -> Uitnodiging:
    """Answer an invitation; who says yes may get a place on the waiting list. Raises TransitionError."""
    # Looked up before the lock: others may wait for it.
    who: dict[str, Any] = {"by": by, "wie": wie, "door": door, "post": antwoordpost.prepare(uitnodiging)}
    with transaction.atomic():
        if keuze == S.NEE:
            answered = say_no(uitnodiging, reden=reden, **who)
        else:
            answered = say_yes(uitnodiging, **who) if keuze == S.JA else say_maybe(uitnodiging, **who)
        if behoeften is not None and (keuze != S.NEE or behoeften.wis):
            keep_needs(answered, behoeften, by=by, wie=wie)
    return answered


@transaction.atomic
def keep_needs(uitnodiging: Uitnodiging, behoeften: Behoeften, *, by: Any, wie: str = "") -> None:
    """Keep what somebody needs; the log says that it changed, never what it is."""
    values = _needs(uitnodiging, behoeften)
    if not values:
        return
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(**values, versie=models.F("versie") + 1)
    uitnodiging.refresh_from_db(fields=["dieet", "toegang", "versie"])
    what = "wiste wat nodig is bij" if behoeften.wis else "gaf door wat nodig is bij"
    record(uitnodiging, "uitnodigen.behoeften", f"{what} {uitnodiging}", by=by, wie=wie)


def _needs(uitnodiging: Uitnodiging, behoeften: Behoeften) -> dict[str, str]:
    """The fields that change."""
    typed = {"dieet": behoeften.dieet, "toegang": behoeften.toegang}
    wanted = {name: value for name, value in typed.items() if value}
    if behoeften.wis:
        wanted = typed
    elif behoeften.zelfde and (earlier := earlier_needs(uitnodiging)) is not None:
        wanted = {"dieet": earlier.dieet, "toegang": earlier.toegang} | wanted
    return {name: value for name, value in wanted.items() if getattr(uitnodiging, name) != value}


@dataclass(frozen=True, kw_only=True)
class Bereik:
    """How a guest may be reached, and whether they may be in a picture."""

    telefoon: str
    sms: bool
    geen_foto: bool


@transaction.atomic
def keep_contact(persoon: Persoon, bereik: Bereik, *, wie: str) -> None:
    """Keep the phone number, the consent for SMS and "geen foto"; the log says which of these changed."""
    persoon.refresh_from_db()
    changes: list[str] = []
    if persoon.telefoon != bereik.telefoon:
        persoon.telefoon = bereik.telefoon
        changes.append("paste het telefoonnummer aan")
    if bereik.sms != (persoon.sms_akkoord_op is not None):
        persoon.sms_akkoord_op = timezone.now() if bereik.sms else None
        changes.append("gaf akkoord voor sms" if bereik.sms else "wil geen sms meer")
    if persoon.geen_foto != bereik.geen_foto:
        persoon.geen_foto = bereik.geen_foto
        changes.append("wil niet op de foto" if bereik.geen_foto else "mag op de foto")
    if changes:
        persoon.save(update_fields=["telefoon", "sms_akkoord_op", "geen_foto"])
        record(persoon, "uitnodigen.bereik", f"{' en '.join(changes)} ({persoon})", by=None, wie=wie)
