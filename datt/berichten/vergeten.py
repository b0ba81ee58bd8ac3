"""Forget to whom messages went: somebody asked to remove what is kept about them."""

import re
from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.html import escape

from datt.berichten.models import Afmelding, Bericht, BerichtStatus

LAATSTE = "gegevens_verwijderd"
# Nothing more happens to these by itself.
KLAAR = (
    BerichtStatus.VERSTUURD,
    BerichtStatus.TERUGGEKOMEN,
    BerichtStatus.MISLUKT,
    BerichtStatus.ONZEKER,
    BerichtStatus.INGETROKKEN,
)
GEWIST = {
    "aan": "",
    "aan_naam": "",
    "onderwerpregel": "(gewist)",
    "tekst": "",
    "html": "",
    "agenda": "",
    "geheim": True,
}


TEKSTEN = ("onderwerpregel", "tekst", "html")


@transaction.atomic
def forget_address(kring: models.Model, adressen: list[str]) -> int:
    """Wipe the messages of one pilot to these addresses and numbers, and stop what waits; answers how many.

    Only the mail that says so still goes out; `wipe_last_messages` wipes it afterwards.
    """
    known = [adres for adres in adressen if adres]
    if not known:
        return 0
    where = models.Q()
    for adres in known:
        where |= models.Q(aan__iexact=adres)
    rows = Bericht.objects.within(kring).filter(where).exclude(soort=LAATSTE)
    rows.withdraw_waiting("De ontvanger liet de eigen gegevens verwijderen.")
    soort = ContentType.objects.get_for_model(kring)
    Afmelding.objects.filter(
        adres__in=[adres.lower() for adres in known], kring_soort=soort, kring_nr=kring.pk
    ).delete()
    return rows.exclude(status=BerichtStatus.BEZIG).update(**GEWIST)


@transaction.atomic
def forget_messages_about(onderwerpen: Collection[models.Model]) -> int:
    """Wipe every message about these things, which are of one model, and stop what waits; answers how many."""
    if not onderwerpen:
        return 0
    soort = ContentType.objects.get_for_model(next(iter(onderwerpen)))
    rows = Bericht.objects.filter(over_soort=soort, over_nr__in=[one.pk for one in onderwerpen])
    rows.withdraw_waiting("Waar dit bericht over ging, werd verwijderd.")
    return rows.exclude(status=BerichtStatus.BEZIG).update(**GEWIST)


def forget_words(kring: models.Model, woorden: Collection[str], otherwise: str) -> int:
    """Take a name, an address or a number out of what was written to others in this kring; answers how many."""
    known = {form for word in woorden if word for form in (word, str(escape(word)))}
    if not known:
        return 0
    where = models.Q()
    for word in known:
        for field in TEKSTEN:
            where |= models.Q(**{f"{field}__icontains": word})
    longest_first = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    whole = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE)
    changed = 0
    for row in Bericht.objects.within(kring).filter(where).exclude(soort=LAATSTE):
        kept = {field: whole.sub(otherwise, getattr(row, field)) for field in TEKSTEN}
        if any(getattr(row, field) != value for field, value in kept.items()):
            changed += Bericht.objects.filter(pk=row.pk).update(**kept)
    return changed


def wipe_last_messages() -> int:
    """Wipe the address of every mail that said that all is removed, once it went out or could not."""
    return Bericht.objects.filter(soort=LAATSTE, status__in=KLAAR).exclude(aan="").update(**GEWIST)
