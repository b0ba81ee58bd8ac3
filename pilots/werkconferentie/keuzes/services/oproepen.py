"""Ask guests to choose, and once more who did not: the facilitator looks first, and nobody gets it twice on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.models import Bericht, Kanaal
from datt.berichten.opmaak import Voorbeeld, preview
from datt.berichten.services import Ontvanger, queue_many
from datt.core import dates
from datt.core.models import record
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for_all
from pilots.bijeenkomsten.uitnodigen.services.versturen import Verzendlijst, sort_out
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.keuzes.services.bewaren import offer_to_choose
from pilots.werkconferentie.keuzes.services.tellen import choice_rows


@dataclass(frozen=True, kw_only=True)
class Oproep:
    """A message that asks to choose. `elke_dag`: at most once a day; else once for a meeting."""

    key: str
    soort: str
    titel: str
    uitleg: str
    elke_dag: bool = False

    def sleutel(self, meeting: Bijeenkomst, persoon: int, today: date) -> str:
        moment = f":{today}" if self.elke_dag else ""
        return f"{self.soort}:{meeting.pk}{moment}:{persoon}"


OPROEPEN = {
    one.key: one
    for one in (
        Oproep(
            key="uitnodigen",
            soort="workshops_kiezen",
            titel="Nodig gasten uit om te kiezen",
            uitleg="Dit bericht gaat naar wie komt, nog niet koos en dit bericht nog niet kreeg.",
        ),
        Oproep(
            key="herinneren",
            soort="workshops_kiezen_herinnering",
            titel="Herinner wie nog niet koos",
            uitleg="Dit bericht gaat naar wie komt en nog niet koos. Niemand krijgt het twee keer op een dag.",
            elke_dag=True,
        ),
    )
}


def who_gets(meeting: Bijeenkomst, oproep: Oproep) -> Verzendlijst:
    """Who comes, did not choose and did not get this message yet; by what reaches each."""
    rows = [rij.uitnodiging for rij in choice_rows(meeting) if not rij.has_chosen]
    keys = {oproep.sleutel(meeting, one.persoon_id, timezone.localdate()): one for one in rows}
    had = set(Bericht.objects.filter(sleutel__in=keys).values_list("sleutel", flat=True))
    for one in rows:
        one.bijeenkomst = meeting
    return sort_out(meeting, [one for key, one in keys.items() if key not in had])


@transaction.atomic
def send_call(meeting: Bijeenkomst, oproep: Oproep, *, by: User) -> int:
    """Send it to everybody whom it reaches; answers how many are told. Raises TransitionError when choosing is over."""
    offer_to_choose(meeting)
    who = who_gets(meeting, oproep)
    told = _queue(meeting, oproep, who.mail, Kanaal.MAIL) + _queue(meeting, oproep, who.sms, Kanaal.SMS)
    if told:
        guests = "1 gast" if told == 1 else f"{told} gasten"
        record(meeting, f"keuzes.{oproep.key}", f"vroeg {guests} om workshops te kiezen voor {meeting}", by=by)
    return told


def _queue(meeting: Bijeenkomst, oproep: Oproep, rows: Sequence[Uitnodiging], kanaal: str) -> int:
    if not rows:
        return 0
    velden, today = _fields(meeting, rows), timezone.localdate()
    to = [
        Ontvanger(
            aan=one.persoon.telefoon if kanaal == Kanaal.SMS else one.persoon.email,
            naam=one.persoon.naam,
            sleutel=oproep.sleutel(meeting, one.persoon_id, today),
            velden=velden[one.pk],
            onderwerp=one,
        )
        for one in rows
    ]
    return queue_many(oproep.soort, to, velden={}, kring=meeting.pilot, kanaal=kanaal, geheim=True)


def _fields(meeting: Bijeenkomst, rows: Sequence[Uitnodiging]) -> dict[int, dict[str, str]]:
    until = offer_to_choose(meeting).programma
    last = until.kiezen_tot if until and until.kiezen_tot else meeting.datum
    more = {"antwoord_voor": dates.full_day(last), "antwoord_kort": dates.day(last, year=False)}
    return fields_for_all(rows, **more)


def look_at(meeting: Bijeenkomst, oproep: Oproep, uitnodiging: Uitnodiging) -> Voorbeeld:
    """The mail of this guest as it goes out, without the key to their page."""
    here = f"{settings.SITE_URL}/u/"
    velden = _fields(meeting, [uitnodiging])[uitnodiging.pk]
    return preview(oproep.soort, {**velden, "antwoordlink": here, "link": here, "korte_link": here}, meeting.pilot)
