"""A meeting that runs, for the tests about running one."""

from datetime import date, datetime, time

from datt.core.dates import AMSTERDAM
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.verloop import stand_of
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory
from tests.factories.traject import BijeenkomstFactory

DAG = date(2027, 1, 28)


def at(hour, minute=0, second=0, day=DAG):
    """The clock in the hall."""
    return datetime.combine(day, time(hour, minute, second), tzinfo=AMSTERDAM)


def make_meeting(pilot, *blocks, status="bezig", day=DAG):
    """From 13.30 to 16.30; each block is its title, minutes and what else is to be said of it."""
    meeting = BijeenkomstFactory(pilot=pilot, datum=day, status=status)
    sheet = DraaiboekFactory(bijeenkomst=meeting)
    for nr, (titel, minuten, more) in enumerate(blocks, start=1):
        DraaiboekblokFactory(
            draaiboek=sheet,
            volgorde=nr,
            titel=titel,
            minuten=minuten,
            **{"min_minuten": max(1, minuten - 10), **more},
        )
    return meeting, sheet


def day(pilot, **more):
    """Welcome, two rooms, a break and an alderman at a fixed time."""
    return make_meeting(
        pilot,
        ("Welkom", 30, {}),
        ("De brief", 40, {"parallel": 1, "ruimte": "Zaal 2"}),
        ("De balie", 30, {"parallel": 1, "ruimte": "Kelder"}),
        ("Pauze", 20, {"is_pauze": True, "min_minuten": 10}),
        ("De wethouder", 30, {"vast_tijdstip": time(15, 20), "min_minuten": 30}),
        ("Slot", 20, {}),
        **more,
    )


def numbers(sheet):
    """The step that a page offers now."""
    stand = stand_of(type(sheet).objects.select_related("bijeenkomst").get(pk=sheet.pk))
    return {"van": lopen.number_of(stand.nu), "naar": lopen.number_of(stand.straks)}


def go(sheet, by):
    lopen.go_on(sheet, **numbers(sheet), by=by)


def now_titles(sheet):
    """What goes on now."""
    loops = sheet.blokken.filter(loop__begon_op__isnull=False, loop__eindigde_op__isnull=True)
    return [one.titel for one in loops]


def block(sheet, titel):
    return sheet.blokken.select_related("loop").get(titel=titel)
