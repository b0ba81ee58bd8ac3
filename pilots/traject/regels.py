"""What the parts of the overview look at, asked in one query for all of them.

An app says which rows it needs (`register_regels`), all in the same columns. On a page that shares them (`share`) the
first part that asks (`regels_of`) fetches those of every app, and the parts after it ask nothing.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Count, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from datt.core.vast import VasteVraag
from pilots.traject.models import Pilot


class Regel(NamedTuple):
    """One row of one source; what `nr`, `tekst` and `naam` hold is for the source to say."""

    bron: str
    bijeenkomst: int
    nr: int
    tekst: str
    naam: str
    dag: date | None


# From the key of a pilot to the rows, in `columns`.
type RowSource = Callable[[int], QuerySet[Any]]

KNOWN = "_regels"  # where one page keeps them; the next page reads the pilot anew
EMPTY: dict[str, Any] = {
    "bijeenkomst": Value(0, IntegerField()),
    "nr": Value(0, IntegerField()),
    "tekst": Value("", CharField()),
    "naam": Value("", CharField()),
    "dag": Cast(Value(None), DateField()),
}
_sources: dict[str, RowSource] = {}
_alone: dict[str, VasteVraag] = {}


def register_regels(bron: str, source: RowSource) -> None:
    _sources[bron] = source
    _alone[bron] = VasteVraag(lambda pilot: _ordered(_asked(bron, pilot)))


def columns(rows: QuerySet[Any], **filled: Any) -> QuerySet[Any]:
    """These rows in the columns of a Regel; a name is a field of the row, a count counts what is alike."""
    named = EMPTY | {name: F(value) if isinstance(value, str) else value for name, value in filled.items()}
    counts = {f"_{name}": value for name, value in named.items() if isinstance(value, Count)}
    alike = {f"_{name}": value for name, value in named.items() if not isinstance(value, Count)}
    found: QuerySet[Any] = rows.order_by().values(**alike).annotate(**counts)
    return found


def share(pilot: Pilot) -> None:
    """From here on, ask the rows of all sources of this pilot at once, and keep them with this pilot."""
    setattr(pilot, KNOWN, {})


def is_shared(pilot: Pilot) -> bool:
    return hasattr(pilot, KNOWN)


def kept[T](pilot: Pilot, name: str, fetch: Callable[[], T]) -> T:
    """What `fetch` gives; asked once where a page shares what it fetched, else anew."""
    if not is_shared(pilot):
        return fetch()
    known: dict[str, T] = getattr(pilot, KNOWN)
    if name not in known:
        known[name] = fetch()
    return known[name]


def regels_of(pilot: Pilot, bron: str) -> list[Regel]:
    if not is_shared(pilot):
        return _by_source(_alone[bron], pilot, [bron])[bron]
    return kept(pilot, "regels", lambda: _by_source(_together, pilot, _sources))[bron]


def _by_source(vraag: VasteVraag, pilot: Pilot, wanted: Iterable[str]) -> dict[str, list[Regel]]:
    found: dict[str, list[Regel]] = {bron: [] for bron in wanted}
    for row in map(Regel._make, vraag.rows(pilot.pk)):
        found[row.bron].append(row)
    return found


def _asked(bron: str, pilot: int) -> QuerySet[Any]:
    named = _sources[bron](pilot).annotate(_bron=Value(bron, CharField()))
    rows: QuerySet[Any] = named.values_list(*(f"_{name}" for name in Regel._fields))
    return rows


def _all_asked(pilot: int) -> QuerySet[Any]:
    first, *others = [_asked(bron, pilot) for bron in _sources]
    return _ordered(first.union(*others, all=True))


def _ordered(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("_bron", "_bijeenkomst", "_nr")


_together = VasteVraag(_all_asked)
