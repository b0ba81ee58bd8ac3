"""The parts that this app itself puts on the personal page of a guest."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pilots.bijeenkomsten.uitnodigen.forms.gast import AntwoordForm
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel
from pilots.bijeenkomsten.uitnodigen.services.collegas import speaks_for
from pilots.bijeenkomsten.uitnodigen.services.feed import feed_addresses
from pilots.bijeenkomsten.uitnodigen.services.kijken import Overzicht, look_around
from pilots.partners.mails import contact_of
from pilots.traject.kop import path_of


def overview_of(gast: Gast) -> Overzicht:
    """Looked at once for all parts of one page."""
    if "overzicht" not in gast.onthouden:
        gast.onthouden["overzicht"] = look_around(gast.persoon)
    found: Overzicht = gast.onthouden["overzicht"]
    return found


def volgende(gast: Gast) -> Mapping[str, Any] | None:
    overzicht = overview_of(gast)
    return {"kijk": overzicht.volgende, "vervallen": overzicht.vervallen}


def antwoord(gast: Gast) -> Mapping[str, Any] | None:
    """The question whether they come, of the first meeting that waits for an answer."""
    kijk = overview_of(gast).vraag
    return {"kijk": kijk, "form": AntwoordForm(kijk=kijk)} if kijk else None


def stand(gast: Gast) -> Mapping[str, Any] | None:
    """What they said on the next meeting, and what they can do about it."""
    overzicht = overview_of(gast)
    kijk = overzicht.volgende
    return {"kijk": kijk} if kijk and kijk is not overzicht.vraag else None


def collegas(gast: Gast) -> Mapping[str, Any] | None:
    partner = speaks_for(gast.persoon)
    return {"partner": partner} if partner else None


def pad(gast: Gast) -> Mapping[str, Any] | None:
    invited = {kijk.meeting.pk for kijk in overview_of(gast).alle}
    where = {pk: reverse("uitnodigen:gast_bijeenkomst", args=[pk]) for pk in invited}
    return {"pad": path_of(gast.pilot, timezone.localdate(), links=where)}


def agenda(gast: Gast) -> Mapping[str, Any] | None:
    return feed_addresses(gast.persoon) if overview_of(gast).alle else None


def gegevens(gast: Gast) -> Mapping[str, Any] | None:
    return {"persoon": gast.persoon}


def contact(gast: Gast) -> Mapping[str, Any] | None:
    return {"contact": contact_of(gast.pilot)}


def _part(key: str, order: int, context: Any, *, is_vraag: bool = False) -> Gastdeel:
    template = f"uitnodigen/gast_deel_{key}.html"
    return Gastdeel(key=key, order=order, template=template, context=context, is_vraag=is_vraag)


PARTS = (
    _part("volgende", 10, volgende),
    _part("antwoord", 12, antwoord, is_vraag=True),
    _part("stand", 14, stand),
    _part("collegas", 40, collegas),
    _part("pad", 60, pad),
    _part("agenda", 70, agenda),
    _part("gegevens", 80, gegevens),
    _part("contact", 90, contact),
)
