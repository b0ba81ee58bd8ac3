"""What the outbox keeps: messages, addresses that gave mail back, and who wants no more of them."""

from datt.berichten.models.bericht import (
    ATTENTION,
    LEASE,
    PAUSES,
    Bericht,
    BerichtQuerySet,
    BerichtStatus,
    Kanaal,
    new_message_id,
)
from datt.berichten.models.ontvanger import BOUNCES_BEFORE_STOP, Afmelding, Mailadres

__all__ = [
    "ATTENTION",
    "BOUNCES_BEFORE_STOP",
    "LEASE",
    "PAUSES",
    "Afmelding",
    "Bericht",
    "BerichtQuerySet",
    "BerichtStatus",
    "Kanaal",
    "Mailadres",
    "new_message_id",
]
