"""What apps add to the pages of a pilot: tabs, things to do, figures, report sections, search.

An app declares its parts in its own `onderdelen.py`, which is found when Django starts; so a lower
app shows something of a higher one without importing it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from datt.accounts.models import User
from pilots.access import Right
from pilots.traject.models import Pilot


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A tab of the pilot; `count` is shown behind the label."""

    key: str
    label: str
    url_name: str
    right: Right
    order: int
    count: Callable[[Pilot], int] | None = None


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


type TodoSource = Callable[[Pilot, date], Iterable[TeDoen]]
type FigureSource = Callable[[Pilot], Iterable[Kerncijfer]]
type SearchSource = Callable[[User, str], Iterable[Treffer]]

_tabs: dict[str, Tab] = {}
_todos: list[TodoSource] = []
_figures: list[FigureSource] = []
_sections: dict[str, Rapportdeel] = {}
_searches: list[SearchSource] = []


def register_tab(tab: Tab) -> None:
    _tabs[tab.key] = tab


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


def tabs_for(rights: frozenset[str]) -> list[Tab]:
    return sorted((tab for tab in _tabs.values() if tab.right in rights), key=lambda tab: tab.order)


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
