"""The poster of an open meeting: when, where, what, and a QR code to the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from pilots.access import Right
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.bladzijde import Feit, address_of, facts_of
from pilots.werkconferentie.proeverij.models import Openstelling

# So many characters fit in large letters, in smaller, and in small.
MATEN = ((800, ""), (1400, "druk"), (99_999, "vol"))


def _open_meetings() -> models.QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.filter(openstelling__isnull=False).select_related("pilot__gemeente", "openstelling")


def may_invite(user: User, meeting: Bijeenkomst) -> bool:
    return Right.INVITE in meeting.pilot.rights_of(user)


def _length(openstelling: Openstelling, facts: Sequence[Feit]) -> int:
    """About how much has to fit; what is much is printed smaller."""
    lines = [line for fact in facts for line in fact.regels]
    return sum(map(len, (openstelling.welkom, openstelling.bijeenkomst.titel, *openstelling.activiteiten, *lines)))


def poster_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    found = Openstelling.objects.get(bijeenkomst=meeting)
    found.bijeenkomst = meeting
    address, facts = address_of(found), facts_of(found)
    return {
        "bijeenkomst": meeting,
        "openstelling": found,
        "gemeente": meeting.pilot.gemeente,
        "kleuren": Kleuren.of(meeting.pilot.gemeente.kleur),
        "feiten": facts,
        "maat": next(name for most, name in MATEN if _length(found, facts) <= most),
        "qr": qr_png(address, scale=8),
        "adres": address.partition("://")[2].rstrip("/"),
    }


def _poster(key: str, titel: str, uitleg: str, order: int) -> DocumentKind[Bijeenkomst]:
    return register(
        DocumentKind(
            key=key,
            titel=titel,
            uitleg=uitleg,
            template=f"proeverij/pdf/{key}.html",
            source=_open_meetings,
            context=poster_context,
            kring=lambda meeting: meeting.pilot,
            may_order=may_invite,
            may_download=may_invite,
            order=order,
        )
    )


POSTERS = [
    _poster("poster_a4", "Poster A4", "Voor een prikbord, een raam of de balie.", 60),
    _poster("poster_a3", "Poster A3", "Groot, voor de deur en de hal.", 61),
]
