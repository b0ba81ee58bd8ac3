"""The run sheet as kinds of documents: only who hosts the meeting orders and fetches them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from datt.accounts.models import User
from datt.documenten.kinds import DocumentKind, register
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek import papier
from pilots.traject.models import Bijeenkomst


def _meetings() -> models.QuerySet[Bijeenkomst]:
    return Bijeenkomst.objects.select_related("pilot__gemeente")


def may_host(user: User, meeting: Bijeenkomst) -> bool:
    return Right.HOST in meeting.pilot.rights_of(user)


def _about_meeting(
    key: str, titel: str, uitleg: str, context: Callable[[Bijeenkomst], Mapping[str, Any]], order: int
) -> DocumentKind[Bijeenkomst]:
    return register(
        DocumentKind(
            key=key,
            titel=titel,
            uitleg=uitleg,
            template=f"draaiboek/pdf/{key}.html",
            source=_meetings,
            context=context,
            kring=lambda meeting: meeting.pilot,
            may_order=may_host,
            may_download=may_host,
            order=order,
        )
    )


SOORTEN = (
    _about_meeting(
        "draaiboek_kort",
        "Draaiboek op één bladzijde",
        "Tijd, wat, wie en waar. Voor iedereen die meehelpt.",
        papier.short_context,
        10,
    ),
    _about_meeting(
        "draaiboek_volledig",
        "Volledig draaiboek",
        "Met uitleg, wat u zegt, materiaal en plan B. Voor wie de dag leidt.",
        papier.full_context,
        20,
    ),
    _about_meeting(
        "draaiboek_ruimtes",
        "Draaiboek per ruimte",
        "Voor elke ruimte een eigen blad: wat daar gebeurt, en wat iedereen samen doet.",
        papier.rooms_context,
        30,
    ),
)
