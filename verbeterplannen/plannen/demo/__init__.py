"""The demo: the plan groups of Waterrade and what they wrote."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from datt.accounts.demo import demo_user
from datt.accounts.models import User
from datt.core import dates
from datt.core.content import read_toml
from datt.documenten.kinds import kinds_about
from datt.documenten.services import order_document
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.demo.verloop import check_off, finish_pilot
from pilots.traject.models import Persoon, Pilot
from verbeterplannen.plannen.kaart import veld, velden
from verbeterplannen.plannen.models import PlanStatus, Sectie, Sectieversie, Verbeterplan
from verbeterplannen.plannen.services.groepen import add_member, create_groep
from verbeterplannen.plannen.services.indienen import approve_plan, submit_plan
from verbeterplannen.plannen.services.schrijven import Antwoord, save_section

FILE = Path(__file__).parent / "plannen.toml"
ACTIE = ("stap", "wie", "vervanger", "klaar_op")
INDICATOR = ("wat", "nu", "doel", "datum", "wie_telt")
HOEKEN = ("legitimiteit", "betrokkenheid", "rendement")
DAY_FIELDS = {"klaar_op", "datum"}
DAY = re.compile(r"\{(\d+)\}")


def build() -> None:
    for nr, one in enumerate(read_toml(FILE)["plannen"]):
        _build_plan(nr, one, demo_pilot(one["pilot"]))
    today = timezone.localdate()
    rondkomen = demo_pilot("rondkomen")
    finish_pilot(rondkomen, today=today)
    check_off(rondkomen, today=today, by_the_book=True)
    for pilot in (rondkomen, demo_pilot("eerder-erbij")):
        for kind in kinds_about(pilot):
            order_document(kind, pilot, by=demo_user("facilitator"))


def _build_plan(nr: int, one: dict[str, Any], pilot: Pilot) -> None:
    """The group forms after the newest meeting, writes in the days after, and hands in what is ready."""
    by = demo_user("facilitator")
    began = moment(pilot.bijeenkomsten.held().latest("datum").datum + timedelta(1), 9 + nr % 7, nr * 13 % 60)
    people = {persoon.naam: persoon for persoon in pilot.personen.select_related("user")}
    members = [people[naam] for naam in one["leden"]]
    with happened_at(began):
        groep = create_groep(pilot, one["groep"], trekker=members[0], by=by)
        for persoon in members[1:]:
            add_member(groep, persoon, by=by)
    plan = groep.plan
    groep.__class__.objects.filter(pk=groep.pk).update(created_at=began)
    Verbeterplan.objects.filter(pk=plan.pk).update(created_at=began)
    _write(plan, one, members, began)
    plan.refresh_from_db()
    if one["staat"] != PlanStatus.CONCEPT:
        _hand_in(plan, members[0], began + timedelta(days=2, hours=3), is_approved=one["staat"] == "goedgekeurd")


def _write(plan: Verbeterplan, one: dict[str, Any], members: list[Persoon], began: datetime) -> None:
    """Each answer by one of the members who has an account, in the order of the card."""
    base = plan.pilot.bijeenkomsten.latest("datum").datum
    writers = [persoon.user for persoon in members if persoon.user is not None] or [demo_user("facilitator")]
    for nr, vraag in enumerate(velden()):
        antwoord = _answer(vraag.slug, one, base)
        if antwoord is None:
            continue
        writer: User = writers[nr % len(writers)]
        at = began + timedelta(hours=1 + nr, minutes=nr * 7)
        found = veld(vraag.slug)
        assert found is not None  # noqa: S101  # it came from the same card
        sectie = save_section(plan, found, antwoord, versie=0, by=writer)
        Sectie.objects.filter(pk=sectie.pk).update(gewijzigd_op=at)
        Sectieversie.objects.filter(sectie=sectie).update(op=at)


def _answer(slug: str, one: dict[str, Any], base: date) -> Antwoord | None:
    if slug == "wie_doet_wat":
        return _table("acties", ACTIE, one, base)
    if slug == "indicatoren":
        return _table("indicatoren", INDICATOR, one, base)
    text = one["antwoorden"].get(slug)
    if text is None:
        return None
    text = DAY.sub(lambda found: dates.day(base + timedelta(int(found[1]))), text)
    if slug == "waardendriehoek":
        return Antwoord(tekst=text, cijfers=dict(zip(HOEKEN, one["cijfers"], strict=True)))
    return Antwoord(tekst=text)


def _table(name: str, fields: tuple[str, ...], one: dict[str, Any], base: date) -> Antwoord | None:
    rows = [_row(line, fields, base) for line in one.get(name, [])]
    if not rows:
        return None
    text = "\n".join(" · ".join(str(value) for value in row.values()) for row in rows)
    return Antwoord(tekst=text, acties=rows) if name == "acties" else Antwoord(tekst=text, indicatoren=rows)


def _row(line: str, fields: tuple[str, ...], base: date) -> dict[str, Any]:
    values = zip(fields, line.split(" / "), strict=True)
    return {name: base + timedelta(int(value)) if name in DAY_FIELDS else value for name, value in values}


def _hand_in(plan: Verbeterplan, trekker: Persoon, at: datetime, *, is_approved: bool) -> None:
    with happened_at(at):
        submit_plan(plan, by=trekker.user or demo_user("facilitator"))
    Verbeterplan.objects.filter(pk=plan.pk).update(ingediend_op=at)
    if is_approved:
        with happened_at(at + timedelta(days=2)):
            approve_plan(plan, by=demo_user("collega"))
