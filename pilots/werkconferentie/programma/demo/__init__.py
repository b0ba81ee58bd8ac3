"""The demo: the programme of the werkconferentie that is to come, with proposals that wait for an answer."""

from datetime import time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from datt.accounts.demo import demo_user
from datt.core.content import read_toml
from datt.core.models import record
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.programma.models import (
    Begeleiding,
    Programma,
    Ronde,
    Ruimte,
    Workshop,
    WorkshopStatus,
)
from pilots.werkconferentie.programma.services import schikken, versies
from pilots.werkconferentie.programma.services.rooster import programme_of

FILE = Path(__file__).parent / "workshops.toml"
# Guests may choose until so many days before the meeting.
KIEZEN_TOT = timedelta(days=4)


def build() -> None:
    meeting = demo_pilot("eerder-erbij").bijeenkomsten.planned().filter(soort="werkconferentie").first()
    if meeting is None:
        return
    content, today = read_toml(FILE), timezone.localdate()
    with happened_at(moment(today - timedelta(days=9), 10, 20)):
        programma = programme_of(meeting)
        ruimten = {one["naam"]: _room(programma, one) for one in content["ruimten"]}
        keuze = [one for one in (_round(programma, row, ruimten) for row in content["rondes"]) if one.is_keuze]
    for nr, row in enumerate(content["workshops"]):
        with happened_at(moment(today - timedelta(days=8 - nr // 3), 9 + nr % 7, nr * 11 % 60)):
            _workshop(programma, row, keuze, ruimten)
    Programma.objects.filter(pk=programma.pk).update(
        voorstellen_tot=max(today, meeting.datum - timedelta(days=10)), kiezen_tot=meeting.datum - KIEZEN_TOT
    )
    with happened_at(moment(today - timedelta(days=3), 16, 5)):
        versies.publish(programma, versie=programma.versie, by=demo_user("facilitator"))


def _room(programma: Programma, row: dict[str, Any]) -> Ruimte:
    ruimte = Ruimte(
        naam=row["naam"],
        plaatsen=row["plaatsen"],
        heeft_scherm=row.get("scherm", False),
        is_toegankelijk=row.get("toegankelijk", True),
        tegelijk=row.get("tegelijk", 1),
        weg_naar=row["weg_naar"],
    )
    return schikken.keep_room(programma, ruimte, versie=programma.versie, by=demo_user("facilitator"))


def _round(programma: Programma, row: dict[str, Any], ruimten: dict[str, Ruimte]) -> Ronde:
    ronde = Ronde(
        titel=row["titel"],
        soort=row["soort"],
        begint_om=time.fromisoformat(row["begint"]),
        minuten=row["minuten"],
        ruimte=ruimten.get(row.get("ruimte", "")),
        toelichting=row.get("toelichting", ""),
    )
    return schikken.keep_round(programma, ronde, versie=programma.versie, by=demo_user("facilitator"))


def _workshop(programma: Programma, row: dict[str, Any], keuze: list[Ronde], ruimten: dict[str, Ruimte]) -> None:
    meeting, by = programma.bijeenkomst, demo_user("facilitator")
    people = _people(meeting, row["wie"])
    workshop = Workshop.objects.create(
        bijeenkomst=meeting,
        titel=row["titel"],
        omschrijving=row["omschrijving"],
        opbrengst=row.get("opbrengst", ""),
        organisatie=people[0].organisatie,
        plaatsen_min=row["min"],
        plaatsen_max=row["max"],
        wil_scherm=row.get("scherm", False),
        behoeften=row.get("behoeften", ""),
        indiener=people[0],
    )
    Begeleiding.objects.bulk_create(Begeleiding(workshop=workshop, persoon=persoon) for persoon in people)
    wie = f"{people[0]} (persoonlijke link)"
    record(workshop, "programma.workshop.voorgesteld", f"stelde de workshop ‘{workshop}’ voor", by=None, wie=wie)
    stand = row.get("stand", WorkshopStatus.AANGENOMEN)
    if stand == WorkshopStatus.AANPASSEN:
        workshop.ask_change(by=by, reden=row["reden"])
    elif stand == WorkshopStatus.AFGEWEZEN:
        workshop.decline(by=by, reden=row["reden"])
    elif stand == WorkshopStatus.AANGENOMEN:
        workshop.accept(by=by)
    for nr in row["rondes"]:
        ruimte = ruimten[row["ruimte"]]
        schikken.place(programma, workshop, keuze[nr - 1], ruimte, versie=programma.versie, by=by)


def _people(meeting: Bijeenkomst, names: list[str]) -> list[Persoon]:
    found = {one.naam: one for one in meeting.pilot.personen.live().filter(naam__in=names)}
    return [found[naam] for naam in names]
