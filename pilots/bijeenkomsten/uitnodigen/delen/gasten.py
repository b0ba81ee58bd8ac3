"""The guests: the tab of a meeting, what is to be done now, the figure, and who sits down at the tables."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from datt.core import dates
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.models import KOMT, Uitnodiging, UitnodigingStatus
from pilots.tafels.gasten import Gast, register_gasten
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot
from pilots.traject.onderdelen import (
    Kerncijfer,
    Tab,
    TeDoen,
    register_figures,
    register_meeting_tab,
    register_todos,
)
from pilots.traject.regels import columns, regels_of, register_regels

# Invite so long before, if nobody said otherwise; the big one earlier.
VOORAF = timedelta(days=28)
VROEGER = {"bestuurders_kickoff": timedelta(days=42), "werkconferentie": timedelta(days=42)}
BEGIN_NA = timedelta(days=21)  # shown so long before that day
BEL_VANAF = timedelta(days=14)
S = UitnodigingStatus
OPEN = (BijeenkomstStatus.GEPLAND, BijeenkomstStatus.UITGENODIGD)
type Aantallen = dict[int, dict[str, int]]

register_meeting_tab(Tab(key="gasten", label="Gasten", url_name="uitnodigen:gast_list", right=Right.INVITE, order=10))


def _rows(pilot: int) -> QuerySet[Any]:
    """How many invitations of each status every meeting of the pilot has."""
    rows = Uitnodiging.objects.filter(bijeenkomst__pilot=pilot).of_live()
    return columns(rows, bijeenkomst="bijeenkomst_id", tekst="status", nr=Count("pk"))


register_regels("gasten", _rows)


def _counts(pilot: Pilot) -> Aantallen:
    found: Aantallen = {}
    for row in regels_of(pilot, "gasten"):
        found.setdefault(row.bijeenkomst, {})[row.tekst] = row.nr
    return found


@register_todos
def guests(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """Who must be invited, and who did not answer; mail that came back stands there already, for every kind."""
    counts = _counts(pilot)
    for meeting in pilot.bijeenkomsten.all():
        if meeting.status in OPEN and meeting.datum >= today:
            yield from _of_meeting(meeting, counts.get(meeting.pk, {}), today)


def _of_meeting(meeting: Bijeenkomst, counts: dict[str, int], today: date) -> Iterable[TeDoen]:
    left, by = (meeting.datum - today).days, meeting.datum - VROEGER.get(meeting.soort, VOORAF)
    ready, silent = counts.get(S.KLAAR, 0), counts.get(S.VERSTUURD, 0)
    if not counts and today >= by - BEGIN_NA:
        yield TeDoen(
            titel=f"Nodig uit voor ‘{meeting.korte_titel}’: nog {left} dagen",
            uitleg="De gasten zijn nog niet gekozen. De lijst staat voor u klaar.",
            knop="Kies de gasten", url=_url("gast_kiezen", meeting), uiterlijk=max(by, today),
        )  # fmt: skip
    elif ready:
        who = "1 persoon is" if ready == 1 else f"{ready} mensen zijn"
        yield TeDoen(
            titel=f"{who} nog niet uitgenodigd voor ‘{meeting.korte_titel}’",
            uitleg=f"Zij staan op de lijst. De bijeenkomst is op {dates.day(meeting.datum, year=False)}.",
            knop="Bekijk en verstuur", url=_url("gast_versturen", meeting), uiterlijk=max(by, today),
        )  # fmt: skip
    if silent and meeting.datum - today <= BEL_VANAF:
        who = "1 persoon heeft" if silent == 1 else f"{silent} mensen hebben"
        yield TeDoen(
            titel=f"{who} nog niet geantwoord",
            uitleg=f"Voor ‘{meeting.korte_titel}’, op {dates.day(meeting.datum, year=False)}. Een telefoontje helpt.",
            knop="Bekijk wie", url=f"{_url('gast_list', meeting)}?antwoord=verstuurd",
            uiterlijk=max(meeting.datum - timedelta(days=7), today),
        )  # fmt: skip


def _url(name: str, meeting: Bijeenkomst) -> str:
    return reverse(f"uitnodigen:{name}", args=[meeting.pilot_id, meeting.pk])


@register_figures
def coming(pilot: Pilot) -> Iterable[Kerncijfer]:
    """How many come to the next meeting."""
    ahead = next((one for one in pilot.bijeenkomsten.all() if one.status == BijeenkomstStatus.UITGENODIGD), None)
    if ahead is not None:
        counts = _counts(pilot).get(ahead.pk, {})
        coming = sum(counts.get(status, 0) for status in KOMT)
        yield Kerncijfer(label=f"komen naar ‘{ahead.korte_titel}’", waarde=str(coming), order=25)


def who_said_yes(meeting: Bijeenkomst) -> list[Gast] | None:
    """For the tables: who has a seat; None when nobody was invited here."""
    rows = list(meeting.uitnodigingen.of_live().filter(status__in=KOMT).with_persoon())
    if not rows and not meeting.uitnodigingen.exists():
        return None
    return [
        Gast(
            persoon=one.persoon_id,
            naam=one.persoon.naam,
            organisatie=one.persoon.organisatie_id,
            organisatie_naam=str(one.persoon.organisatie or ""),
            positie=one.persoon.positie,
            toegang=one.toegang,
        )
        for one in rows
    ]


register_gasten(who_said_yes, order=20)
