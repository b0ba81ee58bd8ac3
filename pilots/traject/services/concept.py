"""The draft of a pilot: begin it, fill it in step by step, and make the pilot of it once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from pilots.keten.models import Gemeente
from pilots.traject import agenda
from pilots.traject.models import Pilot, Planconcept, Regio, Sjabloon
from pilots.traject.services.oordeel import Dag, Oordeel, judge
from pilots.traject.services.planning import (
    PlanningError,
    create_pilot,
    propose_dates,
    schoolkalender,
    stappen_of,
)

# The schools of a province mostly share a region. Gelderland is divided over three, so it gets no proposal.
REGIO_PER_PROVINCIE = {
    "Groningen": Regio.NOORD,
    "Fryslân": Regio.NOORD,
    "Drenthe": Regio.NOORD,
    "Overijssel": Regio.NOORD,
    "Flevoland": Regio.NOORD,
    "Noord-Holland": Regio.NOORD,
    "Utrecht": Regio.MIDDEN,
    "Zuid-Holland": Regio.MIDDEN,
    "Zeeland": Regio.ZUID,
    "Noord-Brabant": Regio.ZUID,
    "Limburg": Regio.ZUID,
}
REGIO_PER_GEMEENTE = {"Zeewolde": Regio.MIDDEN}


def regio_of(gemeente: Gemeente | None) -> str:
    """The region that a gemeente most likely has, or nothing when its province is divided."""
    if gemeente is None:
        return ""
    return str(REGIO_PER_GEMEENTE.get(gemeente.naam) or REGIO_PER_PROVINCIE.get(gemeente.provincie) or "")


@transaction.atomic
def begin_concept(*, by: User) -> Planconcept:
    """A new draft with its maker as facilitator; an untouched one is used again."""
    untouched = Planconcept.objects.of(by).unfinished().filter(gemeente=None, titel="", doelstelling="").first()
    if untouched is not None:
        return untouched
    concept = Planconcept.objects.create(maker=by)
    concept.facilitators.add(by)
    return concept


def choose_gemeente(concept: Planconcept, gemeente: Gemeente) -> None:
    """Set the gemeente; its region follows, and dates that were proposed for another region go."""
    if concept.gemeente_id == gemeente.pk:
        return
    concept.gemeente = gemeente
    concept.save(update_fields=["gemeente", "updated_at"])
    choose_regio(concept, regio_of(gemeente))


def choose_regio(concept: Planconcept, regio: str) -> None:
    if concept.regio == regio:
        return
    concept.regio = regio
    concept.datums = []
    concept.save(update_fields=["regio", "datums", "updated_at"])


def describe(concept: Planconcept, **values: Any) -> None:
    """Keep the title, the goal and the measures, as far as they are given."""
    for name, value in values.items():
        setattr(concept, name, value)
    concept.save(update_fields=[*values, "updated_at"])


def propose(concept: Planconcept, start: date) -> None:
    """Fill in the dates that suit this start."""
    voorstellen = propose_dates(start, regio=concept.regio, sjabloon=Sjabloon.objects.newest())
    concept.start_datum = start
    keep_datums(concept, voorstellen)


def keep_datums(concept: Planconcept, voorstellen: Sequence[agenda.Voorstel]) -> None:
    concept.datums = [
        {
            "soort": voorstel.soort,
            "titel": voorstel.titel,
            "datum": voorstel.datum.isoformat(),
            "begin": voorstel.begin.isoformat("minutes"),
            "eind": voorstel.eind.isoformat("minutes"),
            "plaats": voorstel.plaats,
            "adres": voorstel.adres,
        }
        for voorstel in voorstellen
    ]
    concept.save(update_fields=["start_datum", "datums", "updated_at"])


def voorstellen_of(concept: Planconcept) -> list[agenda.Voorstel]:
    """The dates as they were kept."""
    return [
        agenda.Voorstel(
            soort=kept["soort"],
            titel=kept["titel"],
            datum=date.fromisoformat(kept["datum"]),
            begin=time.fromisoformat(kept["begin"]),
            eind=time.fromisoformat(kept["eind"]),
            plaats=kept["plaats"],
            adres=kept["adres"],
        )
        for kept in concept.datums
    ]


@transaction.atomic
def plan_pilot(concept: Planconcept, *, by: User) -> Pilot:
    """Make the pilot; a second click, also at the same moment, gets the pilot of the first."""
    concept = Planconcept.objects.select_for_update(of=("self",)).get(pk=concept.pk)
    if concept.pilot is not None:
        return concept.pilot
    sjabloon = Sjabloon.objects.newest()
    voorstellen = voorstellen_of(concept)
    if {step.soort for step in stappen_of(sjabloon)} != {voorstel.soort for voorstel in voorstellen}:
        raise PlanningError("Het sjabloon van de bijeenkomsten is vernieuwd. Laat de datums opnieuw voorstellen.")
    if concept.gemeente is None or concept.start_datum is None or concept.first_open_step() != "controle":
        raise PlanningError("Er ontbreekt nog iets. Vul eerst alle stappen in.")
    pilot = create_pilot(
        gemeente=concept.gemeente,
        titel=concept.titel,
        doelstelling=concept.doelstelling,
        maatstaven=concept.maatstaven,
        regio=concept.regio,
        start_datum=concept.start_datum,
        datums=voorstellen,
        facilitators=list(concept.facilitators.filter(is_active=True, is_facilitator=True)),
        by=by,
        sjabloon=sjabloon,
    )
    concept.pilot = pilot
    concept.save(update_fields=["pilot", "updated_at"])
    return pilot


def remove_facilitator(concept: Planconcept, user_id: int) -> None:
    """Take somebody off the list; who plans the pilot stays on it."""
    if user_id != concept.maker_id:
        concept.facilitators.remove(user_id)


@dataclass(frozen=True)
class Beoordeeld:
    """A proposed meeting with what speaks against its day."""

    voorstel: agenda.Voorstel
    oordeel: Oordeel


def judged(concept: Planconcept) -> list[Beoordeeld]:
    """The dates of the draft, each with what speaks against it."""
    voorstellen = voorstellen_of(concept)
    dagen = [Dag(f"bijeenkomst {nr}", voorstel.datum) for nr, voorstel in enumerate(voorstellen, start=1)]
    oordelen = judge(dagen, schoolkalender(concept.regio), vandaag=timezone.localdate())
    return [Beoordeeld(voorstel, oordeel) for voorstel, oordeel in zip(voorstellen, oordelen, strict=True)]


def has_conflicts(concept: Planconcept) -> bool:
    return any(one.oordeel.conflicten for one in judged(concept))
