"""What the Pilotrapport says: the sections that apps register, between the cover and the colophon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from datt.core import dates
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot, PilotStatus
from pilots.traject.onderdelen import Kerncijfer, figures_for, report_sections
from pilots.traject.papier import Hoofdstuk, count, paper_context

MOST_FIGURES = 8


@dataclass(frozen=True, kw_only=True)
class Deel:
    """A section of the report, rendered by its own template."""

    anker: str
    titel: str
    html: SafeString


@dataclass(frozen=True, kw_only=True)
class Geweest:
    """A meeting in the report."""

    nummer: str
    bijeenkomst: Bijeenkomst
    tijden: str
    uitkomst: str
    opbrengst: Sequence[str]
    redenen: Sequence[str]


def pilotrapport_context(pilot: Pilot) -> dict[str, Any]:
    meetings = list(pilot.bijeenkomsten.all())
    delen = [
        Deel(anker=section.key, titel=section.titel, html=render_to_string(section.template, dict(context)))
        for section in report_sections()
        if (context := section.context(pilot)) is not None
    ]
    held = sum(meeting.is_held() for meeting in meetings)
    return {
        **paper_context(
            pilot,
            soort="Pilotrapport",
            onder=_subtitle(pilot, meetings),
            gegevens=f"{count(len(meetings), 'bijeenkomst', 'bijeenkomsten')}, waarvan {held} gehouden"
            + "".join(f", {figure.waarde} {figure.label}" for figure in figures_for(pilot)),
            hoofdstukken=[Hoofdstuk(anker=deel.anker, titel=deel.titel) for deel in delen],
            meetings=meetings,
            privacy="In dit rapport staan geen gegevens van inwoners, en geen namen van gasten.",
        ),
        "delen": delen,
    }


def _subtitle(pilot: Pilot, meetings: Sequence[Bijeenkomst]) -> str:
    if pilot.status in {PilotStatus.AFGEROND, PilotStatus.NAZORG, PilotStatus.GEARCHIVEERD}:
        return f"Eindrapport van {count(len(meetings), 'bijeenkomst', 'bijeenkomsten')} over armoede en schulden"
    return f"Tussenrapport van een traject over armoede en schulden. Staat van de pilot: {_state(pilot)}"


def _state(pilot: Pilot) -> str:
    return str(pilot.get_status_display()).lower()


def summary_section(pilot: Pilot) -> Mapping[str, Any]:
    """Where the pilot stands, in two sentences and a row of figures."""
    meetings = list(pilot.bijeenkomsten.all())
    happening = [meeting for meeting in meetings if meeting.status != BijeenkomstStatus.GEANNULEERD]
    held = [meeting for meeting in happening if meeting.is_held()]
    figures = figures_for(pilot)
    if happening:
        label = f"van de {len(happening)} bijeenkomsten gehouden" if len(happening) > 1 else "bijeenkomst gehouden"
        figures = [*figures, Kerncijfer(label=label, waarde=str(len(held)), order=30)]
    return {
        "pilot": pilot,
        "stand": _standing(pilot, happening, held),
        "cijfers": sorted(figures, key=lambda figure: figure.order)[:MOST_FIGURES],
        "volgende": next((meeting for meeting in happening if meeting.is_open()), None),
    }


def _standing(pilot: Pilot, happening: Sequence[Bijeenkomst], held: Sequence[Bijeenkomst]) -> str:
    if pilot.status == PilotStatus.AFGEBROKEN:
        after = f"na {count(len(held), 'bijeenkomst', 'bijeenkomsten')}" if held else "voor de eerste bijeenkomst"
        return f"De pilot is afgebroken {after}."
    if not happening:
        return "De pilot is net begonnen. Er zijn nog geen bijeenkomsten gepland."
    period = f"van {dates.day(happening[0].datum)} tot en met {dates.day(happening[-1].datum)}"
    if not held:
        return f"De pilot staat klaar: {count(len(happening), 'bijeenkomst', 'bijeenkomsten')}, {period}."
    if len(held) == len(happening):
        return f"Alle {count(len(held), 'bijeenkomst', 'bijeenkomsten')} zijn gehouden, {period}."
    return f"De pilot loopt. {len(held)} van de {len(happening)} bijeenkomsten zijn gehouden."


def goal_section(pilot: Pilot) -> Mapping[str, Any]:
    return {"pilot": pilot, "maatstaven": list(pilot.maatstaven.all())}


def meetings_section(pilot: Pilot) -> Mapping[str, Any]:
    """The meetings with what came out, and what was done otherwise than the template says."""
    meetings = list(pilot.bijeenkomsten.select_related("sjabloon"))
    afwijkingen = list(pilot.afwijkingen.all())
    reasons: dict[int | None, list[str]] = {}
    for afwijking in afwijkingen:
        reasons.setdefault(afwijking.bijeenkomst_id, []).append(afwijking.reden)
    numbers = _numbers(meetings)
    return {
        "bijeenkomsten": [
            Geweest(
                nummer=numbers[meeting.pk],
                bijeenkomst=meeting,
                tijden=f"{dates.clock(meeting.begin).removesuffix(' uur')} tot {dates.clock(meeting.eind)}",
                uitkomst=_outcome(meeting),
                opbrengst=meeting.sjabloon.opbrengst if meeting.sjabloon else (),
                redenen=reasons.get(meeting.pk, ()),
            )
            for meeting in meetings
        ],
        "afwijkingen": afwijkingen,
    }


def _numbers(meetings: Sequence[Bijeenkomst]) -> dict[int, str]:
    numbered = [meeting for meeting in meetings if not meeting.is_extra]
    numbers = {meeting.pk: f"{nr}. " for nr, meeting in enumerate(numbered, start=1)}
    return {meeting.pk: numbers.get(meeting.pk, "Extra: ") for meeting in meetings}


def _outcome(meeting: Bijeenkomst) -> str:
    """Honest about what is known: a report of the meeting itself is a section of its own, later."""
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        return "Deze bijeenkomst is geannuleerd."
    if meeting.is_held():
        return "Deze bijeenkomst is gehouden. Hiervoor kwamen de deelnemers bij elkaar:"
    return "Deze bijeenkomst is nog niet gehouden. Dit moet eruit komen:"
