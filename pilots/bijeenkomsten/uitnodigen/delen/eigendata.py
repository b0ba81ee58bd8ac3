"""What the apps below this one keep about a guest: tables, partners, tasks and roles."""

from django.db import models

from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.bijeenkomsten.uitnodigen.services.collegas import speaks_for
from pilots.partners.models import Inleesregel, Ketenpartner
from pilots.tafels.models import Indeling, Tafel, Tafelplaats, Tafelstap, Tafelwens
from pilots.traject.models import Persoon
from pilots.traject.models.bijeenkomst import HELD

ZOLANG = "Zo lang als uw andere gegevens."


def _tables(persoon: Persoon) -> Gegevens | None:
    """Where they sat or will sit; of the wishes only that there are: the reason may be about somebody else."""
    seats = Tafelplaats.objects.fixed().filter(persoon=persoon).select_related("tafel", "indeling__bijeenkomst")
    lines = []
    for seat in seats.order_by("indeling__bijeenkomst__datum", "indeling__ronde"):
        meeting = seat.indeling.bijeenkomst
        lines.append(
            (f"{meeting.korte_titel}, {dates.day(meeting.datum)}, ronde {seat.indeling.ronde}", str(seat.tafel))
        )
    wishes = _wishes(persoon).count()
    if wishes:
        lines.append(("Wensen over bij wie u aan tafel zit", str(wishes)))
    return Gegevens(
        kop="Uw plek aan tafel",
        waarom="Om mensen te mengen: u zit niet steeds met dezelfden aan tafel.",
        bewaard_tot=f"{ZOLANG} Daarna blijft de plek staan zonder uw naam.",
        regels=lines,
    )


def _wishes(persoon: Persoon) -> "models.QuerySet[Tafelwens]":
    return Tafelwens.objects.filter(models.Q(een=persoon) | models.Q(ander=persoon))


def _leave_tables(persoon: Persoon) -> None:
    """A seat of a meeting that was held stays, of nobody; a seat to come is free, and no wish or step names them."""
    _wishes(persoon).delete()
    Tafelstap.objects.filter(wissels__persoon=persoon).delete()
    coming = Tafelplaats.objects.filter(persoon=persoon).exclude(indeling__bijeenkomst__status__in=HELD)
    Indeling.objects.filter(plaatsen__in=coming).update(versie=models.F("versie") + 1)
    coming.delete()
    Tafel.objects.filter(gastheer=persoon).exclude(bijeenkomst__status__in=HELD).update(gastheer=None)


def _speaks(persoon: Persoon) -> str:
    partner = speaks_for(persoon)
    return f"U bent de contactpersoon van {partner.organisatie}." if partner else ""


def _read_in(persoon: Persoon) -> Gegevens | None:
    rows = Inleesregel.objects.filter(voorstel__pilot=persoon.pilot_id, persoon=persoon).select_related("voorstel")
    return Gegevens(
        kop="De lijst waar u op stond",
        waarom="Wij lazen uw naam in uit een lijst van de gemeente.",
        bewaard_tot=ZOLANG,
        regels=[(row.voorstel.bestandsnaam, f"regel {row.nr}") for row in rows],
    )


def _leave_partners(persoon: Persoon) -> None:
    """Of a list that was read in, their cells go; an organisation that takes no part has no contact person left."""
    Ketenpartner.objects.filter(contactpersoon=persoon).update(contactpersoon=None)
    for row in Inleesregel.objects.filter(voorstel__pilot=persoon.pilot_id).select_related("voorstel"):
        if row.persoon_id == persoon.pk or _names(row, persoon):
            kept = zip(row.voorstel.kolommen, row.cellen, strict=False)
            row.cellen = ["" if str(kolom).startswith("persoon_") else cel for kolom, cel in kept]
            row.meldingen = []
            row.save(update_fields=["cellen", "meldingen"])


def _names(row: Inleesregel, persoon: Persoon) -> bool:
    email = row.cell("persoon_email").strip().casefold()
    naam = row.cell("persoon_naam").strip().casefold()
    return (
        email == persoon.email.casefold() if email and persoon.email else bool(naam) and naam == persoon.naam.casefold()
    )


def _tasks(persoon: Persoon) -> Gegevens | None:
    rows = persoon.taken.select_related("bijeenkomst").order_by("uiterlijk", "pk")
    return Gegevens(
        kop="Uw taken",
        waarom="Om te weten wie wat doet voor een bijeenkomst.",
        bewaard_tot=ZOLANG,
        regels=[(one.titel, f"voor {one.bijeenkomst.korte_titel}, {one.get_status_display().lower()}") for one in rows],
    )


def _open_tasks(persoon: Persoon) -> str:
    open_ones = [one.titel for one in persoon.taken.open()]
    return f"U heeft nog een taak: {', '.join(open_ones)}." if open_ones else ""


register_databron(Databron(key="tafels", lees=_tables, wis=_leave_tables))
register_databron(Databron(key="partners", lees=_read_in, wis=_leave_partners, blijft=_speaks))
register_databron(Databron(key="taken", lees=_tasks, blijft=_open_tasks))
