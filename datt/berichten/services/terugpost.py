"""Mail that came back: the message says so, and an address that does it too often is left alone."""

from typing import Any

from django.db import transaction

from datt.berichten.models import Bericht, Mailadres
from datt.berichten.retour import Terugmelding
from datt.core.models import record
from datt.core.states import TransitionError


@transaction.atomic
def take_back(melding: Terugmelding) -> bool:
    """Keep that a message came back, once; answers whether this was news."""
    bericht = Bericht.objects.known_by(melding.kenmerk)
    if bericht is None:
        return False
    try:
        bericht.give_back(melding.reden)
    except TransitionError:
        # It was told before, or a person sent it again already.
        return False
    if melding.is_hard:
        adres, _ = Mailadres.objects.get_or_create(adres=bericht.aan.lower())
        if adres.count_bounce(melding.reden):
            record(bericht, "berichten.onbestelbaar", f"gaf drie keer mail aan {bericht.aan_naam} terug", by=None,
                   wie="De mailserver")  # fmt: skip
    return True


@transaction.atomic
def clear_address(bericht: Bericht, *, by: Any) -> bool:
    """Send to this address again, because a person says it works; answers whether it was left alone until now."""
    adres = Mailadres.objects.filter(adres=bericht.aan.lower()).first()
    if adres is None or not adres.clear():
        return False
    record(bericht, "berichten.hersteld", f"liet weer mail gaan naar {bericht.aan_naam}", by=by)
    return True
