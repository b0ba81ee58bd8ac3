"""What is printed for one meeting, as kinds of documents: only who hosts the meeting orders and fetches them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from pilots.access import Right
from pilots.bijeenkomsten.dag import papier, tafelpapier
from pilots.bijeenkomsten.dag.models import Badgekeuze
from pilots.traject.models import Bijeenkomst


def _meetings() -> models.QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def _choices() -> models.QuerySet[Badgekeuze]:
    return Badgekeuze.objects.select_related("bijeenkomst__pilot__gemeente")


def may_host(user: User, subject: Any) -> bool:
    return Right.HOST in subject.kring().rights_of(user)


def may_host_meeting(user: User, meeting: Bijeenkomst) -> bool:
    return Right.HOST in meeting.pilot.rights_of(user)


def _about_meeting(
    key: str, titel: str, uitleg: str, context: Callable[[Bijeenkomst], Mapping[str, Any]], order: int
) -> DocumentKind[Bijeenkomst]:
    return register(
        DocumentKind(
            key=key,
            titel=titel,
            uitleg=uitleg,
            template=f"dag/pdf/{key}.html",
            source=_meetings,
            context=context,
            kring=lambda meeting: meeting.pilot,
            may_order=may_host_meeting,
            may_download=may_host_meeting,
            order=order,
        )
    )


BADGES = _about_meeting(
    "badges",
    "Badges",
    "Tien op een vel, met naam, organisatie, tafel en QR-code. Knip op de streepjes. Staat er een programma achterop?"
    " Print dan dubbelzijdig, over de lange kant.",
    papier.badges_context,
    10,
)
PRESENTIELIJST = _about_meeting(
    "presentielijst",
    "Presentielijst",
    "Om te tekenen bij de ingang, met lege regels voor wie zonder uitnodiging komt.",
    papier.attendance_list_context,
    20,
)
TAFELKAARTEN = _about_meeting(
    "tafelkaarten",
    "Tafelkaarten",
    "Een kaart voor elke tafel, met wie er in elke ronde zit. Vouw het vel dubbel, dan staat het rechtop.",
    tafelpapier.table_cards_context,
    30,
)
TAFELLIJSTEN = _about_meeting(
    "tafellijsten",
    "Tafellijsten",
    "Een vel voor elke tafelgastheer: wie er in welke ronde zit, en ruimte voor aantekeningen.",
    tafelpapier.table_lists_context,
    35,
)
DEURBORDEN = _about_meeting(
    "deurborden",
    "Deurborden",
    "Een vel voor elke ruimte uit het draaiboek, met wat daar gebeurt en hoe laat.",
    papier.door_signs_context,
    40,
)
MATERIAALLIJST = _about_meeting(
    "materiaallijst",
    "Materiaallijst",
    "Wat er klaar moet staan, met vakjes om af te vinken.",
    papier.material_context,
    50,
)
BADGES_OPNIEUW = register(
    DocumentKind(
        key="badges_opnieuw",
        titel="Badges",
        uitleg="Alleen de badges die u koos.",
        template="dag/pdf/badges.html",
        source=_choices,
        context=papier.badges_again_context,
        kring=lambda keuze: keuze.bijeenkomst.pilot,
        may_order=may_host,
        may_download=may_host,
        order=60,
    )
)
# In the order in which the page shows them; the material list has a page of its own.
SOORTEN: list[DocumentKind[Any]] = [BADGES, PRESENTIELIJST, TAFELKAARTEN, TAFELLIJSTEN, DEURBORDEN]
_wanneer: dict[str, Callable[[Bijeenkomst], bool]] = {}


def register_papier(
    kind: DocumentKind[Bijeenkomst], *, wanneer: Callable[[Bijeenkomst], bool] | None = None
) -> DocumentKind[Bijeenkomst]:
    """Let a higher app have its paper printed on the same page, below the others; `wanneer` only for some meetings."""
    SOORTEN.append(kind)
    if wanneer is not None:
        _wanneer[kind.key] = wanneer
    return kind


def kinds_for(meeting: Bijeenkomst) -> list[DocumentKind[Any]]:
    """What can be printed for this meeting; each question is asked once, however many kinds share it."""
    asked = {wanneer: wanneer(meeting) for wanneer in set(_wanneer.values())}
    return [kind for kind in SOORTEN if kind.key not in _wanneer or asked[_wanneer[kind.key]]]
