"""The demo: who came to the meetings that were held, who is invited to the next one, and at which table they sit."""

from datetime import datetime, timedelta

from django.utils import timezone

from datt.accounts.demo import demo_user
from pilots.bijeenkomsten.uitnodigen.demo.post import add_on_paper, come_back, take_addresses
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kiezen import candidates, put_on_list
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_maybe, say_no, say_yes
from pilots.bijeenkomsten.uitnodigen.services.regelen import Regels, change_rules
from pilots.bijeenkomsten.uitnodigen.services.versturen import mark_posted, send_invitations
from pilots.tafels.demo import seat
from pilots.tafels.models import Tafelplaats
from pilots.traject.demo.bestand import demo_pilot
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus

LINK = "{} (persoonlijke link)"
REDENEN = ("Ik ben die dag op vakantie.", "Ik heb dan dienst.", "", "Mijn collega gaat.")
ETEN = {4: "vegetarisch", 11: "geen varkensvlees", 17: "notenallergie", 29: "veganistisch"}
NODIG = {
    7: "Ik kom in een rolstoel. Graag een plek bij de deur.",
    19: "Ik hoor slecht. Graag vooraan en een microfoon.",
    33: "Ik wil af en toe even naar een rustige plek.",
}
# Of the next meeting: how each tenth guest answers; the others said yes, until an organisation has its three.
ANTWOORDEN = {3: "nee", 5: "stil", 6: "stil", 8: "misschien"}
PER_ORGANISATIE = 3
# Of a meeting that was held: so many were asked and did not come.
MEER_GEVRAAGD = 14


def build() -> None:
    pilot = demo_pilot("eerder-erbij")
    take_addresses(pilot)
    for meeting in pilot.bijeenkomsten.held():
        _held(meeting)
    upcoming = pilot.bijeenkomsten.filter(status=BijeenkomstStatus.GEPLAND).order_by("datum").first()
    if upcoming is not None:
        _invite(upcoming)
        seat(upcoming, moment(timezone.localdate() - timedelta(days=1), 15, 5))


def _held(meeting: Bijeenkomst) -> None:
    """Who sat at a table had said yes; some others were invited and could not come."""
    seated = set(Tafelplaats.objects.filter(tafel__bijeenkomst=meeting).values_list("persoon_id", flat=True))
    people = candidates(meeting)
    others = [one for one in people if one.is_voorstel and one.pk not in seated][:MEER_GEVRAAGD]
    invited = [one for one in people if one.pk in seated] + others
    Uitnodiging.objects.bulk_create([Uitnodiging(bijeenkomst=meeting, persoon=one.persoon) for one in invited])
    sent = moment(meeting.datum - timedelta(days=26), 10, 12)
    for nr, guest in enumerate(meeting.uitnodigingen.with_persoon()):
        guest.bijeenkomst = meeting
        answered = sent + timedelta(days=1 + nr % 9, hours=nr % 8, minutes=nr * 7 % 60)
        with happened_at(sent):
            guest.mark_sent(sent, by=demo_user("facilitator"))
        with happened_at(answered):
            if guest.persoon_id in seated:
                guest.accept(answered, by=None, wie=LINK.format(guest.persoon))
            elif nr % 4:
                guest.decline(answered, by=None, wie=LINK.format(guest.persoon), reden=REDENEN[nr % 4])
    _needs(meeting)


def _invite(meeting: Bijeenkomst) -> None:
    """Everybody who belongs there is invited; most answered, and some wait because their organisation is full."""
    by, today = demo_user("facilitator"), timezone.localdate()
    chosen, sent = moment(today - timedelta(days=6), 15, 30), moment(today - timedelta(days=5), 9, 45)
    people = [one.persoon for one in candidates(meeting) if one.is_voorstel]
    with happened_at(chosen):
        put_on_list(meeting, people, by=by)
        regels = Regels(capaciteit=meeting.capaciteit, per_organisatie=PER_ORGANISATIE, grenzen={})
        change_rules(meeting, regels, versie=1, by=by)
    with happened_at(sent):
        send_invitations(meeting, by=by, toevoeging="Fijn als u er bent. Uw ervaring telt deze dag dubbel.")
        mark_posted(meeting, by=by)
    meeting.uitnodigingen.update(verstuurd_op=sent)
    for nr, guest in enumerate(list(meeting.uitnodigingen.with_persoon())):
        _answer(guest, nr, sent + timedelta(hours=2 + nr % 90, minutes=nr * 13 % 60))
    _needs(meeting)
    come_back(meeting)
    add_on_paper(meeting)


def _answer(guest: Uitnodiging, nr: int, at: datetime) -> None:
    answer, wie = ANTWOORDEN.get(nr % 10, "ja"), LINK.format(guest.persoon)
    if answer == "stil" or at >= timezone.now():
        return
    with happened_at(at):
        if answer == "ja":
            say_yes(guest, by=None, wie=wie)
        elif answer == "nee":
            say_no(guest, by=None, wie=wie, reden=REDENEN[nr // 10 % 4])
        else:
            say_maybe(guest, by=None, wie=wie)
    Uitnodiging.objects.filter(pk=guest.pk).update(antwoord_op=at)
    Uitnodiging.objects.filter(pk=guest.pk, status=UitnodigingStatus.WACHTLIJST).update(wacht_sinds=at)


def _needs(meeting: Bijeenkomst) -> None:
    coming = list(meeting.uitnodigingen.coming())
    for nr, guest in enumerate(coming):
        guest.dieet, guest.toegang = ETEN.get(nr, ""), NODIG.get(nr, "")
    Uitnodiging.objects.bulk_update(coming, ["dieet", "toegang"])
