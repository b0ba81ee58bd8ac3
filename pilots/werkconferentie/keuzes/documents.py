"""The choice forms on paper."""

from django.db.models import QuerySet

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from pilots.access import Right
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.keuzes.papier import empty_context, forms_context


def _meetings() -> QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def may_invite(user: User, meeting: Bijeenkomst) -> bool:
    return Right.INVITE in meeting.pilot.rights_of(user)


FORMULIEREN = register(
    DocumentKind(
        key="keuzeformulieren",
        titel="Keuzeformulieren op naam",
        uitleg="Een blad voor elke gast die komt en nog niet koos, met een code om het over te nemen.",
        template="keuzes/pdf/formulieren.html",
        source=_meetings,
        context=forms_context,
        kring=lambda meeting: meeting.pilot,
        may_order=may_invite,
        may_download=may_invite,
        order=70,
    )
)
LEGE_FORMULIEREN = register(
    DocumentKind(
        key="keuzeformulieren_leeg",
        titel="Lege keuzeformulieren",
        uitleg="Tien bladen zonder naam, om uit te delen. De gast schrijft de naam erop.",
        template="keuzes/pdf/formulieren.html",
        source=_meetings,
        context=empty_context,
        kring=lambda meeting: meeting.pilot,
        may_order=may_invite,
        may_download=may_invite,
        order=71,
    )
)
SOORTEN = (FORMULIEREN, LEGE_FORMULIEREN)
