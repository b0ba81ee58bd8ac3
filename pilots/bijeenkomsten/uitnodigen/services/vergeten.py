"""Remove what is kept about somebody, because they ask for it or a facilitator does it for them."""

import re
from collections.abc import Collection

from django.db import models, transaction
from django.utils import timezone

from datt.accounts.vergeten import forget_account
from datt.berichten.mobiel import mobile_or_nothing
from datt.berichten.services import forget_address, forget_words
from datt.core.models import Gebeurtenis, record
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.eigendata import databronnen
from pilots.bijeenkomsten.uitnodigen.models import Gastlink, Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import is_open, say_no
from pilots.partners.models import Samenvoeging
from pilots.partners.models.samenvoeging import Samenvoegsoort
from pilots.traject.models import Persoon

S = UitnodigingStatus
IEMAND = "iemand"
WIE = "iemand met een persoonlijke link"


def why_name_stays(persoon: Persoon) -> list[str]:
    """Why the name of this person cannot be removed yet, as sentences to them; nothing for an ordinary guest."""
    roles = [deelname.get_rol_display().lower() for deelname in persoon.deelnames.current().exclude(rol=Rol.DEELNEMER)]
    found = [f"U bent {' en '.join(roles)} in deze pilot."] if roles else []
    found += [bron.blijft(persoon) for bron in databronnen() if bron.blijft]
    return [sentence for sentence in found if sentence]


@transaction.atomic
def remove_me(persoon: Persoon) -> bool:
    """Remove what is kept about this person; answers whether the name went too.

    Who has a task keeps the name and the mail address, everything else goes. The log says that it happened,
    without the name; seats go to who waits for them, and the counts of who was there stay.
    """
    if not why_name_stays(persoon):
        take_out(persoon)
        record(persoon, "uitnodigen.gegevens.verwijderd", "liet de eigen gegevens verwijderen", by=None, wie=WIE)
        return True
    for one in _records_of(persoon):
        _wipe_answers(one)
        Persoon.objects.filter(pk=one.pk).update(telefoon="", postadres="", sms_akkoord_op=None)
    record(persoon, "uitnodigen.gegevens.deels", "liet een deel van de eigen gegevens verwijderen", by=None, wie=WIE)
    return False


def take_out(persoon: Persoon) -> None:
    """Everything that names this person goes; what stays is that somebody was there."""
    antwoordpost.say_goodbye(persoon)
    everybody = _records_of(persoon)
    names = {one.naam for one in everybody} - {IEMAND}
    addresses = {adres for one in everybody for adres in (one.email, one.telefoon, mobile_or_nothing(one.telefoon))}
    accounts = [one.user for one in everybody if one.user is not None]
    for one in everybody:
        _forget(one)
    for user in accounts:
        if not user.personen.exists():  # an account may be of more pilots
            forget_account(user)
    persoon.refresh_from_db()
    _give_seats_back(persoon)
    forget_address(persoon.pilot, sorted(addresses))
    forget_words(persoon.pilot, addresses, IEMAND)
    _forget_names(everybody, names)


def _records_of(persoon: Persoon) -> list[Persoon]:
    """This one, and those that were merged into it, or into one of those."""
    found = [persoon]
    for one in found:
        found += Persoon.objects.filter(samengevoegd_in=one)
    return found


def _forget(persoon: Persoon) -> None:
    for bron in databronnen():
        if bron.wis:
            bron.wis(persoon)
    _wipe_answers(persoon)
    Gastlink.objects.filter(persoon=persoon, ingetrokken_op__isnull=True).update(ingetrokken_op=timezone.now())
    Persoon.objects.filter(pk=persoon.pk).update(
        naam=IEMAND,
        email="",
        telefoon="",
        postadres="",
        positie="",
        is_sleutelfunctionaris=False,
        sms_akkoord_op=None,
        user=None,
        agenda_versie=models.F("agenda_versie") + 1,
        vergeten_op=timezone.now(),
    )


def _wipe_answers(persoon: Persoon) -> None:
    persoon.uitnodigingen.update(dieet="", toegang="", reden="", versie=models.F("versie") + 1)


def _give_seats_back(persoon: Persoon) -> None:
    """Somebody without a name comes to no meeting: who waits for the seat gets it."""
    coming = persoon.uitnodigingen.filter(status__in=(S.JA, S.WACHTLIJST)).select_related("bijeenkomst__pilot")
    for one in coming:
        if is_open(one.bijeenkomst):
            say_no(one, by=None, wie=WIE)


def _forget_names(everybody: Collection[Persoon], names: set[str]) -> None:
    """Where others carry the name: answers, merges, the log, and what was written to others."""
    pilot, numbers = next(iter(everybody)).pilot, [one.pk for one in everybody]
    of_pilot = Uitnodiging.objects.filter(bijeenkomst__pilot=pilot)
    of_pilot.filter(antwoord_door__in=names).update(antwoord_door=IEMAND)
    for name in names:
        of_pilot.filter(reden__startswith=f"{name} komt ").update(reden="")
    Samenvoeging.objects.filter(soort=Samenvoegsoort.PERSOON, behouden_nr__in=numbers).delete()
    about = [*of_pilot.filter(persoon__in=numbers), *everybody]
    for name in names:
        lines = Gebeurtenis.objects.within(pilot)
        if not _is_shared(name, everybody):
            lines.naming(name).forget_name(name, IEMAND)
            forget_words(pilot, [name], IEMAND)
            continue
        lines.filter(door_wie__startswith=f"{name} (").forget_name(name, IEMAND)
        for thing in about:
            lines.about(thing).forget_name(name, IEMAND)


def _is_shared(name: str, everybody: Collection[Persoon]) -> bool:
    """Whether the name is (part of) the name of somebody else, whose lines must stay as they are."""
    numbers, pilot = [one.pk for one in everybody], next(iter(everybody)).pilot
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    others = pilot.personen.exclude(pk__in=numbers).values_list("naam", flat=True)
    return " " not in name or any(whole.search(other) for other in others)
