"""What apps above add to the pages of an account and of the beheerder."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from datt.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class AccountRegel:
    """One line on somebody's own account page, such as a role in a pilot."""

    titel: str
    uitleg: str
    url: str


@dataclass(frozen=True, kw_only=True)
class BeheerLink:
    """A page of the beheerder that another app offers."""

    titel: str
    uitleg: str
    url_name: str
    order: int = 50


type AccountPanel = Callable[[User], Iterable[AccountRegel]]

_panels: list[AccountPanel] = []
_links: dict[str, BeheerLink] = {}


def register_account_panel(panel: AccountPanel) -> AccountPanel:
    _panels.append(panel)
    return panel


def register_beheer_link(link: BeheerLink) -> None:
    _links[link.url_name] = link


def account_lines(user: User) -> list[AccountRegel]:
    return [line for panel in _panels for line in panel(user)]


def beheer_links() -> list[BeheerLink]:
    return sorted(_links.values(), key=lambda link: (link.order, link.titel))
