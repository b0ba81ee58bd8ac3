"""The demo: guests whom no mail reaches. Some have no address, one address is wrong, and somebody wants no more."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from datt.accounts.demo import demo_user
from datt.berichten.models import Bericht, BerichtStatus
from datt.berichten.retour import Terugmelding
from datt.berichten.services.afmelden import opt_out
from datt.berichten.services.terugpost import take_back
from datt.documenten.services import order_document
from pilots.bijeenkomsten.uitnodigen.brieven import BRIEVEN
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kiezen import put_on_list
from pilots.bijeenkomsten.uitnodigen.services.versturen import send_again
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst, Pilot

# Without a mail address; the last two were put on the list after the invitations went out.
OP_PAPIER = {
    "John Veldhuis": "Turfkade 14, 1234 AC Waterrade",
    "Rinus de Ruijter": "Lindelaan 3, 1234 AD Waterrade",
    "Hafida Berrada": "Sluisstraat 51, 1234 AE Waterrade",
    "Sietske Algra": "Molenpad 8, 1234 AB Waterrade",
}
LATER_ERBIJ = ("Hafida Berrada", "Sietske Algra")
ONBEKEND = "De mailserver kent dit adres niet."
VOL = "De mailbox is vol."
# How many days ago the facilitator sent the same invitation again, to the same wrong address.
OPNIEUW = (4, 2)


def take_addresses(pilot: Pilot) -> None:
    """Some people have no mail address, but a door to put a letter through."""
    people = list(pilot.personen.live().filter(naam__in=OP_PAPIER))
    for one in people:
        one.email, one.postadres = "", OP_PAPIER[one.naam]
        one.save(update_fields=["email", "postadres"])


def add_on_paper(meeting: Bijeenkomst) -> None:
    """Two residents came on the list yesterday: their letters are ordered, and not in the post yet."""
    by, yesterday = demo_user("facilitator"), timezone.localdate() - timedelta(days=1)
    with happened_at(moment(yesterday, 11, 10)):
        put_on_list(meeting, meeting.pilot.personen.live().filter(naam__in=LATER_ERBIJ), by=by)
        order_document(BRIEVEN["zonder_mail"], meeting, by=by)


def come_back(meeting: Bijeenkomst) -> None:
    """One address gave three mails back and is left alone, one mailbox is full, and somebody wants no more mail."""
    silent = meeting.uitnodigingen.filter(status=UitnodigingStatus.VERSTUURD, persoon__user=None)
    wrong, full, leaves = silent.exclude(persoon__email="").with_persoon()[:3]
    today = timezone.localdate()
    _bounce(wrong, ONBEKEND)
    _bounce(full, VOL, is_hard=False)
    for days in OPNIEUW:
        with happened_at(moment(today - timedelta(days=days), 10, 20)):
            send_again(wrong, eenmalig=uuid4(), by=demo_user("facilitator"))
        _bounce(wrong, ONBEKEND)
    with happened_at(moment(today - timedelta(days=3), 19, 40)):
        opt_out(leaves.persoon.email, meeting.pilot)


def _bounce(guest: Uitnodiging, reden: str, *, is_hard: bool = True) -> None:
    """The newest mail to this guest comes back a few minutes after it went out."""
    sent = Bericht.objects.within(guest.bijeenkomst.pilot).about(guest).filter(status=BerichtStatus.VERSTUURD)
    bericht = sent.latest("created_at")
    with happened_at(bericht.created_at + timedelta(minutes=6)):
        take_back(Terugmelding(kenmerk=bericht.kenmerk, is_hard=is_hard, reden=reden))
