"""The demo: the verslagen of the meetings that were held, and what people thought of them."""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from datt.accounts.demo import demo_user
from datt.core.content import read_toml
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.delen import DELEN
from pilots.bijeenkomsten.verslag.models import Afspraak, EigenActie, EigenActieStatus, Evaluatie, Verslag
from pilots.bijeenkomsten.verslag.services.acties import answer_actie, choose_actie
from pilots.bijeenkomsten.verslag.services.afspraken import add_afspraak
from pilots.bijeenkomsten.verslag.services.evaluatie import answer_evaluation
from pilots.bijeenkomsten.verslag.services.schrijven import save_deel
from pilots.bijeenkomsten.verslag.services.vaststellen import Vaststelling, fix_verslag
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.demo.verloop import REPORT_AFTER
from pilots.traject.models import Bijeenkomst

FILE = Path(__file__).parent / "verslagen.toml"


@cache
def _texts() -> dict[str, Any]:
    return read_toml(FILE)


def build() -> None:
    for slug in ("rondkomen", "eerder-erbij"):
        for meeting in demo_pilot(slug).bijeenkomsten.held():
            if meeting.soort in _texts():
                _build_one(meeting, _texts()[meeting.soort])


def _build_one(meeting: Bijeenkomst, one: dict[str, Any]) -> None:
    after = moment(meeting.datum + timedelta(1), 10, 5)
    _write(meeting, one, after)
    _agree(meeting, one["afspraken"], after + timedelta(minutes=40))
    _look_back(meeting, one)
    fixed_at = moment(meeting.datum + timedelta(REPORT_AFTER), 15, 30)
    if timezone.localdate(fixed_at) >= timezone.localdate():
        return
    with happened_at(fixed_at):
        until = meeting.datum + timedelta(REPORT_AFTER + 14)
        # Who is in the demo read it long ago; no mail goes out for it now.
        versie = fix_verslag(meeting, Vaststelling(reactie_tot=until, mailen=False), by=demo_user("facilitator"))
    type(versie).objects.filter(pk=versie.pk).update(op=fixed_at)


def _write(meeting: Bijeenkomst, one: dict[str, Any], at: datetime) -> None:
    for nr, deel in enumerate(DELEN):
        text = one.get(deel.slug, "").strip()
        if text:
            by = demo_user("facilitator" if nr % 3 else "collega")
            row = save_deel(meeting, deel, text, versie=0, by=by)
            type(row).objects.filter(pk=row.pk).update(gewijzigd_op=at + timedelta(minutes=7 * nr))
    Verslag.objects.filter(bijeenkomst=meeting).update(created_at=at)


def _agree(meeting: Bijeenkomst, lines: list[str], at: datetime) -> None:
    for line in lines:
        wat, wie, days, staat = (part.strip() for part in line.split("/"))
        values = {
            "soort": Afspraak.Soort.BESLUIT if staat == "besluit" else Afspraak.Soort.AFSPRAAK,
            "wat": wat,
            "wie": wie,
            "uiterlijk": meeting.datum + timedelta(int(days)) if days else None,
        }
        with happened_at(at):
            afspraak = add_afspraak(meeting, values, by=demo_user("facilitator"))
        done_on = moment(meeting.datum + timedelta(5), 11)
        if staat == "gedaan" and done_on < timezone.now():
            with happened_at(done_on):
                afspraak.finish(by=demo_user("collega"))


def _look_back(meeting: Bijeenkomst, one: dict[str, Any]) -> None:
    """As many answers as there are lines, of the first people who were there."""
    people = list(was_there(meeting).order_by("pk"))
    marks = [mark.split() for mark in one["cijfers"].split("/")]
    for nr, (persoon, (cijfer, bellen)) in enumerate(zip(people, marks, strict=False)):
        zin = one["zinnen"][nr] if nr < len(one["zinnen"]) else ""
        answer_evaluation(meeting, persoon, cijfer=int(cijfer), bellen=bellen, zin=zin)
    Evaluatie.objects.filter(bijeenkomst=meeting).update(dag=meeting.datum + timedelta(1))
    for persoon, line in zip(reversed(people), one["acties"], strict=False):
        tekst, staat, gedeeld = (part.strip() for part in line.split(" / "))
        with happened_at(moment(meeting.datum, 20)):
            actie = choose_actie(meeting, persoon, tekst=tekst, mag_gedeeld=gedeeld == "ja", wie=str(persoon))
        answered_on = moment(meeting.datum + timedelta(15), 19)
        if staat != EigenActieStatus.OPEN and answered_on < timezone.now():
            with happened_at(answered_on):
                answer_actie(actie, EigenActieStatus(staat), wie=str(persoon))
    EigenActie.objects.filter(bijeenkomst=meeting).update(created_at=moment(meeting.datum, 20))
