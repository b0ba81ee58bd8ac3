"""The explanation of a draw on paper, without names."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from pilots.access import Right
from pilots.traject.models import Bijeenkomst
from pilots.traject.papier import Hoofdstuk, paper_context
from pilots.werkconferentie.selectie.models import Selectie
from pilots.werkconferentie.selectie.uitslag import result_of_loting

HOOFDSTUKKEN = [
    Hoofdstuk(anker="regel", titel="De regel", uitleg="en wat ervan gelukt is"),
    Hoofdstuk(anker="loting", titel="De loting", uitleg="stap voor stap"),
    Hoofdstuk(anker="narekenen", titel="Zelf narekenen", uitleg="met het zaad"),
]


def _meetings() -> models.QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def _context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    selectie = Selectie.objects.filter(bijeenkomst=meeting).select_related("loting").first()
    loting = selectie.loting if selectie and selectie.is_drawn else None
    return {
        **paper_context(
            meeting.pilot,
            soort="Uitleg van de loting",
            onder=str(meeting),
            gegevens=f"de loting voor {meeting}",
            hoofdstukken=HOOFDSTUKKEN,
            privacy="In dit document staan geen namen. Mensen staan er als aantal in.",
        ),
        "bijeenkomst": meeting,
        "uitslag": result_of_loting(loting) if loting else None,
        "lotingen": list(selectie.lotingen.all()) if selectie else [],
    }


UITLEG_LOTING = register(
    DocumentKind(
        key="uitleg_loting",
        titel="Uitleg van de loting",
        uitleg="De regel, het zaad en wat er per groep gelukt is. Zonder namen, om te delen.",
        template="selectie/pdf/uitleg.html",
        source=_meetings,
        context=_context,
        kring=lambda meeting: meeting.pilot,
        may_order=lambda user, meeting: may(user, meeting, Right.INVITE),
        may_download=lambda user, meeting: may(user, meeting, Right.VIEW),
        order=70,
    )
)


def may(user: User, meeting: Bijeenkomst, right: Right) -> bool:
    return right in meeting.pilot.rights_of(user)
