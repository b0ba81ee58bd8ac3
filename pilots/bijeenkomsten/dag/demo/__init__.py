"""The demo: who came to the meetings that were held, as a host checked them in at the door."""

from datetime import datetime, timedelta

from datt.accounts.demo import demo_user
from pilots.bijeenkomsten.dag.models import Binnenkomst
from pilots.bijeenkomsten.dag.services.incheck import Melding, check_in, mark_absent, walk_in
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kiezen import candidates
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst

# Each so-manieth who said yes did not come.
AFWEZIG = 13
# Who stood at the door without an invitation, by meeting.
INLOPERS = {"sleutel_1": ("Hanna Brouwer", "Kerk aan de Kade"), "sleutel_2": ("Yusuf Demirci", "Buurtvereniging Noord")}
OOIT = 26  # people, at each meeting of the pilot that is over


def build() -> None:
    for meeting in demo_pilot("eerder-erbij").bijeenkomsten.held():
        _at_the_door(meeting)
    for meeting in demo_pilot("rondkomen").bijeenkomsten.held():
        _invite(meeting)
        _at_the_door(meeting)


def _invite(meeting: Bijeenkomst) -> None:
    """The pilot that is over has its guests only here."""
    sent = moment(meeting.datum - timedelta(days=20), 10, 12)
    found = candidates(meeting)
    people = [one.persoon for one in found if one.is_voorstel] or [one.persoon for one in found]
    Uitnodiging.objects.bulk_create([Uitnodiging(bijeenkomst=meeting, persoon=one) for one in people[:OOIT]])
    for nr, guest in enumerate(meeting.uitnodigingen.with_persoon()):
        guest.bijeenkomst = meeting
        with happened_at(sent + timedelta(days=1 + nr % 9, hours=nr % 8)):
            guest.accept(sent, by=None, wie=f"{guest.persoon} (persoonlijke link)")


def _at_the_door(meeting: Bijeenkomst) -> None:
    """Most come in the half hour before it begins; some late, some not at all, one without an invitation."""
    by = demo_user("facilitator")
    coming = meeting.uitnodigingen.filter(status=UitnodigingStatus.JA).with_persoon()
    for nr, guest in enumerate(list(coming)):
        if nr % AFWEZIG != AFWEZIG - 1:
            at = _arrives(meeting, nr)
            hoe = Binnenkomst.NAAM if nr % 3 == 2 else Binnenkomst.QR
            with happened_at(at):
                check_in(meeting, guest.persoon, Melding(hoe=hoe, op=at), by=by)
    if meeting.soort in INLOPERS:
        at = _arrives(meeting, 27)
        with happened_at(at):
            walk_in(meeting, *INLOPERS[meeting.soort], Melding(hoe=Binnenkomst.INLOPER, op=at), by=by)
    with happened_at(moment(meeting.datum, meeting.eind.hour, 35)):
        mark_absent(meeting, by=by)


def _arrives(meeting: Bijeenkomst, nr: int) -> datetime:
    return meeting.begint_op - timedelta(minutes=28) + timedelta(minutes=nr * 7 % 34, seconds=nr * 11 % 60)
