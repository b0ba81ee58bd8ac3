"""Fill the placeholders of every message about a meeting; where a fact is missing stands a sentence that helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from datt.core import dates
from datt.core.text import one_line
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.feiten import facts_of, guest_facts_of
from pilots.bijeenkomsten.uitnodigen.models import Gastlink, Plaatsregels, Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.links import links_for, short_url_of, url_of
from pilots.bijeenkomsten.uitnodigen.vooruit import words_until
from pilots.traject.models import Bijeenkomst, Persoon, Positie

# Without a last day of their own: so long before the meeting an answer still helps.
ANTWOORD_DAGEN = 7
# After a cancellation: within so many days people hear whether there is a new date.
NIEUWS_DAGEN = 14
# How long a seat that came free can be thought about.
BEDENKTIJD = timedelta(hours=48)

PLAATS_VOLGT = "de plaats hoort u nog van ons"
ROUTE = "De reisplanner van 9292 helpt u, of bel ons."
NOG_GEEN_GROEP = "Zit u nog niet in een groep? Dan zoeken we er bij binnenkomst een met u uit."
TAALHUIS = "het Taalhuis of de bibliotheek bij u in de buurt"


@dataclass(frozen=True)
class Contact:
    """Who reads the answers: the first facilitator of the pilot."""

    naam: str
    telefoon: str
    email: str
    ondertekening: str


def fields_for(uitnodiging: Uitnodiging, **meer: str) -> dict[str, str]:
    """Every placeholder of a message about this invitation; `meer` adds to them, or says it better."""
    return fields_for_all([uitnodiging], **meer)[uitnodiging.pk]


def fields_for_all(uitnodigingen: Sequence[Uitnodiging], **meer: str) -> dict[int, dict[str, str]]:
    """The same for many invitations of one meeting, in as many queries as for one; by the pk of the invitation."""
    if not uitnodigingen:
        return {}
    meeting = uitnodigingen[0].bijeenkomst
    shared = meeting_fields(meeting)
    links = links_for([one.persoon for one in uitnodigingen])
    places = _places_in_line(meeting, uitnodigingen)
    chosen_by = _bestuurders(meeting) if meeting.soort == "sleutel_1" else {}
    known = guest_facts_of(meeting)
    return {
        one.pk: {
            **shared,
            **_own(one.persoon, links[one.persoon_id]),
            "plek_op_lijst": str(places.get(one.pk, 1)),
            "uitleg": one.uitleg or "Op uw pagina leest u waarom.",
            "bestuurder": chosen_by.get(one.persoon.organisatie_id, "Uw organisatie"),
            "uw_groep": NOG_GEEN_GROEP,
            **known.get(one.persoon_id, {}),
            **meer,
        }
        for one in uitnodigingen
    }


def meeting_fields(meeting: Bijeenkomst) -> dict[str, str]:
    """What is the same for every guest of a meeting."""
    contact = contact_of(meeting)
    last = last_day(meeting)
    back_by = min(timezone.now() + BEDENKTIJD, max(meeting.begint_op, timezone.now()))
    return {
        **_when_and_where(meeting),
        "antwoord_voor": dates.full_day(last),
        "antwoord_kort": dates.day(last, year=False),
        "aantal_plaatsen": str(meeting.capaciteit),
        "aantal_plannen": "de",
        "programma_kort": one_line(meeting.doel, most=300) or "U krijgt het programma bij binnenkomst.",
        "meenemen": "alleen uzelf",
        "route_uitleg": ROUTE,
        "route_kort": ROUTE,
        "toegankelijk": _access(meeting),
        "taalhuis": TAALHUIS,
        "gemeente": str(meeting.pilot.gemeente),
        "contact_naam": contact.naam,
        "contact_telefoon": contact.telefoon,
        "afzender": contact.ondertekening,
        "datum_start": _start(meeting),
        "uren": str(BEDENKTIJD // timedelta(hours=1)),
        "reageren_voor": f"{dates.full_day(back_by)}, {dates.clock(back_by)}",
        "reageren_kort": f"{dates.day(back_by, year=False)}, {dates.clock(back_by)}",
        "moment": dates.full_day(timezone.localdate()),
        "reden": "Wij leggen het u graag uit aan de telefoon.",
        **words_until(meeting.datum, timezone.localdate(), dates.FULL_DAYS[meeting.datum.weekday()]),
        **facts_of(meeting.pilot),
    }


def cancel_fields(meeting: Bijeenkomst, reden: str) -> dict[str, str]:
    """What a cancellation says differently: the day by which people hear more."""
    day = timezone.localdate() + timedelta(days=NIEUWS_DAGEN)
    return {"antwoord_voor": dates.full_day(day), "reden": sentence(reden)}


def sentence(words: str) -> str:
    """A reason as somebody typed it, as a sentence."""
    line = one_line(words, most=300)
    if not line:
        return "Wij leggen het u graag uit aan de telefoon."
    return line[0].upper() + line[1:] + ("" if line[-1] in ".!?…" else ".")


def contact_of(meeting: Bijeenkomst) -> Contact:
    """Who to call; without a number the gemeente is the way."""
    first = (
        Persoon.objects.filter(
            pilot=meeting.pilot_id, deelnames__rol=Rol.FACILITATOR, deelnames__ingetrokken_op__isnull=True
        )
        .select_related("user")
        .order_by("deelnames__sinds", "pk")
        .first()
    )
    gemeente = f"gemeente {meeting.pilot.gemeente}"
    if first is None:
        return Contact(f"de {gemeente}", "het algemene nummer", "", f"Gemeente {meeting.pilot.gemeente}")
    email = first.email or (first.user.email if first.user else "")
    return Contact(first.naam, first.telefoon or f"via de {gemeente}", email, f"{first.naam}, projectleider")


def last_day(meeting: Bijeenkomst) -> date:
    """Until when an answer is asked: as the facilitator said, or a week before; never a day that has passed."""
    regels = Plaatsregels.objects.filter(bijeenkomst=meeting.pk).first()
    asked = regels.antwoord_voor if regels else None
    today = timezone.localdate()
    return max(asked or meeting.datum - timedelta(days=ANTWOORD_DAGEN), min(today + timedelta(days=1), meeting.datum))


def _when_and_where(meeting: Bijeenkomst) -> dict[str, str]:
    where = ", ".join(part for part in (meeting.plaats, meeting.adres) if part)
    return {
        "bijeenkomst": meeting.titel,
        "bijeenkomst_kort": meeting.korte_titel,
        "datum": dates.full_day(meeting.datum),
        "datum_kort": dates.day(meeting.datum, year=False),
        "begintijd": dates.clock(meeting.begin),
        "eindtijd": dates.clock(meeting.eind),
        "plaats": where or PLAATS_VOLGT,
        "plaats_kort": meeting.plaats or meeting.adres or "plaats volgt",
    }


def _access(meeting: Bijeenkomst) -> str:
    return f"Over de plek: {sentence(meeting.toegankelijkheid)}" if meeting.toegankelijkheid else ""


def _start(meeting: Bijeenkomst) -> str:
    first = meeting.pilot.bijeenkomsten.filter(soort="bestuurders_kickoff").order_by("datum").first()
    return dates.full_day(first.datum if first else meeting.pilot.start_datum)


def _own(persoon: Persoon, link: Gastlink) -> dict[str, str]:
    return {
        "naam": persoon.naam,
        "organisatie": str(persoon.organisatie) if persoon.organisatie else "uw organisatie",
        "antwoordlink": url_of(link),
        "link": url_of(link),
        "korte_link": short_url_of(link).partition("://")[2],
        "bewaard_tot": dates.full_day(link.verloopt_op),
        "collega": "uw collega",
    }


def _places_in_line(meeting: Bijeenkomst, uitnodigingen: Iterable[Uitnodiging]) -> dict[int, int]:
    """Which place on the waiting list each has; asked only when somebody waits."""
    if all(one.status != UitnodigingStatus.WACHTLIJST for one in uitnodigingen):
        return {}
    waiting = meeting.uitnodigingen.waiting().values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(waiting, start=1)}


def _bestuurders(meeting: Bijeenkomst) -> dict[int | None, str]:
    """Who leads each organisation: they chose the sleutelfunctionarissen."""
    leaders = meeting.pilot.personen.live().filter(organisatie__isnull=False)
    found = leaders.filter(positie__in=(Positie.BESTUURDER, Positie.LEIDINGGEVENDE)).order_by("-positie", "-naam")
    return dict(found.values_list("organisatie_id", "naam"))
