"""The demo: in the pilot that is halfway everybody sat at mixed tables.

The next meeting gets its proposal from the demo of the invitations, once is known who comes.
"""

from datetime import datetime, timedelta

from datt.accounts.demo import demo_user
from pilots.tafels.gasten import Gast, guests_of
from pilots.tafels.models import Indeling, Tafelstap
from pilots.tafels.services.indelen import fix, propose, sensible, set_tables
from pilots.tafels.services.plaatsen import change_table
from pilots.tafels.services.wensen import Wens, add_wish
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst, Persoon, Pilot

# Two colleagues who quarrelled about a shared client, and one who speaks for another.
WENSEN = [
    ("niet_samen", "Ellen Bakker", "Ria Kalkman", "Zij zijn het oneens over een aanpak. Even uit elkaar helpt."),
    ("samen", "Wilma Terpstra", "Marloes Wiersma", "Wilma is hier nieuw en kent alleen Marloes."),
]
FIXED_BEFORE = timedelta(days=1)


def build() -> None:
    pilot = demo_pilot("eerder-erbij")
    _add_wishes(pilot)
    for meeting in pilot.bijeenkomsten.held():
        fixed_at = moment(meeting.datum, 16, 20) - FIXED_BEFORE
        seat(meeting, fixed_at)
        _fix(meeting, fixed_at)


def _add_wishes(pilot: Pilot) -> None:
    meeting = pilot.bijeenkomsten.all()[1]
    for soort, een, ander, reden in WENSEN:
        people = [pilot.personen.filter(naam=naam).first() for naam in (een, ander)]
        if people[0] is not None and people[1] is not None:
            wens = Wens(soort=soort, mensen=(people[0], people[1]), hele_pilot=True, reden=reden)
            with happened_at(moment(meeting.datum, 9, 15) - timedelta(days=3)):
                add_wish(meeting, wens, by=demo_user("facilitator"))


def seat(meeting: Bijeenkomst, at: datetime) -> None:
    """Tables for who is coming, with a host at each, and a proposal."""
    by = demo_user("facilitator")
    gasten = guests_of(meeting) or audience_of(meeting)
    with happened_at(at):
        set_tables(meeting, sensible(len(gasten)), by=by)
        # Who leads the talk at a table comes from another organisation each.
        hosts = {one.organisatie: one for one in reversed(gasten) if one.organisatie}
        for tafel, host in zip(meeting.tafels.all(), hosts.values(), strict=False):
            tafel.bijeenkomst = meeting
            near = {"is_bij_deur": True} if tafel.nummer == 1 else {}
            change_table(tafel, {"gastheer": Persoon.objects.get(pk=host.persoon), **near}, by=by)
        indeling = meeting.indelingen.get()
        indeling.bijeenkomst = meeting
        propose(indeling, versie=indeling.versie, by=by, gasten=gasten)
    Tafelstap.objects.filter(indeling=indeling).update(op=at)


def audience_of(meeting: Bijeenkomst) -> list[Gast]:
    """Whom the template has this meeting in mind for, as many as fit."""
    wanted = set(meeting.sjabloon.doelgroep if meeting.sjabloon else [])
    people = meeting.pilot.personen.live().filter(organisatie__isnull=False).with_organisatie()
    fitting = [
        one
        for one in people
        if one.positie in wanted or (one.is_sleutelfunctionaris and "sleutelfunctionaris" in wanted)
    ]
    return [
        Gast(
            persoon=one.pk,
            naam=one.naam,
            organisatie=one.organisatie_id,
            organisatie_naam=one.organisatie.naam if one.organisatie else "",
            positie=one.positie,
        )
        for one in fitting[: meeting.capaciteit]
    ]


def _fix(meeting: Bijeenkomst, at: datetime) -> None:
    indeling: Indeling = meeting.indelingen.get()
    indeling.bijeenkomst = meeting
    with happened_at(at):
        fix(indeling, versie=indeling.versie, by=demo_user("facilitator"))
    Indeling.objects.filter(pk=indeling.pk).update(vastgesteld_op=at)
