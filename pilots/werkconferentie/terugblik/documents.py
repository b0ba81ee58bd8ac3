"""A card for the table in each workshop: scan it afterwards, and answer two questions."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from datt.documenten.kinds import DocumentKind, register
from pilots.bijeenkomsten.dag.documents import may_host_meeting, register_papier
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.models import Sessie
from pilots.werkconferentie.terugblik.code import workshop_url


def _meetings() -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def _cards(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """One card for a workshop, with every round and room it is in."""
    gemeente = meeting.pilot.gemeente
    cards: dict[int, dict[str, Any]] = {}
    sessies = (
        Sessie.objects.filter(ronde__bijeenkomst=meeting, gesloten_op__isnull=True)
        .select_related("workshop", "ronde", "ruimte")
        .order_by("workshop__titel", "workshop", "ronde__begint_om")
    )
    for sessie in sessies:
        if not sessie.workshop.is_accepted:
            continue
        sessie.ronde.bijeenkomst = meeting
        card = cards.setdefault(
            sessie.workshop_id,
            {"workshop": sessie.workshop, "qr": qr_png(workshop_url(sessie.workshop), scale=8), "sessies": []},
        )
        card["sessies"].append(sessie)
    return {
        "bijeenkomst": meeting,
        "gemeente": gemeente,
        "kleuren": Kleuren.of(gemeente.kleur),
        "stand": timezone.now(),
        "kaarten": list(cards.values()),
    }


TERUGBLIKKAARTEN = register_papier(
    register(
        DocumentKind(
            key="terugblikkaarten",
            titel="Terugblikkaarten",
            uitleg="Een kaart voor op tafel bij elke workshop. Wie de QR-code scant, beantwoordt twee vragen.",
            template="terugblik/pdf/terugblikkaarten.html",
            source=_meetings,
            context=_cards,
            kring=lambda meeting: meeting.pilot,
            may_order=may_host_meeting,
            may_download=may_host_meeting,
            order=46,
        )
    )
)
