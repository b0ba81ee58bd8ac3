"""The verslag as a PDF: exactly what was fixed, and told to who was invited once it is there."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from datt.documenten.models import Document
from pilots.access import Right
from pilots.bijeenkomsten.verslag.models import Verslagversie
from pilots.bijeenkomsten.verslag.post import mail_verslag
from pilots.traject.models import Bijeenkomst
from pilots.traject.papier import paper_context


def _meetings() -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def _context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    versie = Verslagversie.objects.filter(verslag__bijeenkomst=meeting).order_by("-nummer").first()
    return {
        **paper_context(
            meeting.pilot,
            soort="Verslag",
            onder=str(meeting),
            gegevens=f"het verslag van {meeting}",
            hoofdstukken=[],
            privacy="In dit verslag staan geen namen van inwoners en gasten. Ideeën staan er zonder naam bij.",
        ),
        "bijeenkomst": meeting,
        "versie": versie,
        "html": versie.as_html() if versie else "",
    }


def may_order(user: User, meeting: Bijeenkomst) -> bool:
    return Right.EDIT in meeting.pilot.rights_of(user)


def may_download(user: User, meeting: Bijeenkomst) -> bool:
    return Right.DOWNLOAD in meeting.pilot.rights_of(user)


def tell_who_was_invited(document: Document) -> None:
    """`when_ready`: the mail says how many pages it is, so it waits for the file."""
    versie = Verslagversie.objects.filter(
        verslag__bijeenkomst=document.over_nr, nummer=document.versie, mailen=True
    ).first()
    if versie is not None:
        mail_verslag(versie, bladen=document.bladzijden or 1)


VERSLAG = register(
    DocumentKind(
        key="verslag",
        titel="Verslag van",
        uitleg="Wat er op de bijeenkomst gebeurde, wie er waren en wat is afgesproken.",
        template="verslag/pdf/verslag.html",
        source=_meetings,
        context=_context,
        kring=lambda meeting: meeting.pilot,
        may_order=may_order,
        may_download=may_download,
        when_ready=tell_who_was_invited,
        order=40,
    )
)
