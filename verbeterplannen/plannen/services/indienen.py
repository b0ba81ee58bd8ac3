"""Handing in, sending back, approving."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.services import queue_mail
from datt.core import dates
from pilots.access import Rol
from pilots.traject.models import Persoon
from verbeterplannen.plannen.kaart import Veld, velden
from verbeterplannen.plannen.models import Verbeterplan

DAYS_TO_ANSWER = 7


class PlanIncompleteError(Exception):
    """What a plan cannot do without before it is handed in; `missing` holds the questions."""

    def __init__(self, missing: list[Veld]) -> None:
        super().__init__(", ".join(veld.label for veld in missing))
        self.missing = missing


def missing_for_submit(plan: Verbeterplan) -> list[Veld]:
    filled = {sectie.veld for sectie in plan.secties.all() if sectie.inhoud.strip()}
    return [veld for veld in velden() if veld.needed_to_submit and veld.slug not in filled]


@transaction.atomic
def submit_plan(plan: Verbeterplan, *, by: User) -> None:
    """Hand the plan in and send every member a receipt. Raises PlanIncompleteError.

    Locked as writing locks it, so that what is judged complete is what is handed in.
    """
    missing = missing_for_submit(Verbeterplan.objects.select_for_update().get(pk=plan.pk))
    if missing:
        raise PlanIncompleteError(missing)
    plan.submit(by=by)
    answer_before = dates.day(timezone.localdate() + timedelta(days=DAYS_TO_ANSWER))
    for persoon in _members(plan):
        _mail(
            plan,
            persoon,
            "plan_ontvangen",
            moment=dates.moment(timezone.now()),
            datum_reactie=answer_before,
        )


@transaction.atomic
def return_plan(plan: Verbeterplan, *, sterk: str, vragen: str, voor: date, by: User) -> None:
    """Give the plan back to its group: what is strong, what is still asked, and before when."""
    plan.return_to_group(by=by, opmerking=vragen)
    points = [line for line in vragen.splitlines() if line.strip()]
    toets = plan.secties.get(veld="inwonertoets").inhoud.strip()
    for persoon in _members(plan):
        _mail(
            plan,
            persoon,
            "plan_terug_naar_groep",
            aantal_punten=str(len(points)),
            sterk=sterk,
            opmerkingen="; ".join(line.strip() for line in points),
            inwonertoets=toets or "nog niets",
            antwoord_voor=dates.day(voor),
        )


@transaction.atomic
def approve_plan(plan: Verbeterplan, *, by: User) -> bool:
    """Say that the plan is ready; tell the group when to present it.

    Answers False when no presentation is planned: then nobody was told yet.
    """
    plan.approve(by=by)
    presentation = plan.pilot.bijeenkomsten.planned().filter(soort="verbeterplan_presentatie").first()
    if presentation is None:
        return False
    for persoon in _members(plan):
        _mail(
            plan,
            persoon,
            "plan_goedgekeurd",
            datum=dates.day(presentation.datum),
            datum_kort=dates.day(presentation.datum, year=False),
            antwoordlink=f"{settings.SITE_URL}{plan.get_absolute_url()}",
            antwoord_voor=dates.day(presentation.datum - timedelta(days=DAYS_TO_ANSWER)),
            plaats=", ".join(filter(None, [presentation.plaats, presentation.adres])) or "nog niet bekend",
            begintijd=dates.clock(presentation.begin),
        )
    return True


def _members(plan: Verbeterplan) -> list[Persoon]:
    """Everybody in the group with an address."""
    return [lid.persoon for lid in plan.groep.leden.select_related("persoon") if lid.persoon.email]


def _mail(plan: Verbeterplan, persoon: Persoon, soort: str, **velden: str) -> None:
    contact = _contact(plan)
    queue_mail(
        soort,
        aan=persoon.email,
        naam=persoon.naam,
        velden={
            "plan": str(plan),
            "naam": persoon.naam,
            "link": f"{settings.SITE_URL}{plan.get_absolute_url()}",
            "contact_naam": contact.naam if contact else "de facilitator",
            "contact_telefoon": contact.telefoon if contact and contact.telefoon else "zie de uitnodiging",
            "afzender": contact.naam if contact else "DATT Werkt!",
            **velden,
        },
        onderwerp=plan,
        kring=plan.pilot,
    )


def _contact(plan: Verbeterplan) -> Persoon | None:
    """The facilitator who answers questions."""
    return (
        Persoon.objects.filter(pilot=plan.pilot, deelnames__rol=Rol.FACILITATOR, deelnames__ingetrokken_op__isnull=True)
        .order_by("pk")
        .first()
    )
