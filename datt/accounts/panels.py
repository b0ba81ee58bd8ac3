"""What apps above add to the pages of an account and of the beheerder, and to who needs a second factor."""

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
type LeadsSomething = Callable[[User], bool]

_panels: list[AccountPanel] = []
_links: dict[str, BeheerLink] = {}
_leads: list[LeadsSomething] = []


def register_account_panel(panel: AccountPanel) -> AccountPanel:
    _panels.append(panel)
    return panel


def register_beheer_link(link: BeheerLink) -> None:
    _links[link.url_name] = link


def register_leads(check: LeadsSomething) -> LeadsSomething:
    """Add a way to lead something without a mark on the account; at most one query."""
    _leads.append(check)
    return check


def leads(user: User) -> bool:
    """Whether somebody leads something, whatever the marks on the account."""
    return any(check(user) for check in _leads)


def needs_second_factor(user: User) -> bool:
    """Facilitators and beheerders sign in with a second factor before they see any pilot.

    A mark that was taken away does not waive it for who still leads a pilot.
    """
    return user.is_beheerder or user.is_facilitator or leads(user)


def account_lines(user: User) -> list[AccountRegel]:
    return [line for panel in _panels for line in panel(user)]


def beheer_links() -> list[BeheerLink]:
    return sorted(_links.values(), key=lambda link: (link.order, link.titel))
