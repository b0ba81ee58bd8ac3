"""What we know about a guest: to read, to take along as a file, and to have removed."""

from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.berichten.services import forget_address
from datt.core import dates
from datt.core.models import Gebeurtenis, record
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.eigendata import Gegevens, databronnen
from pilots.bijeenkomsten.uitnodigen.models import Gastlink, Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import is_open, say_no
from pilots.partners.models import Samenvoeging
from pilots.partners.models.samenvoeging import Samenvoegsoort
from pilots.traject.models import Persoon

S = UitnodigingStatus
IEMAND = "iemand"
WIE = "iemand met een persoonlijke link"
GAST_NA, BEHOEFTEN_NA = timedelta(days=183), timedelta(days=14)
NIET_GETOOND = "u gaf iets door; wij laten het hier niet zien, want een mail kan zijn doorgestuurd"


def what_we_know(persoon: Persoon) -> list[Gegevens]:
    """Everything that is kept about this person, by kind; what they need is named, never shown."""
    until = dates.full_day(_last_day(persoon) + GAST_NA)
    invitations = list(persoon.uitnodigingen.exclude(status=S.KLAAR).select_related("bijeenkomst"))
    found: list[Gegevens | None] = [
        _identity(persoon, until),
        _answers(invitations, until),
        _needs(invitations),
        _consents(persoon, until),
        _messages(persoon, until),
    ]
    found += [bron.lees(persoon) for bron in databronnen() if bron.lees]
    return [one for one in found if one is not None and one.regels]


def _last_day(persoon: Persoon) -> date:
    last: date | None = persoon.pilot.bijeenkomsten.aggregate(last=models.Max("datum"))["last"]
    return max(last or timezone.localdate(), persoon.pilot.start_datum)


def _identity(persoon: Persoon, until: str) -> Gegevens:
    facts = [
        ("Naam", persoon.naam),
        ("Mailadres", persoon.email),
        ("Telefoon", persoon.telefoon),
        ("Postadres", persoon.postadres),
        ("Organisatie", str(persoon.organisatie or "")),
        ("Functie", persoon.get_positie_display()),
    ]
    roles = [deelname.get_rol_display() for deelname in persoon.deelnames.current()]
    facts.append(("Rol in deze pilot", ", ".join(roles)))
    return Gegevens(
        kop="Wie u bent",
        waarom="Om u uit te nodigen en te bereiken.",
        bewaard_tot=f"Tot {until}. Werkt u mee aan een plan? Dan langer: tot 24 maanden na de laatste bijeenkomst.",
        regels=[(label, value) for label, value in facts if value],
    )


def _answers(invitations: list[Uitnodiging], until: str) -> Gegevens:
    return Gegevens(
        kop="Uw antwoorden",
        waarom="Om te weten wie er komt, en voor hoeveel mensen wij de zaal klaarzetten.",
        bewaard_tot=f"Tot {until}. Daarna blijft alleen hoeveel mensen er waren.",
        regels=[
            (
                f"{one.bijeenkomst.titel}, {dates.day(one.bijeenkomst.datum)}",
                " · ".join(part for part in (one.get_status_display(), one.reden) if part),
            )
            for one in invitations
        ],
    )


def _needs(invitations: list[Uitnodiging]) -> Gegevens:
    return Gegevens(
        kop="Eten en wat u nodig heeft",
        waarom="Om het eten en de zaal te regelen.",
        bewaard_tot="Tot twee weken na de bijeenkomst.",
        regels=[(one.bijeenkomst.titel, NIET_GETOOND) for one in invitations if one.dieet or one.toegang],
    )


def _consents(persoon: Persoon, until: str) -> Gegevens:
    given = persoon.sms_akkoord_op
    return Gegevens(
        kop="Sms en foto’s",
        waarom="Om u alleen te sms’en als u dat wilt, en u niet op de foto te zetten als u dat niet wilt.",
        bewaard_tot=f"Tot {until}, of tot u het verandert.",
        regels=[
            ("Sms", f"ja, sinds {dates.day(given)}" if given else "nee"),
            ("Op de foto", "liever niet" if persoon.geen_foto else "mag"),
        ],
    )


def _messages(persoon: Persoon, until: str) -> Gegevens:
    sent = Bericht.objects.within(persoon.pilot).filter(aan__iexact=persoon.email).count() if persoon.email else 0
    return Gegevens(
        kop="Berichten aan u",
        waarom="Om te weten of onze berichten aankwamen.",
        bewaard_tot=f"Tot {until}.",
        regels=[("Aantal", str(sent))] if sent else [],
    )


