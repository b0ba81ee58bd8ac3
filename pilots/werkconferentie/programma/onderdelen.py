"""What the programme adds to the pages of a meeting, of the pilot and of a guest."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from datt.accounts.models import User
from datt.core import dates
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, register_databron
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel, register_gastdeel
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Pilot
from pilots.traject.onderdelen import Eigen, Tab, TeDoen, register_meeting_tab, register_own, register_todos
from pilots.traject.regels import columns, regels_of, register_regels
from pilots.werkconferentie.programma import tafeltijden as tafeltijden  # registers itself with the tables
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel
from pilots.werkconferentie.programma.models import Programmaversie, Workshop
from pilots.werkconferentie.programma.services import vergeten
from pilots.werkconferentie.programma.services.voorstellen import NIET, open_for, own_proposals

ANTWOORD_BINNEN = timedelta(days=7)

register_meeting_tab(Tab(key="programma", label="Programma", url_name="programma:rooster", right=Right.HOST, order=25))
register_programmadeel(
    Programmadeel(key="rooster", label="Rooster", url_name="programma:rooster", right=Right.HOST, order=10)
)
register_programmadeel(
    Programmadeel(key="workshops", label="Workshops", url_name="programma:workshop_list", right=Right.HOST, order=20)
)
register_programmadeel(
    Programmadeel(key="versies", label="Openbaar", url_name="programma:versie_list", right=Right.HOST, order=60)
)


def _waiting(pilot: int) -> QuerySet[Any]:
    """How many proposals of each day wait for an answer, for each meeting."""
    open_ones = Workshop.objects.open().filter(bijeenkomst__pilot=pilot)
    return columns(open_ones, bijeenkomst="bijeenkomst_id", dag=TruncDate("created_at"), nr=Count("pk"))


register_regels("workshopvoorstellen", _waiting)


@register_todos
def proposals_to_answer(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """Somebody who proposed a workshop hears within a week."""
    rows = regels_of(pilot, "workshopvoorstellen")
    for meeting in pilot.bijeenkomsten.all() if rows else ():
        mine = [row for row in rows if row.bijeenkomst == meeting.pk]
        if not mine or not meeting.is_open():
            continue
        count = sum(row.nr for row in mine)
        first = min((row.dag for row in mine if row.dag), default=today)
        what = "het voorstel voor een workshop" if count == 1 else f"{count} voorstellen voor workshops"
        yield TeDoen(
            titel=f"Beantwoord {what}",
            uitleg=f"Voor ‘{meeting.korte_titel}’. Het eerste kwam op {dates.day(first, year=False)}.",
            knop="Bekijk de voorstellen",
            url=reverse("programma:workshop_list", args=[pilot.pk, meeting.pk]) + "?staat=voorgesteld",
            uiterlijk=first + ANTWOORD_BINNEN,
        )


@register_own
def own_workshops(pilot: Pilot, user: User) -> Iterable[Eigen]:
    """What a contact person proposed, and what they can propose now."""
    if Right.PROPOSE not in pilot.rights_of(user):
        return
    persoon = pilot.personen.known().filter(user=user).first()
    if persoon is None:
        return
    for workshop in own_proposals(persoon):
        yield Eigen(
            titel=f"Workshop ‘{workshop}’",
            uitleg=f"{workshop.bijeenkomst.korte_titel}: {workshop.get_status_display().lower()}.",
            knop="Bekijk uw voorstel",
            url=reverse("programma:voorstel_detail", args=[pilot.pk, workshop.pk]),
        )
    for programma in open_for(persoon):
        meeting = programma.bijeenkomst
        yield Eigen(
            titel=f"Een workshop bij ‘{meeting.korte_titel}’",
            uitleg=f"Stel er een voor, tot en met {dates.day(programma.voorstellen_tot, year=False)}."
            if programma.voorstellen_tot
            else "",
            knop="Stel een workshop voor",
            url=reverse("programma:voorstel_new", args=[pilot.pk, meeting.pk]),
        )


def _proposals(gast: Gast) -> Mapping[str, Any] | None:
    """What a guest proposed, and for what they can propose a workshop now."""
    can, mine = open_for(gast.persoon), list(own_proposals(gast.persoon))
    mine = [one for one in mine if one.bijeenkomst.is_open()]
    return {"open": can, "voorstellen": mine} if can or mine else None


def _programmes(gast: Gast) -> Mapping[str, Any] | None:
    """The programmes that were made public, of the meetings to come that this guest did not decline."""
    invited = Uitnodiging.objects.filter(persoon=gast.persoon).exclude(status__in=NIET)
    newest: dict[int, Programmaversie] = {}
    rows = Programmaversie.objects.filter(programma__bijeenkomst__in=invited.values("bijeenkomst"))
    for versie in rows.select_related("programma__bijeenkomst").defer("inhoud", "verschil").order_by("nummer"):
        newest[versie.programma_id] = versie
    shown = [one for one in newest.values() if one.programma.bijeenkomst.is_open()]
    return {"versies": shown} if shown else None


register_gastdeel(Gastdeel(key="programma", order=18, template="programma/_gast_deel.html", context=_programmes))
register_gastdeel(Gastdeel(key="workshops", order=35, template="programma/_gast_voorstellen.html", context=_proposals))
register_databron(
    Databron(key="programma", lees=vergeten.kept_of, wis=vergeten.leave_programme, blijft=vergeten.still_leads)
)
