"""What is now and what is next, on the personal page of a guest while the meeting goes on."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.bijeenkomsten.draaiboek.services.nubeeld import beeld_of
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.publieken import sight_of
from pilots.traject.models import BijeenkomstStatus

STAYS_AWAY = (UitnodigingStatus.NEE, UitnodigingStatus.AFGEMELD)


def now_and_next(gast: Gast) -> Mapping[str, Any] | None:
    """Of the meeting that goes on and that this guest was invited to or came to; None when there is none."""
    invited = Uitnodiging.objects.filter(persoon=gast.persoon).exclude(status__in=STAYS_AWAY).values("bijeenkomst")
    came = gast.persoon.aanwezigheden.values("bijeenkomst")
    going = (
        Draaiboek.objects.filter(
            Q(bijeenkomst__in=invited) | Q(bijeenkomst__in=came),
            bijeenkomst__pilot=gast.pilot,
            bijeenkomst__status=BijeenkomstStatus.BEZIG,
        )
        .select_related("bijeenkomst")
        .first()
    )
    if going is None:
        return None
    beeld = beeld_of(going)
    sight = sight_of(going.bijeenkomst, gast.persoon)
    # It keeps itself up to date for everybody alike, so who may not see all of it gets their own times only.
    if not beeld.loopt or (sight is not None and not sight.blokken.issuperset(beeld.blokken)):
        return None
    return {"beeld": beeld}


NU_EN_STRAKS = Gastdeel(key="nu", order=5, template="draaiboek/gastdeel_nu.html", context=now_and_next)
