"""What plans add to the pages of a pilot."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from datt.accounts.models import User
from datt.core.text import matching
from datt.core.vast import VasteVraag
from pilots.access import Right, pilots_for
from pilots.bijeenkomsten.uitnodigen.doelgroepen import register_doelgroep
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.bijeenkomsten.uitnodigen.feiten import register_feit, register_gastfeit
from pilots.traject.models import Bijeenkomst, Persoon, Pilot
from pilots.traject.onderdelen import (
    Eigen,
    Kerncijfer,
    Rapportdeel,
    Tab,
    TeDoen,
    Treffer,
    count_per_pilot,
    register_figures,
    register_own,
    register_search,
    register_section,
    register_tab,
    register_todos,
    register_waiting,
)
from pilots.traject.regels import is_shared, kept
from verbeterplannen.plannen.kaart import velden
from verbeterplannen.plannen.models import Plangroep, Plangroeplid, PlanStatus, Verbeterplan
from verbeterplannen.plannen.services.indienen import DAYS_TO_ANSWER

MOST_HITS = 10


class Plan(NamedTuple):
    """What the overview must know of each plan of the pilot."""

    pk: int
    titel: str
    groep: str
    status: str
    ingediend_op: datetime | None

    def __str__(self) -> str:
        return self.titel or f"Plan van {self.groep}"


def _asked(pilot: int) -> QuerySet[Any, Any]:
    return Verbeterplan.objects.filter(pilot=pilot).values_list("pk", "titel", "groep__naam", "status", "ingediend_op")


_all_plans = VasteVraag(_asked)


def _plans(pilot: Pilot) -> list[Plan]:
    return kept(pilot, "plannen", lambda: [Plan._make(row) for row in _all_plans.rows(pilot.pk)])


def _count(pilot: Pilot) -> int:
    """Counted here when the overview fetched the plans already."""
    return len(_plans(pilot)) if is_shared(pilot) else pilot.verbeterplannen.count()


register_tab(
    Tab(
        key="verbeterplannen",
        label="Verbeterplannen",
        url_name="plannen:plan_list",
        right=Right.VIEW,
        order=50,
        count=_count,
        count_right=Right.EDIT,  # others do not see the drafts
    )
)


@register_todos
def plans_to_read(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """Every plan that was handed in waits for an answer within a week."""
    for plan in _plans(pilot):
        if plan.status != PlanStatus.INGEDIEND:
            continue
        handed_in = plan.ingediend_op.date() if plan.ingediend_op else today
        yield TeDoen(
            titel=f"Lees het verbeterplan ‘{plan}’",
            uitleg="De groep wacht op uw antwoord.",
            knop="Lees het plan",
            url=reverse("plannen:plan_detail", args=[pilot.pk, plan.pk]),
            uiterlijk=handed_in + timedelta(days=DAYS_TO_ANSWER),
        )


@register_figures
def plan_figures(pilot: Pilot) -> Iterable[Kerncijfer]:
    count = sum(plan.status != PlanStatus.CONCEPT for plan in _plans(pilot))
    if count:
        label = "verbeterplan ingediend" if count == 1 else "verbeterplannen ingediend"
        yield Kerncijfer(label=label, waarde=str(count), order=60)


@register_waiting
def waiting_in(pilots: Collection[int]) -> Mapping[int, int]:
    return count_per_pilot(Verbeterplan.objects.waiting_for_answer().filter(pilot__in=pilots))


@register_own
def own_plans(pilot: Pilot, user: User) -> Iterable[Eigen]:
    """The plans of the groups this user is in."""
    for plan in pilot.verbeterplannen.with_groep().filter(groep__in=Plangroep.objects.with_member(user)):
        yield Eigen(
            titel=str(plan),
            uitleg=f"Het plan van uw groep {plan.groep}: {plan.get_status_display().lower()}.",
            knop="Schrijf verder" if plan.is_concept() else "Lees het plan",
            url=plan.get_absolute_url(),
        )


def _plans_for_report(pilot: Pilot) -> Mapping[str, Any] | None:
    """The plans that were handed in, each with the answers that tell it; None when there are none."""
    plans = list(
        pilot.verbeterplannen.handed_in()
        .with_groep()
        .prefetch_related("groep__leden__persoon__organisatie", "secties", "acties", "indicatoren")
    )
    if not plans:
        return None
    return {"plannen": [_for_report(plan) for plan in plans]}


def _for_report(plan: Verbeterplan) -> dict[str, Any]:
    answers = {sectie.veld: sectie.inhoud for sectie in plan.secties.all()}
    tables = {"titel", "wie_doet_wat", "indicatoren", "inwonertoets"}
    organisaties = {str(lid.persoon.organisatie) for lid in plan.groep.leden.all() if lid.persoon.organisatie}
    return {
        "plan": plan,
        "organisaties": sorted(organisaties),
        "antwoorden": [
            {"label": veld.label, "tekst": answers[veld.slug]}
            for veld in velden()
            if veld.slug not in tables and answers.get(veld.slug, "").strip()
        ],
    }


register_section(
    Rapportdeel(
        key="verbeterplannen",
        order=50,
        titel="Verbeterplannen",
        template="plannen/pdf/rapport_deel.html",
        context=_plans_for_report,
    )
)


@register_search
def find_plans(user: User, words: str) -> Iterable[Treffer]:
    """Plans by title, as far as this user may read them."""
    plans = Verbeterplan.objects.with_groep().filter(pilot__is_oefening=False)
    all_of = pilots_for(user, Right.EDIT)
    readable = plans.filter(pilot__in=all_of) | plans.filter(pilot__in=pilots_for(user, Right.VIEW_PLANS)).exclude(
        status=PlanStatus.CONCEPT
    )
    own = plans.filter(groep__in=Plangroep.objects.with_member(user), pilot__in=pilots_for(user))
    for plan in matching((readable | own).distinct(), words, str)[:MOST_HITS]:
        yield Treffer(
            titel=str(plan),
            uitleg=f"{plan.get_status_display()}, {plan.pilot}",
            url=reverse("plannen:plan_detail", args=[plan.pilot_id, plan.pk]),
            soort="Verbeterplan",
        )


def people_in_groups(pilot: Pilot) -> set[int]:
    """Who is in a group that writes a plan."""
    return set(Plangroeplid.objects.filter(groep__pilot=pilot).values_list("persoon_id", flat=True))


def how_many_plans(pilot: Pilot) -> str:
    """For the invitation to the last meeting: how many plans there are to decide on."""
    count = pilot.verbeterplannen.count()
    return str(count) if count > 1 else ""


def _in_groups(persoon: Persoon) -> Gegevens | None:
    members = Plangroeplid.objects.filter(persoon=persoon).select_related("groep")
    return Gegevens(
        kop="Het plan waar u aan meewerkt",
        waarom="Om te weten wie het plan schrijft en uitvoert.",
        bewaard_tot="Tot 24 maanden na de laatste bijeenkomst.",
        regels=[(lid.groep.naam, lid.get_functie_display()) for lid in members],
    )


def _still_writes(persoon: Persoon) -> str:
    groups = [lid.groep.naam for lid in Plangroeplid.objects.filter(persoon=persoon).select_related("groep")]
    return f"U werkt mee aan het plan van {', '.join(groups)}." if groups else ""


register_databron(Databron(key="plannen", lees=_in_groups, blijft=_still_writes))
register_doelgroep("plangroep", people_in_groups)
register_feit("aantal_plannen", how_many_plans)


def groups_of_guests(meeting: Bijeenkomst) -> dict[int, str]:
    """In which groep each person of the pilot is, as a sentence; asked only for the meeting where plans are made."""
    if meeting.soort != "plannen_maken":
        return {}
    rows = Plangroeplid.objects.filter(groep__pilot=meeting.pilot_id).order_by("groep__naam")
    names: dict[int, list[str]] = {}
    for persoon, naam in rows.values_list("persoon_id", "groep__naam"):
        names.setdefault(persoon, []).append(f"‘{naam}’")
    return {persoon: _groups_sentence(found) for persoon, found in names.items()}


def _groups_sentence(names: list[str]) -> str:
    *first, last = names
    return f"U zit in de groepen {', '.join(first)} en {last}." if first else f"U zit in de groep {last}."


register_gastfeit("uw_groep", groups_of_guests)
