"""The log of a pilot: which lines fit, and where their subjects stand for who may see those."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch

from datt.accounts.models import User
from datt.core.dates import AMSTERDAM
from datt.core.fields import parse_day
from datt.core.lists import number_of, one_of, words_of
from datt.core.models import Gebeurtenis
from datt.core.text import fold, has_all_words
from pilots.access import Right
from pilots.traject.models import Persoon, Pilot

PER_BLADZIJDE = 50
MOST_HITS = 10_000  # more numbers than this make one query of SQLite too long


@dataclass(frozen=True)
class Soort:
    """A kind of line; `begint` is how the `wat` of its lines begins."""

    label: str
    begint: tuple[str, ...]


SOORTEN = {
    "pilot": Soort("De pilot", ("traject.pilot.", "partners.aanmelden.")),
    "team": Soort("Team en rollen", ("traject.deelname.", "partners.rol.")),
    "bijeenkomsten": Soort("Bijeenkomsten", ("traject.bijeenkomst.",)),
    "taken": Soort("Taken", ("traject.taak.",)),
    "partners": Soort("Partners en mensen", ("partners.", "keten.")),
    "plannen": Soort("Verbeterplannen", ("plannen.",)),
    "documenten": Soort("Documenten", ("documenten.",)),
}


@dataclass(frozen=True)
class Logvraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    wie: int | None = None
    soort: str = ""
    van: date | None = None
    tot: date | None = None
    fouten: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Any) -> "Logvraag":
        """From the address. A day that is no day is left out, and named."""
        wrong: list[str] = []
        return cls(
            woorden=words_of(query),
            wie=number_of(query, "wie"),
            soort=one_of(query, "soort", SOORTEN),
            van=_day(query.get("van", ""), "Van", wrong),
            tot=_day(query.get("tot", ""), "Tot en met", wrong),
            fouten=tuple(wrong),
        )

    def is_empty(self) -> bool:
        return self == Logvraag()


def _day(text: str, label: str, wrong: list[str]) -> date | None:
    if not text.strip():
        return None
    try:
        return parse_day(text[:40])
    except ValueError:
        wrong.append(f"{label}: ‘{text[:40]}’ is geen datum. Schrijf bijvoorbeeld 12 maart 2027.")
        return None


def find_events(pilot: Pilot, vraag: Logvraag) -> QuerySet[Gebeurtenis]:
    """The lines that fit, newest first."""
    rows = Gebeurtenis.objects.within(pilot)
    if vraag.wie is not None:
        rows = rows.filter(door=vraag.wie)
    if vraag.soort:
        rows = rows.filter(_of_kind(vraag.soort))
    if vraag.van:
        rows = rows.filter(moment__gte=_begin_of(vraag.van))
    if vraag.tot:
        rows = rows.filter(moment__lt=_begin_of(vraag.tot + timedelta(days=1)))
    if words := fold(vraag.woorden):
        # The databases differ in accents and capitals; comparing here is the same on both.
        texts = rows.values_list("pk", "door_wie", "zin", "reden")
        hits = [pk for pk, *parts in texts.iterator() if has_all_words(fold(" ".join(parts)), words)]
        rows = rows.filter(pk__in=hits[:MOST_HITS])
    return rows


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def _of_kind(soort: str) -> Q:
    """Lines of this kind and not of a kind before it: 'partners.rol' is about the team."""
    fits = Q()
    for begin in SOORTEN[soort].begint:
        fits |= Q(wat__startswith=begin)
    for name, other in SOORTEN.items():
        if name == soort:
            break
        for begin in other.begint:
            fits &= ~Q(wat__startswith=begin)
    return fits


def people_in_log(pilot: Pilot) -> list[tuple[int, str]]:
    """Who did something in this pilot: the number and the name of each account."""
    users = Gebeurtenis.objects.within(pilot).filter(door__isnull=False).order_by().values("door")
    return [(user.pk, str(user)) for user in User.objects.filter(pk__in=users)]


@dataclass(frozen=True)
class Logregel:
    """A line with the address of its subject, when it still exists and this user may see it."""

    gebeurtenis: Gebeurtenis
    url: str


def with_links(events: Iterable[Gebeurtenis], user: User, rights: frozenset[str]) -> list[Logregel]:
    """Look up the subjects of one page: one query for each kind of subject."""
    events = list(events)
    wanted: dict[Any, set[int]] = {}
    for event in events:
        wanted.setdefault(event.onderwerp_soort, set()).add(event.onderwerp_nr)
    found: dict[tuple[int, int], str] = {}
    for kind, numbers in wanted.items():
        for pk, url in _addresses(kind.model_class(), numbers, user, rights):
            found[kind.pk, pk] = url
    return [Logregel(event, found.get((event.onderwerp_soort_id, event.onderwerp_nr), "")) for event in events]


def _addresses(model: Any, numbers: set[int], user: User, rights: frozenset[str]) -> list[tuple[int, str]]:
    if model is None or not hasattr(model, "get_absolute_url"):
        return []
    rows = _seen(model.objects.filter(pk__in=numbers), user, rights)
    if model is not Pilot and any(field.name == "bijeenkomst" for field in model._meta.fields):
        rows = rows.select_related("bijeenkomst")
    return [(row.pk, _address(row)) for row in rows]


def _address(row: Any) -> str:
    """Where it stands, or nothing for what has no page of its own."""
    try:
        return str(row.get_absolute_url())
    except NoReverseMatch:
        return ""


def _seen(rows: Any, user: User, rights: frozenset[str]) -> Any:
    """As far as this user may see them, by the rule the model itself has."""
    for rule in ("visible_to", "seen_by"):
        if hasattr(rows, rule):
            rows = getattr(rows, rule)(user, rights)
    if not hasattr(rows, "for_user"):
        return rows.none()
    return rows.for_user(user, Right.VIEW_PEOPLE if rows.model is Persoon else Right.VIEW)