def as_file(persoon: Persoon) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "pilot": str(persoon.pilot),
        "gemeente": str(persoon.pilot.gemeente),
        "gemaakt_op": timezone.now().isoformat(timespec="seconds"),
        "gegevens": [
            {"soort": one.kop, "waarom": one.waarom, "bewaard_tot": one.bewaard_tot, "inhoud": dict(one.regels)}
            for one in what_we_know(persoon)
        ],
    }


def as_text(persoon: Persoon) -> str:
    """The same for a person, as a plain text."""
    lines = [f"Wat DATT Werkt! van u weet: {persoon.pilot}, gemeente {persoon.pilot.gemeente}"]
    for one in what_we_know(persoon):
        lines += ["", one.kop, *(f"- {label}: {value}" for label, value in one.regels)]
        lines += [f"Waarom: {one.waarom}", f"Bewaard: {one.bewaard_tot}"]
    return "\r\n".join(lines) + "\r\n"


def mail_own_needs(persoon: Persoon) -> None:
    """Send what they told us about food and access to their own address."""
    told = []
    for one in persoon.uitnodigingen.exclude(dieet="", toegang="").select_related("bijeenkomst"):
        parts = [f"eten: {one.dieet}"] if one.dieet else []
        parts += [f"verder nodig: {one.toegang}"] if one.toegang else []
        told.append(f"{one.bijeenkomst.titel}: {', '.join(parts)}.")
    antwoordpost.mail_needs(persoon, " ".join(told) or "U gaf niets door.")


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
    everybody = [persoon, *Persoon.objects.filter(samengevoegd_in=persoon)]
    if why_name_stays(persoon):
        for one in everybody:
            _wipe_answers(one)
            Persoon.objects.filter(pk=one.pk).update(telefoon="", postadres="", sms_akkoord_op=None)
        record(
            persoon, "uitnodigen.gegevens.deels", "liet een deel van de eigen gegevens verwijderen", by=None, wie=WIE
        )
        return False
    antwoordpost.say_goodbye(persoon)
    known = [(one.naam, one.email, one.telefoon) for one in everybody]
    for one in everybody:
        _forget(one)
    persoon.refresh_from_db()
    _give_seats_back(persoon)
    forget_address(persoon.pilot, [value for _, email, phone in known for value in (email, _number(phone))])
    _forget_name(persoon, {naam for naam, _, _ in known})
    record(persoon, "uitnodigen.gegevens.verwijderd", "liet de eigen gegevens verwijderen", by=None, wie=WIE)
    return True


def _number(phone: str) -> str:
    """As a text message is addressed."""
    digits = "".join(char for char in phone if char.isdigit())
    return f"00{digits}" if digits.startswith("31") else f"0031{digits[1:]}" if digits.startswith("06") else digits


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
    )


def _wipe_answers(persoon: Persoon) -> None:
    persoon.uitnodigingen.update(dieet="", toegang="", reden="", versie=models.F("versie") + 1)


def _give_seats_back(persoon: Persoon) -> None:
    """Somebody without a name comes to no meeting: who waits for the seat gets it."""
    coming = persoon.uitnodigingen.filter(status__in=(S.JA, S.WACHTLIJST)).select_related("bijeenkomst__pilot")
    for one in coming:
        if is_open(one.bijeenkomst):
            say_no(one, by=None, wie=WIE)


def _forget_name(persoon: Persoon, names: set[str]) -> None:
    """Where others carry the name: for whom they answered, and in whose place somebody came."""
    of_pilot = Uitnodiging.objects.filter(bijeenkomst__pilot=persoon.pilot)
    of_pilot.filter(antwoord_door__in=names).update(antwoord_door=IEMAND)
    for name in names:
        of_pilot.filter(reden__startswith=f"{name} komt ").update(reden="")
    Samenvoeging.objects.filter(soort=Samenvoegsoort.PERSOON, behouden_nr=persoon.pk).delete()
    about = [*persoon.uitnodigingen.all(), persoon]
    for name in names:
        lines = Gebeurtenis.objects.within(persoon.pilot)
        lines.filter(door_wie__startswith=name).forget_name(name, IEMAND)
        for thing in about:
            lines.about(thing).forget_name(name, IEMAND)
