"""What other apps add to the menu above the guest list of a meeting."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Menupunt:
    """A link for who may invite; its `url_name` takes the pilot and the meeting. `uitleg`: where no guest is yet."""

    key: str
    label: str
    url_name: str
    uitleg: str = ""
    order: int = 50


_menu: dict[str, Menupunt] = {}


def register_menupunt(punt: Menupunt) -> None:
    _menu[punt.key] = punt


def menu() -> list[Menupunt]:
    return sorted(_menu.values(), key=lambda punt: punt.order)
