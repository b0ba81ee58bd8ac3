"""The verslag as a PDF: exactly what was fixed, and told to who was invited once it is there."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from datt.documenten.models import Document
from pilots.access import Right
from pilots.bijeenkomsten.dag.documents import may_host_meeting, register_papier
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.bijeenkomsten.verslag.code import hall_url
from pilots.bijeenkomsten.verslag.models import Evaluatie, Verslagversie
from pilots.bijeenkomsten.verslag.post import mail_verslag
from pilots.traject.kleuren import Kleuren
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
    versie = (
        Verslagversie.objects.filter(verslag__bijeenkomst=document.over_nr, nummer=document.versie, mailen=True)
        .select_related("verslag")
        .first()
    )
    if versie is not None and not versie.is_withdrawn():
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


def _cards(meeting: Bijeenkomst) -> Mapping[str, Any]:
    gemeente = meeting.pilot.gemeente
    return {
        "bijeenkomst": meeting,
        "gemeente": gemeente,
        "kleuren": Kleuren.of(gemeente.kleur),
        "stand": timezone.now(),
        "qr": qr_png(hall_url(meeting), scale=6),
        "cijfers": [str(label) for label in Evaluatie.Gezichten.labels],
        "bellen": [str(label) for label in Evaluatie.Bellen.labels],
        "kaarten": range(2),
    }


VRAGENKAART = register_papier(
    register(
        DocumentKind(
            key="vragenkaart",
            titel="Kaart met drie vragen",
            uitleg="Twee op een vel, voor op tafel. Gasten scannen de QR-code, of vullen de kaart met een pen in.",
            template="verslag/pdf/vragenkaart.html",
            source=_meetings,
            context=_cards,
            kring=lambda meeting: meeting.pilot,
            may_order=may_host_meeting,
            may_download=may_host_meeting,
            order=45,
        )
    )
)
