"""Plan a pilot: its people, its meetings with their checklists, all in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from pilots.access import Rol
from pilots.keten.models import Gemeente
from pilots.traject import agenda
from pilots.traject.haken import tell_new
from pilots.traject.models import (
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    Maatstaf,
    Persoon,
    Pilot,
    Schoolvakantie,
    Sjabloon,
    Sjabloonbijeenkomst,
    Sjabloontaak,
    Taak,
)

SLUG_TRIES = 50


class PlanningError(Exception):
    """A pilot that cannot be planned like this; its text is Dutch and says what to do."""


def schoolkalender(regio: str) -> agenda.Kalender:
    """The days of this region, with the school holidays that are loaded."""
    rows = Schoolvakantie.objects.in_region(regio).values_list("schooljaar", "naam", "van", "tot_en_met")
    return agenda.Kalender(regio, [agenda.Vakantie(*row) for row in rows])


def stappen_of(sjabloon: Sjabloon) -> list[agenda.Stap]:
    """The six meetings of this version of the template, as plain steps."""
    return [
        agenda.Stap(
            soort=meeting.soort,
            titel=meeting.titel,
            dagen_na_start=meeting.dagen_na_start,
            duur_minuten=meeting.duur_minuten,
            begin=meeting.begin,
        )
        for meeting in sjabloon.bijeenkomsten.standard()
    ]


def propose_dates(start: date, *, regio: str, sjabloon: Sjabloon) -> list[agenda.Voorstel]:
    return agenda.propose(start, stappen_of(sjabloon), schoolkalender(regio))


@transaction.atomic
def create_pilot(  # noqa: PLR0913  # everything a pilot begins with, each by its name
    *,
    gemeente: Gemeente,
    titel: str,
    doelstelling: str,
    maatstaven: Sequence[str],
    regio: str,
    start_datum: date,
    datums: Sequence[agenda.Voorstel] | None,
    facilitators: Sequence[User],
    by: User,
    sjabloon: Sjabloon | None = None,
    today: date | None = None,
) -> Pilot:
    """Make a planned pilot with its facilitators, measures, meetings and checklists.

    Without `datums` the dates are those that `propose_dates` finds. Raises PlanningError when the
    gemeente no longer exists or nobody would be facilitator.
    """
    if gemeente.opgeheven_op is not None:
        raise PlanningError(f"De gemeente {gemeente} bestaat niet meer. Kies een andere gemeente.")
    if not facilitators:
        raise PlanningError("Kies minstens één facilitator. Iemand moet de pilot leiden.")
    sjabloon = sjabloon or Sjabloon.objects.newest()
    today = today or timezone.localdate()
    pilot = _store_pilot(
        Pilot(
            gemeente=gemeente,
            titel=titel,
            doelstelling=doelstelling,
            regio=regio,
            start_datum=start_datum,
            sjabloon=sjabloon,
        )
    )
    Maatstaf.objects.bulk_create(
        Maatstaf(pilot=pilot, volgorde=nr, tekst=tekst) for nr, tekst in enumerate(maatstaven, start=1)
    )
    pilot.plan(by=by)
    for user in dict.fromkeys(facilitators):
        _make_facilitator(pilot, user, by=by)
    if datums is None:
        datums = propose_dates(start_datum, regio=regio, sjabloon=sjabloon)
    _plan_meetings(pilot, datums, sjabloon.bijeenkomsten.standard(), today=today)
    first, last = min(day.datum for day in datums), max(day.datum for day in datums)
    record(
        pilot,
        "traject.pilot.bijeenkomsten",
        f"plande {len(datums)} bijeenkomsten, van {dates.day(first)} tot en met {dates.day(last)}",
        by=by,
    )
    return pilot


def _store_pilot(pilot: Pilot) -> Pilot:
    """Save it under an address nobody has: the name of the gemeente and of the pilot."""
    base = slugify(f"{pilot.gemeente.naam} {pilot.titel}")[:54].strip("-") or "pilot"
    for nr in range(1, SLUG_TRIES):
        pilot.slug = base if nr == 1 else f"{base}-{nr}"
        if Pilot.objects.filter(slug=pilot.slug).exists():
            continue
        try:
            with transaction.atomic():
                pilot.save(force_insert=True)
        except IntegrityError:  # somebody took the same address just now
            continue
        return pilot
    raise PlanningError("Er zijn al veel pilots met deze titel. Kies een andere titel.")


def _make_facilitator(pilot: Pilot, user: User, *, by: User) -> None:
    persoon = Persoon.objects.create(pilot=pilot, user=user, naam=str(user), email=user.email)
    Deelname.objects.create(pilot=pilot, persoon=persoon, rol=Rol.FACILITATOR)
    record(persoon, "traject.deelname.facilitator", f"maakte {persoon} facilitator", by=by)


def _plan_meetings(
    pilot: Pilot,
    datums: Sequence[agenda.Voorstel],
    templates: Iterable[Sjabloonbijeenkomst],
    *,
    today: date,
) -> None:
    by_kind = {template.soort: template for template in templates}
    for voorstel in datums:
        plan_meeting(pilot, voorstel, by_kind[voorstel.soort], today=today)


def plan_meeting(pilot: Pilot, voorstel: agenda.Voorstel, template: Sjabloonbijeenkomst, *, today: date) -> Bijeenkomst:
    """Make one planned meeting with the checklist of its template."""
    meeting = Bijeenkomst.objects.create(
        pilot=pilot,
        sjabloon=template,
        soort=template.soort,
        volgorde=template.volgorde,
        is_extra=template.volgorde == 0,
        titel=template.titel,
        korte_titel=template.korte_titel,
        doel=template.doel,
        datum=voorstel.datum,
        begin=voorstel.begin,
        eind=voorstel.eind,
        plaats=voorstel.plaats,
        adres=voorstel.adres,
        capaciteit=template.capaciteit,
        status=BijeenkomstStatus.GEPLAND,
    )
    make_tasks(meeting, template.taken.all(), today=today)
    tell_new(meeting)
    return meeting


def due(datum: date, dagen_ervoor: int, *, today: date) -> date:
    """When a task must be done: never in the past for a meeting that is still to come."""
    day = datum - timedelta(dagen_ervoor)
    return day if datum < today else max(day, today)


def make_tasks(meeting: Bijeenkomst, tasks: Iterable[Sjabloontaak], *, today: date) -> None:
    """Give the meeting these tasks of its template."""
    Taak.objects.bulk_create(
        Taak(
            bijeenkomst=meeting,
            volgorde=task.volgorde,
            titel=task.titel,
            uitleg=task.uitleg,
            wie=task.wie,
            dagen_ervoor=task.dagen_ervoor,
            uiterlijk=due(meeting.datum, task.dagen_ervoor, today=today),
        )
        for task in tasks
    )
