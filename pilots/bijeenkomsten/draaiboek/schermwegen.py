"""Other pages for the screen in the hall, opened with the same link: registered by the apps that have them."""

from collections.abc import Callable
from dataclasses import dataclass

from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Schermweg:
    """One page; its `url_name` takes the number of the link. `wanneer` says for which meetings there is one."""

    key: str
    label: str
    url_name: str
    wanneer: Callable[[Bijeenkomst], bool]


_ways: dict[str, Schermweg] = {}


def register_schermweg(weg: Schermweg) -> None:
    _ways[weg.key] = weg


def ways_for(meeting: Bijeenkomst) -> list[Schermweg]:
    return [weg for weg in _ways.values() if weg.wanneer(meeting)]


def address_for(key: str) -> str:
    """The name of the address with this key, or that of the screen itself."""
    return _ways[key].url_name if key in _ways else "draaiboek:scherm_page"
