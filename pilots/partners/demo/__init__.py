"""The demo: who takes part in the three pilots of Waterrade."""

from datetime import timedelta

from django.utils import timezone

from datt.accounts.demo import demo_user
from datt.berichten.models import Bericht
from datt.berichten.retour import Terugmelding, reason_for
from datt.berichten.services.terugpost import take_back
from datt.core.models import logged_at, record
from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.demo.aanmeldingen import (
    confirm_one,
    decline_one,
    invite_one,
    register_new,
    register_one,
    withdraw_one,
)
from pilots.partners.demo.mensen import all_opgaven, partners_toml
from pilots.partners.models import Ketenpartner, Linkdoel, PersoonlijkeLink
from pilots.partners.services.links import ask_check
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.demo.verloop import check_off, hold_meetings
from pilots.traject.models import Deelname, Pilot, Taak


def build() -> None:
    organisaties = {organisatie.naam: organisatie for organisatie in Organisatie.objects.with_kind()}
    _build_rondkomen(demo_pilot("rondkomen"), organisaties)
    _build_eerder_erbij(demo_pilot("eerder-erbij"), organisaties)
    _build_samen_vooruit(demo_pilot("samen-vooruit"), organisaties)
    _keep_checks(organisaties)


def _build_rondkomen(pilot: Pilot, organisaties: dict[str, Organisatie]) -> None:
    """Everything but the last meeting, which comes after the plans."""
    today = timezone.localdate()
    one = partners_toml()["rondkomen"]
    partners = _take_part(pilot, organisaties, one["bevestigd"], most=one["mensen"])
    gone = one["teruggetrokken"]
    withdraw_one(partners[gone["naam"]], reden=gone["reden"], at=moment(pilot.start_datum + timedelta(16), 9, 30))
    decline_one(pilot, one["afgewezen"], at=moment(pilot.start_datum - timedelta(20), 19, 12))
    _give_bestuurder(pilot)
    _own_tasks(pilot)
    hold_meetings(pilot, before=pilot.bijeenkomsten.latest("datum").datum, today=today)


def _build_eerder_erbij(pilot: Pilot, organisaties: dict[str, Organisatie]) -> None:
    today = timezone.localdate()
    one = partners_toml()["eerder-erbij"]
    partners = _take_part(pilot, organisaties, list(all_opgaven()), most=one["mensen"])
    _give_bestuurder(pilot)
    _own_tasks(pilot)
    hold_meetings(pilot, before=today, today=today)
    check_off(pilot, today=today, by_the_book=False)
    asked_at = moment(today - timedelta(2), 14, 15)
    with happened_at(asked_at):
        ask_check(partners[one["nakijken"]], by=demo_user("ketenpartner"))
    PersoonlijkeLink.objects.filter(doel=Linkdoel.NAKIJKEN, ketenpartner__pilot=pilot).update(created_at=asked_at)
    with logged_at(asked_at + timedelta(minutes=4)):
        _give_back(pilot, "klopt_dit_nog", status="5.2.2")


def _give_back(pilot: Pilot, soort: str, *, status: str) -> None:
    """One mail came back, so that the facilitator has one to look at."""
    bericht = Bericht.objects.within(pilot).filter(soort=soort).latest("created_at")
    take_back(Terugmelding(bericht.kenmerk, is_hard=False, reden=reason_for(status)))


def _build_samen_vooruit(pilot: Pilot, organisaties: dict[str, Organisatie]) -> None:
    today = timezone.localdate()
    one = partners_toml()["samen-vooruit"]
    for nr, naam in enumerate(one["uitgenodigd"]):
        invite_one(pilot, organisaties[naam], at=moment(today - timedelta(6), 15, nr))
    _take_part(pilot, organisaties, one["bevestigd"], most=one["mensen"])
    for nr, naam in enumerate(one["wachtend"]):
        at = moment(today - timedelta(3 - nr), 11 + 3 * nr, 8 + 9 * nr)
        register_one(pilot, organisaties[naam], all_opgaven()[naam], most=one["mensen"], at=at)
    register_new(pilot, one["dubbel"], at=moment(today - timedelta(1), 20, 41))
    _own_tasks(pilot)
    check_off(pilot, today=today, by_the_book=True)


def _take_part(
    pilot: Pilot, organisaties: dict[str, Organisatie], namen: list[str], *, most: int
) -> dict[str, Ketenpartner]:
    """Register and confirm these, spread over the time since the pilot was planned."""
    found = {}
    spread = max(min((timezone.now() - pilot.created_at).days - 3, 28), 1)
    for nr, naam in enumerate(namen):
        at = pilot.created_at + timedelta(days=1 + nr * 5 % spread, hours=nr * 3 % 8, minutes=nr * 17 % 60)
        partner = register_one(pilot, organisaties[naam], all_opgaven()[naam], most=most, at=at)
        confirm_one(partner, at=at + timedelta(hours=20, minutes=nr % 30))
        found[naam] = partner
    return found


def _give_bestuurder(pilot: Pilot) -> None:
    user = demo_user("bestuurder")
    at = pilot.created_at + timedelta(days=12)
    persoon = pilot.personen.get(email=user.email)
    persoon.user = user
    persoon.save(update_fields=["user"])
    Deelname.objects.create(pilot=pilot, persoon=persoon, rol=Rol.BESTUURDER, sinds=at)
    with happened_at(at):
        record(
            persoon, "traject.deelname.bestuurder", f"gaf {persoon} de rol van bestuurder", by=demo_user("facilitator")
        )


def _own_tasks(pilot: Pilot) -> None:
    """Share the checklists: the facilitators in turn, and who else a task is for."""
    leads = list(pilot.personen.filter(deelnames__rol=Rol.FACILITATOR).order_by("pk"))
    others = {wie: pilot.personen.filter(naam=naam).first() for wie, naam in partners_toml()["taken"].items()}
    tasks = list(Taak.objects.filter(bijeenkomst__pilot=pilot))
    for nr, task in enumerate(tasks):
        task.eigenaar = leads[nr % len(leads)] if task.wie == "facilitator" else others.get(task.wie)
    Taak.objects.bulk_update(tasks, ["eigenaar"])


def _keep_checks(organisaties: dict[str, Organisatie]) -> None:
    """When each organisation last looked at its facts: one too long ago, one never."""
    today = timezone.localdate()
    special = partners_toml()["nagekeken"]
    for nr, organisatie in enumerate(organisaties.values()):
        organisatie.gecontroleerd_op = today - timedelta(10 + nr * 37 % 260)
        organisatie.wachttijd_op = organisatie.gecontroleerd_op if organisatie.wachttijd else None
    organisaties[special["te_lang_geleden"]].gecontroleerd_op = today - timedelta(412)
    never = organisaties[special["nooit"]]
    never.gecontroleerd_op, never.gecontroleerd_door = None, ""
    fields = ["gecontroleerd_op", "gecontroleerd_door", "wachttijd_op"]
    Organisatie.objects.bulk_update(organisaties.values(), fields)
