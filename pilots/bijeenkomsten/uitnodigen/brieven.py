"""Invitations on paper: a letter for each guest with the short address and its QR code, as one file or as a ZIP."""

import io
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import segno
from django.db.models import QuerySet

from datt.accounts.models import User
from datt.berichten.opmaak import letter
from datt.core.text import file_name
from datt.documenten.kinds import DocumentKind, image, register
from datt.documenten.models import Document
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for_all
from pilots.bijeenkomsten.uitnodigen.services.links import links_for, short_url_of
from pilots.bijeenkomsten.uitnodigen.services.versturen import kind_for, ready_to_send, sort_out
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst, Persoon

# From so many lines on a letter is set closer together, so that it stays on one sheet.
VEEL_REGELS = 27
TEKENS_OP_EEN_REGEL = 95


@dataclass(frozen=True)
class Brief:
    """One page: to whom, the text, and where the answer is given."""

    uitnodiging: Uitnodiging
    velden: dict[str, str]
    inhoud: str
    qr: str
    # What the file of this letter is called in the ZIP.
    bestand: str

    @property
    def is_vol(self) -> bool:
        return lines_of(self.inhoud) > VEEL_REGELS


def lines_of(inhoud: str) -> float:
    """About how many lines the HTML of a letter takes; the space between paragraphs counts too."""
    texts = (re.sub(r"<[^>]+>", "", part).strip() for part in re.split(r"</(?:p|li)>", inhoud))
    return sum(math.ceil(len(text) / TEKENS_OP_EEN_REGEL) + 0.4 for text in texts if text)


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
        "kleuren": Kleuren.of(meeting.pilot.gemeente.kleur),
        "brieven": [
            Brief(
                one, velden[one.pk], letter(soort, velden[one.pk]), _qr(short_url_of(links[one.persoon_id])),
                letter_file(number, one.persoon, of=len(rows)),
            )
            for number, one in enumerate(rows, start=1)
        ],
    }  # fmt: skip


def letter_file(number: int, persoon: Persoon, *, of: int) -> str:
    """'07 Samira de Wit.pdf': the number keeps two of one name apart, and the files in the order of the list."""
    return file_name(f"{number:0{len(str(of))}d} {persoon.naam}", ".pdf", most=80)


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=4, border=2)
    return image(out.getvalue())


def _kind(key: str, titel: str, context: Any, *, als_zip: bool = False) -> DocumentKind[Bijeenkomst]:
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
            als_zip=als_zip,
        )
    )


# By what the page asks for.
BRIEVEN = {
    "zonder_mail": _kind("uitnodigingsbrieven", "Uitnodigingen op papier", _for_paper),
    "zonder_mail_los": _kind("uitnodigingsbrieven_los", "Losse brieven", _for_paper, als_zip=True),
    "allemaal": _kind("uitnodigingsbrieven_alle", "Uitnodigingen op papier, voor iedereen", _for_everybody),
    "allemaal_los": _kind("uitnodigingsbrieven_alle_los", "Losse brieven, voor iedereen", _for_everybody, als_zip=True),
}


def latest_letters(meeting: Bijeenkomst) -> list[Document]:
    """The newest file of each kind, newest first."""
    return newest_of(meeting, BRIEVEN.values())


def newest_of(meeting: Bijeenkomst, kinds: Iterable[DocumentKind[Bijeenkomst]]) -> list[Document]:
    rows = Document.objects.about_any(meeting, kinds).for_list().order_by("versie")
    newest = {one.soort: one for one in rows}
    return sorted(newest.values(), key=lambda one: one.besteld_op, reverse=True)
