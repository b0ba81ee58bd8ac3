"""What apps add to the pages of a pilot: tabs, things to do, figures, report sections, search, programmes.

An app declares its parts in its own `onderdelen.py`, which is found when Django starts; so a lower
app shows something of a higher one without importing it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Count, QuerySet, prefetch_related_objects

from datt.accounts.models import User
from pilots.access import Right
from pilots.traject import regels
from pilots.traject.models import Bijeenkomst, Pilot


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab of the pilot; `count` is shown behind the label, to who may see all that it counts.

    `when` keeps a tab of a meeting away from meetings it is not for; it asks the database nothing, as every page of
    a meeting asks it. On its own pages the tab is always there.
    """

    key: str
    label: str
    url_name: str
    right: Right
    order: int
    count: Callable[[Pilot], int] | None = None
    count_right: Right = Right.VIEW
    when: Callable[[Bijeenkomst], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class TeDoen:
    """One thing to do now: what, why, and one click away."""

    titel: str
    uitleg: str
    knop: str
    url: str
    uiterlijk: date


@dataclass(frozen=True, kw_only=True)
class Kerncijfer:
    label: str
    waarde: str
    order: int = 50


@dataclass(frozen=True, kw_only=True)
class Rapportdeel:
    """A section of the Pilotrapport; left out when its context is None."""

    key: str
    order: int
    titel: str
    template: str
    context: Callable[[Pilot], Mapping[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class Treffer:
    """One thing found by the search box."""

    titel: str
    uitleg: str
    url: str
    soort: str


@dataclass(frozen=True, kw_only=True)
class Eigen:
    """What somebody has of their own in a pilot, such as an organisation they speak for or a plan they write."""

    titel: str
    uitleg: str
    knop: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Programmaregel:
    """One thing on the programme of a meeting; `is_naast` when it begins together with the one before it."""

    begint: time
    minuten: int
    titel: str
    doel: str = ""
    leiding: str = ""
    ruimte: str = ""
    is_pauze: bool = False
    is_naast: bool = False
    is_tegelijk: bool = False  # it or another one beside it


@dataclass(frozen=True, kw_only=True)
class Programma:
    """How a meeting goes; `uitkomst` says whether it fits in its time, `url` is where it is changed."""

    regels: Sequence[Programmaregel]
    uitkomst: str
    url: str


type TodoSource = Callable[[Pilot, date], Iterable[TeDoen]]
type FigureSource = Callable[[Pilot], Iterable[Kerncijfer]]
type SearchSource = Callable[[User, str], Iterable[Treffer]]
type OwnSource = Callable[[Pilot, User], Iterable[Eigen]]
# The programme of each of these meetings that has one; as many queries for one as for all.
type ProgrammeSource = Callable[[Collection[Bijeenkomst]], Mapping[int, Programma]]
# How many things wait for the facilitator, for each of these pilots; one query for all of them.
type WaitingSource = Callable[[Collection[int]], Mapping[int, int]]

_tabs: dict[str, Tab] = {}
_meeting_tabs: dict[str, Tab] = {}
_todos: list[TodoSource] = []
_figures: list[FigureSource] = []
_sections: dict[str, Rapportdeel] = {}
_searches: list[SearchSource] = []
_own: list[OwnSource] = []
_waiting: list[WaitingSource] = []
_programmes: list[ProgrammeSource] = []


def register_tab(tab: Tab) -> None:
    _tabs[tab.key] = tab


def register_meeting_tab(tab: Tab) -> None:
    """A tab below one meeting; its `url_name` takes the pilot and the meeting."""
    _meeting_tabs[tab.key] = tab


def register_todos(source: TodoSource) -> TodoSource:
    _todos.append(source)
    return source


def register_figures(source: FigureSource) -> FigureSource:
    _figures.append(source)
    return source


def register_section(section: Rapportdeel) -> None:
    _sections[section.key] = section


def register_search(source: SearchSource) -> SearchSource:
    _searches.append(source)
    return source


def register_own(source: OwnSource) -> OwnSource:
    _own.append(source)
    return source


def register_waiting(source: WaitingSource) -> WaitingSource:
    _waiting.append(source)
    return source


def register_programmes(source: ProgrammeSource) -> ProgrammeSource:
    _programmes.append(source)
    return source


def fetch_needed(pilot: Pilot) -> None:
    """Let what the parts of the overview look at be fetched once, so that each of them does not ask again."""
    prefetch_related_objects([pilot], "bijeenkomsten")
    regels.share(pilot)


def count_per_pilot(rows: QuerySet[Any]) -> dict[int, int]:
    """How many of these rows each pilot has, in one query: what a WaitingSource answers."""
    return dict(rows.order_by().values_list("pilot").annotate(aantal=Count("pk")))


def tabs_for(rights: frozenset[str]) -> list[Tab]:
    return sorted((tab for tab in _tabs.values() if tab.right in rights), key=lambda tab: tab.order)


def meeting_tabs_for(rights: frozenset[str], meeting: Bijeenkomst, *, current: str = "") -> list[Tab]:
    """The tabs of this meeting for who has these rights; the `current` one always among them."""
    shown = (tab for tab in _meeting_tabs.values() if tab.right in rights)
    fitting = (tab for tab in shown if tab.when is None or tab.key == current or tab.when(meeting))
    return sorted(fitting, key=lambda tab: tab.order)


def todos_for(pilot: Pilot, today: date, *, most: int = 5) -> list[TeDoen]:
    """The most urgent things to do, soonest first."""
    found = [todo for source in _todos for todo in source(pilot, today)]
    return sorted(found, key=lambda todo: todo.uiterlijk)[:most]


def figures_for(pilot: Pilot) -> list[Kerncijfer]:
    return sorted((figure for source in _figures for figure in source(pilot)), key=lambda figure: figure.order)


def report_sections() -> list[Rapportdeel]:
    return sorted(_sections.values(), key=lambda section: section.order)


def search_all(user: User, words: str, *, most: int = 30) -> list[Treffer]:
    return [hit for source in _searches for hit in source(user, words)][:most]


def own_things(pilot: Pilot, user: User) -> list[Eigen]:
    return [thing for source in _own for thing in source(pilot, user)]


def waiting_counts(pilots: Collection[int]) -> dict[int, int]:
    """How much waits for the facilitator in each of these pilots."""
    total: dict[int, int] = dict.fromkeys(pilots, 0)
    for source in _waiting if pilots else ():
        for pk, count in source(pilots).items():
            total[pk] += count
    return total


def programmes_of(meetings: Collection[Bijeenkomst]) -> dict[int, Programma]:
    """The programme of each of these meetings, by the key of the meeting; none for one that has none."""
    return {pk: found for source in _programmes for pk, found in source(meetings).items()}
