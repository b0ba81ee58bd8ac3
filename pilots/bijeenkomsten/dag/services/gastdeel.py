"""The part about the day on the page of a guest: the code for the door, their table, and 'I am here'."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from datt.core.dates import local
from pilots.bijeenkomsten.dag.code import url_of
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.bijeenkomsten.dag.services.zelf import may_check_in_self
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import KOMT
from pilots.tafels.plekken import round_seats, seat_words
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus

VOORAF = timedelta(days=3)


def day_part(gast: Gast) -> Mapping[str, Any] | None:
    """Of the next meeting they come to, from three days before it until its day is over."""
    today = timezone.localdate()
    meeting = (
        Bijeenkomst.objects.filter(
            uitnodigingen__persoon=gast.persoon,
            uitnodigingen__status__in=KOMT,
            datum__gte=today,
            datum__lte=today + VOORAF,
        )
        .exclude(status=BijeenkomstStatus.GEANNULEERD)
        .select_related("pilot")
        .order_by("datum", "begin")
        .first()
    )
    if meeting is None:
        return None
    seats = round_seats(gast.persoon, meeting) if meeting.datum == today else []
    inside = meeting.aanwezigheden.standing().filter(persoon=gast.persoon).last()
    return {
        "bijeenkomst": meeting,
        "is_vandaag": meeting.datum == today,
        "qr": qr_png(url_of(meeting.pk, gast.persoon.pk), scale=6),
        "tafel": seat_words({one.ronde: one.tafel for one in seats}) if seats else None,
        "rondes": seats if len(seats) > 1 else [],
        "binnen": f"{local(inside.binnen_op):%H.%M}" if inside else "",
        "kan_zelf": inside is None and may_check_in_self(meeting),
    }
