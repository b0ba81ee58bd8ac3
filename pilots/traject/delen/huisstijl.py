"""The look of mail about a pilot: the municipality's name and colour, and the facilitator who reads the answers."""

from django.db import models

from datt.berichten.huisstijl import INKT, PAPIER, Huisstijl, register_huisstijl
from pilots.access import Rol
from pilots.keten.kleur import LEESBAAR, contrast
from pilots.traject.models import Pilot

# On a colour halfway neither white nor our ink is readable; black is.
ZWART = "#000000"


@register_huisstijl
def look_of_pilot(kring: models.Model) -> Huisstijl | None:
    if not isinstance(kring, Pilot):
        return None
    gemeente = kring.gemeente
    naam, email = _who_answers(kring)
    kleur = gemeente.kleur or INKT
    return Huisstijl(
        naam=f"Gemeente {gemeente}" if gemeente.kleur else "DATT Werkt!",
        plaats="DATT Werkt!" if gemeente.kleur else f"in {gemeente}",
        kleur=kleur,
        op_kleur=next((ink for ink in (PAPIER, INKT) if contrast(kleur, ink) >= LEESBAAR), ZWART),
        afzender=f"DATT Werkt! {gemeente}",
        antwoord_aan=email,
        contact=naam,
        hoort_bij=f"Deze mail hoort bij de pilot {kring} van de gemeente {gemeente}.",
    )


def _who_answers(pilot: Pilot) -> tuple[str, str]:
    """The facilitator who has been there longest, when there is an address."""
    deelname = (
        pilot.deelnames.current()
        .filter(rol=Rol.FACILITATOR)
        .exclude(persoon__email="")
        .select_related("persoon")
        .order_by("sinds", "pk")
        .first()
    )
    return (deelname.persoon.naam, deelname.persoon.email) if deelname else ("", "")
