"""Who gets which message after a meeting; each of them once."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from datt.berichten.services import Ontvanger, queue_many
from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import meeting_fields
from pilots.bijeenkomsten.uitnodigen.services.links import links_for, url_of
from pilots.bijeenkomsten.uitnodigen.services.post import reach_of
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.models import EigenActie, EigenActieStatus, Verslag, Verslagversie
from pilots.traject.models import HELD, Bijeenkomst, Persoon, PilotStatus

EIGEN_ACTIE_NA = timedelta(days=14)
BEDANKJE_NA = timedelta(days=1)
# What was not sent so long after its day has no use any more.
TE_LAAT = timedelta(days=7)
VRIJDAG = 4
OVER = (PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN)


def invited_to(meeting: Bijeenkomst) -> QuerySet[Persoon]:
    """Who was invited to this meeting, or came in without; not who still waits to be invited."""
    invitations = Uitnodiging.objects.filter(bijeenkomst=meeting).exclude(
        status=UitnodigingStatus.KLAAR, zonder_uitnodiging=False
    )
    return meeting.pilot.personen.live().filter(pk__in=invitations.values("persoon"))


def reachable(people: QuerySet[Persoon]) -> QuerySet[Persoon]:
    return people.exclude(email="")


def on_paper(meeting: Bijeenkomst) -> list[tuple[Persoon, str]]:
    """Who was invited and whom no mail reaches, each with the reason: they get the verslag on paper."""
    people = list(invited_to(meeting).select_related("organisatie").order_by("naam", "pk"))
    reach = reach_of(meeting.pilot, people)
    return [(persoon, obstacle) for persoon in people if (obstacle := reach.obstacle(persoon))]


def mail_verslag(versie: Verslagversie, *, bladen: int) -> int:
    """Tell everybody who was invited that the verslag can be read; answers how many are told."""
    meeting = versie.verslag.bijeenkomst
    about = {"aantal_bladen": str(bladen), "antwoord_voor": dates.day(versie.reactie_tot + timedelta(days=1))}
    return _send("verslag", meeting, list(reachable(invited_to(meeting))), f"verslag:{versie.pk}", about)


def thank_who_was_there(today: date) -> int:
    """The day after a meeting, thank everybody who was there; answers how many are told."""
    if not is_good_day(today):
        return 0
    off = Verslag.objects.filter(geen_bedankje=True).values("bijeenkomst")
    recent = (
        Bijeenkomst.objects.filter(status__in=HELD, datum__range=(today - TE_LAAT, today - BEDANKJE_NA))
        .exclude(pilot__status__in=OVER)
        .exclude(pk__in=off)
        .select_related("pilot__gemeente")
    )
    return sum(
        _send("bedankt", meeting, list(reachable(was_there(meeting))), f"bedankt:{meeting.pk}") for meeting in recent
    )


def ask_about_actions(today: date) -> int:
    """Two weeks after the meeting, ask once how somebody's own action goes; answers how many are asked."""
    if not is_good_day(today):
        return 0
    last = today - EIGEN_ACTIE_NA
    meetings = (
        Bijeenkomst.objects.filter(datum__range=(last - TE_LAAT, last))
        .exclude(pilot__status__in=OVER)
        .select_related("pilot__gemeente")
    )
    return sum(_ask_of(meeting) for meeting in meetings)


def _ask_of(meeting: Bijeenkomst) -> int:
    going_on = EigenActie.objects.filter(
        bijeenkomst=meeting, status__in=[EigenActieStatus.OPEN, EigenActieStatus.BEZIG]
    )
    texts = dict(going_on.values_list("persoon", "tekst"))
    people = list(reachable(meeting.pilot.personen.live().filter(pk__in=texts)))
    own = {persoon: {"eigen_actie": text} for persoon, text in texts.items()}
    return _send("eigen_actie_twee_weken", meeting, people, f"eigen-actie:{meeting.pk}", own=own)


def is_good_day(today: date) -> bool:
    """Not on a Friday or in the weekend: on Monday it would lie under the pile."""
    return today.weekday() < VRIJDAG


def _send(
    soort: str,
    meeting: Bijeenkomst,
    people: Sequence[Persoon],
    sleutel: str,
    shared: Mapping[str, str] | None = None,
    *,
    own: Mapping[int, dict[str, str]] | None = None,
) -> int:
    """One message to each of these people, each with the link to their own page."""
    if not people:
        return 0
    links = links_for(people)
    ontvangers = [
        Ontvanger(
            aan=persoon.email,
            naam=str(persoon),
            sleutel=f"{sleutel}:{persoon.pk}",
            onderwerp=persoon,
            velden={
                "naam": str(persoon),
                "link": url_of(links[persoon.pk]),
                "antwoordlink": url_of(links[persoon.pk]),
                **(own or {}).get(persoon.pk, {}),
            },
        )
        for persoon in people
    ]
    fields = {**meeting_fields(meeting), **(shared or {})}
    return queue_many(soort, ontvangers, velden=fields, kring=meeting.pilot, geheim=True)
