"""What a guest sees of a meeting: when and where it is, what they said, and what they may still say."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import quote_plus

from django.utils import timezone

from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.grenzen import Zaal, count_seats
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import is_open
from pilots.bijeenkomsten.uitnodigen.volgorde import own_order
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon

S = UitnodigingStatus
KAART = "https://www.openstreetmap.org/search?query="


class Kijk:
    """One invitation, seen by the guest."""

    def __init__(self, uitnodiging: Uitnodiging) -> None:
        self.uitnodiging = uitnodiging
        self.meeting: Bijeenkomst = uitnodiging.bijeenkomst

    @property
    def status(self) -> str:
        return self.uitnodiging.status

    @cached_property
    def zaal(self) -> Zaal:
        return count_seats(self.meeting)

    @property
    def dag(self) -> tuple[str, int, str]:
        """For the block with the date: 'do', 16, 'april'."""
        datum = self.meeting.datum
        return dates.DAYS[datum.weekday()], datum.day, dates.MONTHS[datum.month - 1]

    @property
    def tijd(self) -> str:
        """'09.00 tot 16.00 uur'."""
        return f"{self.meeting.begin:%H.%M} tot {self.meeting.eind:%H.%M} uur"

    @property
    def kaart_url(self) -> str:
        """Where the place is, on a map that follows nobody; nothing when there is no address."""
        where = ", ".join(part for part in (self.meeting.adres, str(self.meeting.pilot.gemeente)) if part)
        return f"{KAART}{quote_plus(where)}" if self.meeting.adres else ""

    @property
    def kan_nog(self) -> bool:
        """Whether an answer can be given or changed."""
        return is_open(self.meeting) and not self.meeting.pilot.is_read_only()

    @property
    def has_seat(self) -> bool:
        return self.uitnodiging.has_seat

    @property
    def komt_niet(self) -> bool:
        """Whether they said no, or gave their seat back."""
        return self.status in {S.NEE, S.AFGEMELD}

    @property
    def is_vraag(self) -> bool:
        """Whether we wait for an answer."""
        return self.kan_nog and self.status in {S.VERSTUURD, S.MISSCHIEN}

    @property
    def antwoord_voor(self) -> date | None:
        return self.zaal.regels.antwoord_voor

    @property
    def is_te_laat(self) -> bool:
        """Too late to say yes; who has a seat or waits for one said it already."""
        last = self.antwoord_voor
        standing = self.has_seat or self.status == S.WACHTLIJST
        return not standing and last is not None and timezone.localdate() > last

    @property
    def belemmeringen(self) -> list[str]:
        """Why a yes would mean waiting; nothing for who has a seat: that page speaks of no free seats."""
        return [] if self.has_seat else self.zaal.obstacles(self.uitnodiging.persoon)

    @property
    def plek(self) -> int:
        """The place on the waiting list; 0 when nobody can say that: it hangs on whose seat comes free."""
        if self.status != S.WACHTLIJST or own_order(self.meeting):
            return 0
        earlier = self.meeting.uitnodigingen.waiting().values_list("pk", flat=True)
        return list(earlier).index(self.uitnodiging.pk) + 1

    @cached_property
    def vervanger(self) -> Uitnodiging | None:
        """The colleague who comes in their place."""
        found: Uitnodiging | None = (
            Uitnodiging.objects.with_persoon().filter(in_plaats_van=self.uitnodiging).exclude(status=S.AFGEMELD).first()
        )
        return found

    @property
    def gaf_door(self) -> bool:
        """Whether something is kept about food or access; it is never shown, a mail may have been passed on."""
        return bool(self.uitnodiging.dieet or self.uitnodiging.toegang)

    @cached_property
    def gaf_eerder_door(self) -> bool:
        """Whether they told us for another meeting what we may use again."""
        return not self.gaf_door and earlier_needs(self.uitnodiging) is not None


def earlier_needs(uitnodiging: Uitnodiging) -> Uitnodiging | None:
    """The last other invitation of this person in which something was asked for."""
    others = Uitnodiging.objects.filter(persoon=uitnodiging.persoon_id).exclude(pk=uitnodiging.pk)
    found: Uitnodiging | None = others.exclude(dieet="", toegang="").order_by("-bijeenkomst__datum", "-pk").first()
    return found


def invitations_of(persoon: Persoon) -> list[Kijk]:
    """Every invitation that went out to this person, in the order of the meetings."""
    sent = persoon.uitnodigingen.exclude(status=S.KLAAR).select_related(
        "bijeenkomst__pilot__gemeente", "persoon__organisatie"
    )
    return [Kijk(one) for one in sent.order_by("bijeenkomst__datum", "bijeenkomst__begin", "pk")]


def is_over(meeting: Bijeenkomst, now: datetime) -> bool:
    return not meeting.is_open() or meeting.eindigt_op < now


def is_off(meeting: Bijeenkomst, now: datetime) -> bool:
    """Whether somebody could still go there on the day that it would have been."""
    return meeting.status == BijeenkomstStatus.GEANNULEERD and meeting.eindigt_op >= now


@dataclass(frozen=True)
class Overzicht:
    """The invitations of a guest, sorted by what they are to them now."""

    alle: list[Kijk]
    volgende: Kijk | None
    vraag: Kijk | None
    # What they may still have in mind, and is off.
    vervallen: list[Kijk]


def look_around(persoon: Persoon) -> Overzicht:
    """What comes next for this guest, the one question that is open, and what is off."""
    now = timezone.now()
    every = invitations_of(persoon)
    ahead = [one for one in every if not is_over(one.meeting, now)]
    going = [one for one in ahead if not one.komt_niet]
    vraag = next((one for one in ahead if one.is_vraag), None)
    volgende = next(iter(going or ahead), None)
    vervallen = [one for one in every if is_off(one.meeting, now) and not one.komt_niet]
    return Overzicht(every, volgende, vraag, vervallen)
