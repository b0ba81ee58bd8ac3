"""What this app adds to the pages of others, and does when a meeting is held."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from datt.core import dates
from datt.core.wachtrij import register_identity
from pilots.access import Right
from pilots.bijeenkomsten.dag import eigendata as eigendata
from pilots.bijeenkomsten.dag.dicht import closed_since
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.dag.nu_en_straks import NU_EN_STRAKS
from pilots.bijeenkomsten.dag.rapport import attendance_section
from pilots.bijeenkomsten.dag.services.gastdeel import day_part
from pilots.bijeenkomsten.dag.services.incheck import mark_absent
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gastdeel, register_gastdeel
from pilots.tafels.gasten import Gast, register_aanwezigen, register_gasten
from pilots.traject.haken import Verandering, on_meeting_change
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot
from pilots.traject.models.bijeenkomst import HELD
from pilots.traject.onderdelen import (
    Kerncijfer,
    Rapportdeel,
    Tab,
    TeDoen,
    register_figures,
    register_meeting_tab,
    register_section,
    register_todos,
)
from pilots.traject.regels import columns, regels_of, register_regels

INVULLEN_BINNEN = timedelta(days=2)

register_meeting_tab(Tab(key="dag", label="De dag", url_name="dag:incheck", right=Right.HOST, order=40))
register_gastdeel(Gastdeel(key="dag", order=15, template="dag/gastdeel.html", context=day_part))
register_gastdeel(NU_EN_STRAKS)
register_section(
    Rapportdeel(
        key="aanwezig",
        order=42,
        titel="Wie er waren",
        template="dag/pdf/rapport_aanwezig.html",
        context=attendance_section,
    )
)


@register_identity
def guest(request: HttpRequest) -> str:
    link = request.session.get("gastlink") if hasattr(request, "session") else None
    return f"gast {link}" if link else ""


@on_meeting_change
def count_absent(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """Who said yes and did not come was not there; unless nobody was checked in, then we do not know."""
    if wat == Verandering.GEHOUDEN and meeting.aanwezigheden.standing().exists():
        mark_absent(meeting, by=by)


def _rows(pilot: int) -> QuerySet[Any]:
    """How many were there, for each meeting where somebody was checked in."""
    rows = Aanwezigheid.objects.standing().filter(bijeenkomst__pilot=pilot)
    return columns(rows, bijeenkomst="bijeenkomst_id", nr=Count("pk"))


def _people(pilot: int) -> QuerySet[Any]:
    """How many people were at a meeting of this pilot; one line."""
    rows = Aanwezigheid.objects.standing().filter(bijeenkomst__pilot=pilot)
    return columns(rows, bijeenkomst="bijeenkomst__pilot", nr=Count("persoon_id", distinct=True))


register_regels("aanwezig", _rows)
register_regels("mensen", _people)


@register_figures
def people_inside(pilot: Pilot) -> Iterable[Kerncijfer]:
    """How many people came at least once."""
    people = sum(row.nr for row in regels_of(pilot, "mensen"))
    if people:
        yield Kerncijfer(label="mensen waren erbij" if people > 1 else "mens was erbij", waarde=str(people), order=35)


@register_todos
def attendance_missing(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """A meeting was held with people who said yes, and nobody was checked in."""
    counted = {row.bijeenkomst for row in regels_of(pilot, "aanwezig")}
    for meeting in pilot.bijeenkomsten.all():
        if meeting.status == BijeenkomstStatus.GEHOUDEN and meeting.pk not in counted:
            yield TeDoen(
                titel=f"Vul in wie er waren bij ‘{meeting.korte_titel}’",
                uitleg=f"Dat was op {dates.day(meeting.datum, year=False)}. Er staat nog niemand als aanwezig.",
                knop="Vul in wie er waren",
                url=reverse("dag:presentie", args=[pilot.pk, meeting.pk]),
                uiterlijk=meeting.datum + INVULLEN_BINNEN,
            )


def inside(meeting: Bijeenkomst) -> list[Gast] | None:
    """Who sits down once the doors are closed: who is inside. Until then who said yes may still come."""
    if not meeting.is_open() or closed_since(meeting) is None:
        return None
    rows = meeting.aanwezigheden.standing().select_related("persoon__organisatie").order_by("persoon__naam", "pk")
    needs: Mapping[int, str] = dict(meeting.uitnodigingen.values_list("persoon_id", "toegang"))
    people = {row.persoon_id: row.persoon for row in rows}
    if not people:
        return None
    return [
        Gast(
            persoon=one.pk,
            naam=one.naam,
            organisatie=one.organisatie_id,
            organisatie_naam=one.organisatie.naam if one.organisatie else "",
            positie=one.positie,
            toegang=needs.get(one.pk, ""),
        )
        for one in people.values()
    ]


register_gasten(inside, order=10)


@register_aanwezigen
def was_inside(pilot: Pilot) -> dict[int, frozenset[int]]:
    """For who met whom: who was at each meeting that was held, as far as people were checked in."""
    people: dict[int, set[int]] = {}
    rows = Aanwezigheid.objects.standing().filter(bijeenkomst__pilot=pilot, bijeenkomst__status__in=HELD)
    for meeting, persoon in rows.order_by().values_list("bijeenkomst", "persoon").distinct():
        people.setdefault(meeting, set()).add(persoon)
    return {meeting: frozenset(those) for meeting, those in people.items()}
