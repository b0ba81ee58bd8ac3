"""Whom a change of the programme concerns, besides who leads a workshop: an app that knows more says so here."""

from collections.abc import Callable, Collection, Iterable

from pilots.traject.models import Bijeenkomst

# From a meeting and the keys of some of its sessions to the keys of the people who go there.
type Betrokken = Callable[[Bijeenkomst, Collection[int]], Iterable[int]]

_sources: list[Betrokken] = []


def register_betrokken(source: Betrokken) -> Betrokken:
    """Let `source` say who goes to sessions; it is asked before they change for guests, and before they go away."""
    _sources.append(source)
    return source


def who_go_to(meeting: Bijeenkomst, sessies: Collection[int]) -> set[int]:
    """The keys of the people who go to one of these sessions."""
    return {pk for source in _sources for pk in source(meeting, sessies)} if sessies else set()
