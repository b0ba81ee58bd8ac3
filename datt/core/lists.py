"""What a list reads from its address: words to search for, a choice, a number, and which page."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

MOST_CHARS = 100


def words_of(query: Mapping[str, Any], name: str = "q", *, otherwise: str = "") -> str:
    return str(query.get(name, otherwise)).strip()[:MOST_CHARS]


def one_of(query: Mapping[str, Any], name: str, known: Collection[str]) -> str:
    """The choice, or nothing when it is not one of ours."""
    value = str(query.get(name, ""))
    return value if value in known else ""


def number_of(query: Mapping[str, Any], name: str) -> int | None:
    """A number that a key can be, or None: anybody may type anything in an address."""
    typed = str(query.get(name, ""))
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def page_of(request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], most: int) -> Page[Any]:
    """The page that was asked for; the nearest one when it does not exist."""
    return Paginator(rows, most).get_page(request.GET.get("p"))
