"""How mail leaves this app: the outbox stands above it and offers itself when Django starts."""

from collections.abc import Callable
from typing import Any

type Mailer = Callable[..., Any]

_mailer: list[Mailer] = []


def use_mailer(mailer: Mailer) -> None:
    """Called by the outbox: `mailer(soort, aan=, naam=, velden=, geheim=)` writes a message."""
    _mailer[:] = [mailer]


def send_mail(soort: str, *, aan: str, naam: str, velden: dict[str, str], geheim: bool = False) -> None:
    _mailer[0](soort, aan=aan, naam=naam, velden=velden, geheim=geheim)


def send_login_code(email: str, *, naam: str, code: str, geldig_tot: str) -> None:
    velden = {"code": code, "naam": naam, "geldig_tot": geldig_tot}
    send_mail("inlogcode", aan=email, naam=naam, velden=velden, geheim=True)
