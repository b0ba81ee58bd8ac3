"""What this app adds to the pages of others."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from datt.core import dates
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.gastdelen import register_gastdeel
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Pilot
from pilots.traject.onderdelen import TeDoen, register_todos
from pilots.traject.regels import columns, regels_of, register_regels
from pilots.werkconferentie.keuzes import eigendata as eigendata
from pilots.werkconferentie.keuzes.gastdeel import GEKOZEN, VRAAG
from pilots.werkconferentie.keuzes.models import Keuzebeurt
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel
from pilots.werkconferentie.programma.models import Programmaversie, Rondesoort, Sessie

# So long before the last day we say how many did not choose yet.
VOORAF = timedelta(days=5)

register_gastdeel(VRAAG)
register_gastdeel(GEKOZEN)
register_programmadeel(
    Programmadeel(key="keuzes", label="Keuzes", url_name="keuzes:keuze_list", right=Right.INVITE, order=30)
)


def _not_chosen(pilot: int) -> QuerySet[Any]:
    """Per meeting with something to choose: how many who come did not choose, and until when they may."""
    chose = Keuzebeurt.objects.filter(bijeenkomst=OuterRef("bijeenkomst"), persoon=OuterRef("persoon"))
    shown = Programmaversie.objects.filter(programma__bijeenkomst=OuterRef("bijeenkomst"))
    open_ones = Sessie.objects.filter(
        ronde__bijeenkomst=OuterRef("bijeenkomst"), ronde__soort=Rondesoort.KEUZE, gesloten_op__isnull=True
    )
    waiting = Uitnodiging.objects.filter(bijeenkomst__pilot=pilot).coming()
    waiting = waiting.filter(~Exists(chose), Exists(shown), Exists(open_ones))
    return columns(waiting, bijeenkomst="bijeenkomst_id", dag="bijeenkomst__programma__kiezen_tot", nr=Count("pk"))


register_regels("kiezen", _not_chosen)


@register_todos
def ask_guests_to_choose(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """The programme can be chosen from and nobody was asked; or the last day comes near and some did not choose."""
    meetings = {meeting.pk: meeting for meeting in pilot.bijeenkomsten.all() if meeting.is_open()}
    for row in regels_of(pilot, "kiezen"):
        meeting = meetings.get(row.bijeenkomst)
        if meeting is None or meeting.datum < today:
            continue
        if row.dag is None:
            yield TeDoen(
                titel="Nodig gasten uit om te kiezen",
                uitleg=f"Het programma van ‘{meeting.korte_titel}’ is bekend. Zeg tot wanneer gasten kunnen kiezen.",
                knop="Laat gasten kiezen",
                url=reverse("keuzes:keuze_open", args=[pilot.pk, meeting.pk]),
                uiterlijk=max(today, meeting.datum - timedelta(days=21)),
            )
        elif today <= row.dag <= today + VOORAF:
            yield TeDoen(
                titel="1 gast koos nog niet" if row.nr == 1 else f"{row.nr} gasten kozen nog niet",
                uitleg=f"Kiezen voor ‘{meeting.korte_titel}’ kan tot en met {dates.day(row.dag, year=False)}.",
                knop="Herinner hen",
                url=reverse("keuzes:keuze_oproep", args=[pilot.pk, meeting.pk, "herinneren"]),
                uiterlijk=row.dag,
            )
