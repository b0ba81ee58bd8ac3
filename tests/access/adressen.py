"""Every address of the site, read from the URLconf: a new one cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Adres:
    """One URL pattern; `args` are the names of its parts."""

    naam: str
    args: tuple[str, ...]
    view: Any

    @property
    def is_below_a_pilot(self) -> bool:
        return "pilot_id" in self.args


def adressen() -> list[Adres]:
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[Any], namespace: str, args: tuple[str, ...]) -> Iterator[Adres]:
    for pattern in patterns:
        own = (*args, *_names(pattern))
        if isinstance(pattern, URLResolver):
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, below, own)
        elif isinstance(pattern, URLPattern):
            yield Adres(f"{namespace}{pattern.name}", own, pattern.callback)


def _names(pattern: Any) -> tuple[str, ...]:
    return tuple(pattern.pattern.regex.groupindex)
