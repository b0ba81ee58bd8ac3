"""What this app shows on the pages of a pilot: tabs, things to do, figures and search."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from datt.accounts.models import User
from datt.accounts.panels import BeheerLink, register_beheer_link
from datt.core import dates
from datt.core.text import fold, has_all_words, matching
from datt.core.vast import VasteVraag
from pilots.access import Right
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.partners.models.ketenpartner import NAKIJKEN_NA
from pilots.partners.rapport import partners_section
from pilots.partners.services.zoeken import search_text
from pilots.traject.models import Persoon, Pilot
from pilots.traject.onderdelen import (
    Eigen,
    Kerncijfer,
    Rapportdeel,
    Tab,
    TeDoen,
    Treffer,
    count_per_pilot,
    register_figures,
    register_own,
    register_search,
    register_section,
    register_tab,
    register_todos,
    register_waiting,
)
from pilots.traject.regels import is_shared, kept

ANTWOORD_NA = timedelta(days=5)  # three working days, with a weekend in it
NAMEN_VOORAF = timedelta(days=21)
ORGANISATIES_VOORAF = timedelta(days=42)
MOST_HITS = 10


class Partner(NamedTuple):
    """What the overview must know of each organisation of the pilot."""

    pk: int
    naam: str
    status: str
    sinds: datetime
    gecontroleerd_op: date | None
    sleutels: int


def _asked(pilot: int) -> QuerySet[Any, Any]:
    rows = Ketenpartner.objects.filter(pilot=pilot).with_counts()
    of_organisation = ("organisatie__naam", "status", "sinds", "organisatie__gecontroleerd_op")
    return rows.values_list("pk", *of_organisation, "sleutels")


_all_partners = VasteVraag(_asked)


def _confirmed(pilot: Pilot) -> int:
    """How many take part; counted here when the overview fetched them already."""
    if is_shared(pilot):
        return len(_with_status(pilot, KetenpartnerStatus.BEVESTIGD))
    return pilot.ketenpartners.confirmed().count()


def _partners(pilot: Pilot) -> list[Partner]:
    return kept(pilot, "partners", lambda: [Partner._make(row) for row in _all_partners.rows(pilot.pk)])


def _with_status(pilot: Pilot, status: str) -> list[Partner]:
    return [partner for partner in _partners(pilot) if partner.status == status]


register_tab(
    Tab(
        key="partners",
        label="Partners",
        url_name="partners:partner_list",
        right=Right.VIEW,
        order=30,
        count=_confirmed,
    )
)
register_tab(
    Tab(
        key="sociale_kaart",
        label="Sociale kaart",
        url_name="partners:sociale_kaart",
        right=Right.VIEW,
        order=35,
    )
)


register_beheer_link(
    BeheerLink(
        titel="Dubbele organisaties",
        uitleg="Twee keer dezelfde organisatie? Voeg ze samen, over alle pilots.",
        url_name="partners:organisatie_list",
        order=25,
    )
)


@register_todos
def waiting_registrations(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    waiting = sorted(_with_status(pilot, KetenpartnerStatus.AANGEMELD), key=lambda partner: partner.sinds)
    if not waiting:
        return
    first = waiting[0]
    oldest = dates.local(first.sinds).date()
    url = reverse("partners:partner_list", args=[pilot.pk]) + "?status=aangemeld"
    if len(waiting) == 1:
        yield TeDoen(
            titel=f"Antwoord op de aanmelding van {first.naam}",
            uitleg=f"Aangemeld op {dates.day(oldest, year=False)}. Zeg ja of nee, dan krijgen zij een mail.",
            knop="Bekijk de aanmelding",
            url=reverse("partners:partner_detail", args=[pilot.pk, first.pk]),
            uiterlijk=oldest + ANTWOORD_NA,
        )
    else:
        yield TeDoen(
            titel=f"Antwoord op {len(waiting)} aanmeldingen",
            uitleg=f"De eerste is {first.naam}, van {dates.day(oldest, year=False)}.",
            knop="Bekijk de aanmeldingen",
            url=url,
            uiterlijk=oldest + ANTWOORD_NA,
        )


@register_todos
def nobody_takes_part_yet(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """A new pilot begins with the list of organisations; without one nobody can be invited."""
    first = next((meeting for meeting in pilot.bijeenkomsten.all() if meeting.is_open()), None)
    if first is None or _partners(pilot):
        return
    yield TeDoen(
        titel="Breng de organisaties bij elkaar",
        uitleg="Er doet nog niemand mee. Lees uw lijst in, of stuur de link om zich aan te melden.",
        knop="Naar de partners",
        url=reverse("partners:partner_list", args=[pilot.pk]),
        uiterlijk=max(today, first.datum - ORGANISATIES_VOORAF),
    )


@register_todos
def partners_without_key_people(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """Before the second meeting every partner names who comes."""
    meetings = pilot.bijeenkomsten.all()
    meeting = next((one for one in meetings if one.soort == "sleutel_1" and one.is_open()), None)
    if meeting is None:
        return
    without = [partner for partner in _with_status(pilot, KetenpartnerStatus.BEVESTIGD) if not partner.sleutels]
    if not without:
        return
    names = ", ".join(partner.naam for partner in without[:3])
    more = f" en {len(without) - 3} andere" if len(without) > 3 else ""
    yield TeDoen(
        titel="Vraag wie er komt als sleutelfunctionaris",
        uitleg=f"Nog niemand van {names}{more}.",
        knop="Naar de partners",
        url=reverse("partners:partner_list", args=[pilot.pk]),
        uiterlijk=meeting.datum - NAMEN_VOORAF,
    )


@register_todos
def unchecked_organisations(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    limit = today - NAKIJKEN_NA
    checked = [one.gecontroleerd_op for one in _with_status(pilot, KetenpartnerStatus.BEVESTIGD)]
    count = sum(day is None or day <= limit for day in checked)
    if count:
        one = count == 1
        yield TeDoen(
            titel="Vraag of de sociale kaart nog klopt",
            uitleg=f"{count} organisatie{'' if one else 's'} {'is' if one else 'zijn'} dit jaar niet nagekeken.",
            knop="Bekijk welke",
            url=reverse("partners:partner_list", args=[pilot.pk]) + "?status=bevestigd&nagekeken=nee",
            uiterlijk=today + timedelta(days=30),
        )


@register_figures
def figures(pilot: Pilot) -> Iterable[Kerncijfer]:
    confirmed = _with_status(pilot, KetenpartnerStatus.BEVESTIGD)
    keys = sum(partner.sleutels for partner in confirmed)
    taking_part = "ketenpartner doet mee" if len(confirmed) == 1 else "ketenpartners doen mee"
    yield Kerncijfer(label=taking_part, waarde=str(len(confirmed)), order=10)
    leading = "sleutelfunctionaris" if keys == 1 else "sleutelfunctionarissen"
    yield Kerncijfer(label=leading, waarde=str(keys), order=20)


@register_waiting
def waiting_in(pilots: Collection[int]) -> Mapping[int, int]:
    return count_per_pilot(Ketenpartner.objects.waiting().filter(pilot__in=pilots))


@register_own
def own_organisations(pilot: Pilot, user: User) -> Iterable[Eigen]:
    for partner in pilot.ketenpartners.filter(contactpersoon__user=user).select_related("organisatie"):
        yield Eigen(
            titel=str(partner),
            uitleg=f"Uw organisatie: {partner.get_status_display().lower()}.",
            knop="Bekijk wat er staat",
            url=partner.get_absolute_url(),
        )


register_section(
    Rapportdeel(
        key="partners",
        order=30,
        titel="De partners",
        template="partners/pdf/rapport_partners.html",
        context=partners_section,
    )
)


@register_search
def organisations(user: User, words: str) -> Iterable[Treffer]:
    """Organisations on the sociale kaart of the pilots this user may see, and waiting ones of their own."""
    folded = fold(words)
    partners = Ketenpartner.objects.for_user(user, Right.VIEW).filter(status=KetenpartnerStatus.BEVESTIGD)
    own = Ketenpartner.objects.for_user(user, Right.PARTNERS)
    both = (partners | own).distinct().filter(pilot__is_oefening=False)
    rows = both.select_related("organisatie__type__categorie", "pilot")
    hits = [partner for partner in rows if has_all_words(search_text(partner.organisatie), folded)]
    for partner in hits[:MOST_HITS]:
        yield Treffer(
            titel=str(partner),
            uitleg=f"{partner.organisatie.type}, {partner.pilot}",
            url=partner.get_absolute_url(),
            soort="Organisatie",
        )


@register_search
def people(user: User, words: str) -> Iterable[Treffer]:
    """People, only of pilots in which this user may see people."""
    known = Persoon.objects.for_user(user, Right.VIEW_PEOPLE).known().filter(pilot__is_oefening=False)
    rows = known.select_related("organisatie", "pilot")
    hits = matching(rows, words, lambda one: f"{one.naam} {one.email}")[:MOST_HITS]
    places: dict[tuple[int, int | None], int] = {
        (pilot_id, organisatie_id): pk
        for pk, pilot_id, organisatie_id in Ketenpartner.objects.filter(
            organisatie__in={person.organisatie_id for person in hits}
        ).values_list("pk", "pilot_id", "organisatie_id")
    }
    for person in hits:
        partner_id = places.get((person.pilot_id, person.organisatie_id))
        url = (
            reverse("partners:partner_detail", args=[person.pilot_id, partner_id]) + f"#persoon-{person.pk}"
            if partner_id
            else reverse("partners:persoon_list", args=[person.pilot_id])
        )
        yield Treffer(
            titel=person.naam,
            uitleg=f"{person.organisatie or 'zonder organisatie'}, {person.pilot}",
            url=url,
            soort="Persoon",
        )
