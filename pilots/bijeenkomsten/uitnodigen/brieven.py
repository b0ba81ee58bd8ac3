"""Invitations on paper: one PDF with a page for each guest, with the short address and its QR code."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import segno
from django.db.models import QuerySet

from datt.accounts.models import User
from datt.berichten.opmaak import letter
from datt.documenten.kinds import DocumentKind, image, register
from datt.documenten.models import Document
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for_all
from pilots.bijeenkomsten.uitnodigen.services.links import links_for, short_url_of
from pilots.bijeenkomsten.uitnodigen.services.versturen import kind_for, ready_to_send, sort_out
from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True)
class Brief:
    """One page: to whom, the text, and where the answer is given."""

    uitnodiging: Uitnodiging
    velden: dict[str, str]
    inhoud: str
    qr: str


def with_pilot() -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente", "sjabloon")


def may_invite(user: User, meeting: Bijeenkomst) -> bool:
    return Right.INVITE in meeting.pilot.rights_of(user)


def _for_paper(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """Who can only be reached on paper, and was not invited yet."""
    return _context(meeting, [one for one, _ in sort_out(meeting, ready_to_send(meeting)).op_papier])


def _for_everybody(meeting: Bijeenkomst) -> Mapping[str, Any]:
    rows = list(meeting.uitnodigingen.of_live().with_persoon())
    for one in rows:
        one.bijeenkomst = meeting
    return _context(meeting, rows)


def _context(meeting: Bijeenkomst, rows: list[Uitnodiging]) -> dict[str, Any]:
    velden, links, soort = fields_for_all(rows), links_for([one.persoon for one in rows]), kind_for(meeting)
    return {
        "bijeenkomst": meeting,
        "gemeente": meeting.pilot.gemeente,
        "brieven": [
            Brief(one, velden[one.pk], letter(soort, velden[one.pk]), _qr(short_url_of(links[one.persoon_id])))
            for one in rows
        ],
    }


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=6, border=2)
    return image(out.getvalue())


def _kind(key: str, titel: str, context: Any) -> DocumentKind[Bijeenkomst]:
    return register(
        DocumentKind(
            key=key,
            titel=titel,
            uitleg="Een brief voor elke gast, met een kort adres en een QR-code om te antwoorden.",
            template="uitnodigen/pdf/brieven.html",
            source=with_pilot,
            context=context,
            kring=lambda meeting: meeting.pilot,
            may_order=may_invite,
            may_download=may_invite,
        )
    )


BRIEVEN = {
    "zonder_mail": _kind("uitnodigingsbrieven", "Uitnodigingen op papier", _for_paper),
    "allemaal": _kind("uitnodigingsbrieven_alle", "Uitnodigingen op papier, voor iedereen", _for_everybody),
}


def latest_letters(meeting: Bijeenkomst) -> list[Document]:
    """The newest file of both kinds, newest first."""
    found = [Document.objects.about(meeting, kind).for_list().order_by("-versie").first() for kind in BRIEVEN.values()]
    return sorted((one for one in found if one is not None), key=lambda one: one.besteld_op, reverse=True)
