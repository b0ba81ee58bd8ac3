"""What this app adds to the pages of others: the tab, what there is to do, what was counted at the door."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, Gastdeel, register_gastdeel
from pilots.bijeenkomsten.uitnodigen.models import UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.publieken import register_uitnodigingstekst, register_zicht
from pilots.traject.haken import Verandering, on_meeting_change, register_gevolg
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.onderdelen import (
    Kerncijfer,
    Rapportdeel,
    Tab,
    TeDoen,
    register_figures,
    register_meeting_tab,
    register_section,
    register_todos,
)
from pilots.traject.regels import columns, regels_of, register_regels
from pilots.werkconferentie.proeverij.models import Deurtelling, Openstelling, TeMelden
from pilots.werkconferentie.proeverij.services import publieken, veranderingen
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel

PROEVERIJ = "proeverij"
VERTELLEN_BINNEN = timedelta(days=1)

register_meeting_tab(
    Tab(
        key="openstelling",
        label="Open voor iedereen",
        url_name="proeverij:openstelling",
        right=Right.INVITE,
        order=12,
        # Another meeting can be opened too, by its address; its tabs need no question to the database for that.
        when=lambda meeting: meeting.soort == PROEVERIJ or meeting.is_extra,
    )
)
register_programmadeel(
    Programmadeel(key="publieken", label="Voor wie", url_name="proeverij:publieken", right=Right.INVITE, order=80)
)
register_zicht(publieken.sights)
register_uitnodigingstekst(publieken.words_of_audiences)
STAYS_AWAY = (UitnodigingStatus.KLAAR, UitnodigingStatus.NEE, UitnodigingStatus.AFGEMELD)


def audience_part(gast: Gast) -> Mapping[str, Any] | None:
    """What the next meeting is to the audience of this guest; None at a meeting without audiences."""
    invited = gast.persoon.uitnodigingen.exclude(status__in=STAYS_AWAY).values("bijeenkomst")
    ahead = Bijeenkomst.objects.planned().filter(
        pk__in=invited, publieken__isnull=False, datum__gte=timezone.localdate()
    )
    meeting = ahead.order_by("datum", "begin").first()
    if meeting is None:
        return None
    mine = publieken.audience_of(meeting, gast.persoon)
    beeld = publieken.view_of(meeting, mine, publieken.audiences_of(meeting))
    # Where its documents are, without the kind.
    where = reverse("proeverij:gast_stuk", args=[meeting.pk, "x"]).removesuffix("x/")
    return {"bijeenkomst": meeting, "beeld": beeld, "stuk_url": where}


register_gastdeel(Gastdeel(key="publiek", order=18, template="proeverij/gast_deel.html", context=audience_part))


@on_meeting_change
def remember_change(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    veranderingen.remember(meeting, wat)


register_gevolg(veranderingen.consequence)


def _counted(pilot: int) -> QuerySet[Any]:
    """What was counted at the door of each meeting."""
    rows = Deurtelling.objects.filter(bijeenkomst__pilot=pilot)
    return columns(rows, bijeenkomst="bijeenkomst_id", nr=F("volwassenen") + F("kinderen"))


def _untold(pilot: int) -> QuerySet[Any]:
    """Each change that people who signed up were not told."""
    rows = Openstelling.objects.filter(bijeenkomst__pilot=pilot).exclude(te_melden="")
    return columns(rows, bijeenkomst="bijeenkomst_id", tekst="te_melden")


register_regels("aan_de_deur", _counted)
register_regels("niet_verteld", _untold)


@register_figures
def counted_at_the_door(pilot: Pilot) -> Iterable[Kerncijfer]:
    """How many people came in at open meetings, counted without names."""
    people = sum(row.nr for row in regels_of(pilot, "aan_de_deur"))
    if people:
        label = "mensen aan de deur geteld, zonder namen" if people > 1 else "mens aan de deur geteld, zonder naam"
        yield Kerncijfer(label=label, waarde=str(people), order=36)


@register_todos
def tell_what_changed(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """A meeting changed, and residents who signed up do not know."""
    untold = {row.bijeenkomst: row.tekst for row in regels_of(pilot, "niet_verteld")}
    for meeting in pilot.bijeenkomsten.all():
        if meeting.pk in untold:
            yield TeDoen(
                titel=f"Vertel inwoners wat er veranderde bij ‘{meeting.korte_titel}’",
                uitleg=f"Zij meldden zich aan en weten dit nog niet: {TeMelden(untold[meeting.pk]).label}.",
                knop="Bekijk het bericht",
                url=reverse("proeverij:vertel", args=[pilot.pk, meeting.pk]),
                uiterlijk=min(today + VERTELLEN_BINNEN, max(meeting.datum, today)),
            )


def counted_section(pilot: Pilot) -> Mapping[str, Any] | None:
    """One row for every meeting where people were counted at the door."""
    rows = list(Deurtelling.objects.filter(bijeenkomst__pilot=pilot).select_related("bijeenkomst"))
    rows = sorted((row for row in rows if row.samen), key=lambda row: row.bijeenkomst.datum)
    return {"rijen": rows, "samen": sum(row.samen for row in rows)} if rows else None


register_section(
    Rapportdeel(
        key="aan_de_deur",
        order=43,
        titel="Open voor iedereen",
        template="proeverij/pdf/rapport_deur.html",
        context=counted_section,
    )
)
