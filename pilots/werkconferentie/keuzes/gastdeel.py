"""The parts on the page of a guest: the question to choose, and what they chose."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel
from pilots.bijeenkomsten.uitnodigen.gastpagina import overview_of
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.keuzes.aanbod import offer_for, offer_of, why_closed
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Voorkeur
from pilots.werkconferentie.keuzes.services.tellen import in_words


def _looked_up(gast: Gast) -> Mapping[str, Any] | None:
    """What this guest can choose, or chose, for the first meeting they come to that has something to choose."""
    if "keuzes" not in gast.onthouden:
        gast.onthouden["keuzes"] = next(filter(None, (_of(gast, meeting) for meeting in _to_come(gast))), None)
    found: Mapping[str, Any] | None = gast.onthouden["keuzes"]
    return found


def _to_come(gast: Gast) -> list[Bijeenkomst]:
    """The next meeting they come to at which guests choose; one query, for most guests the only one."""
    today = timezone.localdate()
    invited = {kijk.meeting.pk: kijk for kijk in overview_of(gast).alle}
    if not invited:
        return []
    opened = Bijeenkomst.objects.filter(pk__in=invited, datum__gte=today, programma__kiezen_tot__isnull=False)
    mine = [invited[pk] for pk in opened.order_by("datum").values_list("pk", flat=True)]
    return [kijk.meeting for kijk in mine if kijk.has_seat and kijk.meeting.is_open()][:1]


def _of(gast: Gast, meeting: Bijeenkomst) -> Mapping[str, Any] | None:
    aanbod = offer_of(meeting)
    if not aanbod.rondes:
        return None
    turn = Keuzebeurt.objects.filter(bijeenkomst=meeting, persoon=gast.persoon).first()
    mine = dict(Voorkeur.objects.at(meeting).filter(persoon=gast.persoon).values_list("sessie_id", "keus"))
    closed = why_closed(meeting, aanbod, timezone.localdate())
    return {
        "bijeenkomst": meeting,
        "tot": aanbod.programma.kiezen_tot if aanbod.programma else None,
        "kan_nog": not closed and not gast.pilot.is_read_only(),
        "koos": turn is not None or bool(mine),
        "keuzes": in_words(offer_for(aanbod, gast.persoon), mine) if mine else [],
        "beurt": turn,
    }


def to_choose(gast: Gast) -> Mapping[str, Any] | None:
    """The question, as long as they can choose and did not."""
    found = _looked_up(gast)
    return found if found and found["kan_nog"] and not found["koos"] else None


def chosen(gast: Gast) -> Mapping[str, Any] | None:
    """What they chose; also that they did not, once it is too late."""
    found = _looked_up(gast)
    return found if found and (found["koos"] or not found["kan_nog"]) else None


VRAAG = Gastdeel(key="keuzes_vraag", order=13, template="keuzes/_gast_vraag.html", context=to_choose, is_vraag=True)
GEKOZEN = Gastdeel(key="keuzes", order=18, template="keuzes/_gast_gekozen.html", context=chosen)
