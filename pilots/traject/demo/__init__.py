"""The demo: three pilots of Waterrade, one just planned, one halfway, one finished."""

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from datt.accounts.demo import demo_user
from datt.accounts.models import User
from pilots.keten.models import Gemeente
from pilots.traject.demo.bestand import pilots_toml
from pilots.traject.demo.rooster import REGIO, allowed_day, dates_with, moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst, Pilot, Sjabloon
from pilots.traject.services.planning import create_pilot
from pilots.traject.services.wijzigen import (
    Moment,
    NieuweBijeenkomst,
    add_bijeenkomst,
    change_bijeenkomst,
    move_bijeenkomst,
)

PHONES = {"facilitator": "0123 45 67 89", "collega": "0123 45 67 88"}


def build() -> None:
    waterrade = Gemeente.objects.get(verzonnen=True)
    today = timezone.localdate()
    for one in pilots_toml()["pilots"]:
        pilot, planned_at = _plan(one, waterrade, today)
        with happened_at(planned_at + timedelta(hours=1)):
            _set_access(pilot)
        if "verzet" in one:
            _move(pilot, planned_at + timedelta(days=9), **one["verzet"])
        if "extra" in one:
            _add_extra(pilot, one["extra"])


def _plan(one: dict[str, Any], gemeente: Gemeente, today: date) -> tuple[Pilot, datetime]:
    by = demo_user("facilitator")
    sjabloon = Sjabloon.objects.newest()
    start, proposed = dates_with(one["gehouden"], today, sjabloon)
    planned_on = start - timedelta(one["gepland_voor_start"])
    places = pilots_toml()["plaatsen"]
    planned_at = moment(planned_on, 10, 20)
    with happened_at(planned_at):
        pilot = create_pilot(
            gemeente=gemeente,
            titel=one["titel"],
            doelstelling=one["doelstelling"],
            maatstaven=one["maatstaven"],
            regio=REGIO,
            start_datum=start,
            datums=[
                replace(day, plaats=places[day.soort]["plaats"], adres=places[day.soort]["adres"]) for day in proposed
            ],
            facilitators=[by, demo_user("collega")],
            by=by,
            sjabloon=sjabloon,
            today=planned_on,
        )
    Pilot.objects.filter(pk=pilot.pk).update(created_at=planned_at)
    pilot.deelnames.update(sinds=planned_at)
    for slug, phone in PHONES.items():
        pilot.personen.filter(user=demo_user(slug)).update(telefoon=phone, created_at=planned_at)
    return pilot, planned_at


def _set_access(pilot: Pilot) -> None:
    places = pilots_toml()["plaatsen"]
    for meeting in pilot.bijeenkomsten.all():
        values = {"toegankelijkheid": places[meeting.soort]["toegankelijkheid"]}
        change_bijeenkomst(meeting, values, versie=meeting.versie, by=demo_user("facilitator"))


def _move(pilot: Pilot, at: datetime, *, soort: str, reden: str) -> None:
    """To the next day on which a meeting may be."""
    meeting = pilot.bijeenkomsten.get(soort=soort)
    to = Moment(allowed_day(meeting.datum), meeting.begin, meeting.eind)
    with happened_at(at):
        move_bijeenkomst(meeting, to, versie=meeting.versie, by=demo_user("collega"), reden=reden)
    meeting.afwijkingen.update(op=at)


def _add_extra(pilot: Pilot, extra: dict[str, str]) -> Bijeenkomst:
    """Halfway between the meeting it came from and the next one."""
    by: User = demo_user("facilitator")
    template = pilot.sjabloon.bijeenkomsten.get(soort=extra["soort"])
    earlier = pilot.bijeenkomsten.get(soort=extra["na"])
    later = pilot.bijeenkomsten.filter(datum__gt=earlier.datum).earliest("datum")
    day = allowed_day(earlier.datum + (later.datum - earlier.datum) / 2)
    at = moment(earlier.datum + timedelta(1), 11, 5)
    begin, eind = moment(day, 13, 30), moment(day, 13, 30) + timedelta(minutes=template.duur_minuten)
    new = NieuweBijeenkomst(
        titel=template.titel,
        korte_titel=template.korte_titel,
        doel=template.doel,
        moment=Moment(day, begin.time(), eind.time()),
        capaciteit=template.capaciteit,
        template=template,
        plaats=extra["plaats"],
        adres=extra["adres"],
    )
    with happened_at(at):
        meeting = add_bijeenkomst(pilot, new, uid=uuid.uuid4(), by=by, reden=extra["reden"])
    meeting.afwijkingen.update(op=at)
    return meeting
