"""What we know about a guest: to read, and to take along as a file."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from datt.berichten.mobiel import mobile_or_nothing
from datt.berichten.models import Bericht
from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.eigendata import Gegevens, databronnen
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.traject.models import Persoon

S = UitnodigingStatus
GAST_NA = timedelta(days=183)
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
    """Each message that went to this mail address or phone, with its subject; the texts stand in their own mailbox."""
    addresses = [adres for adres in (persoon.email, mobile_or_nothing(persoon.telefoon)) if adres]
    where = models.Q(pk__in=())
    for adres in addresses:
        where |= models.Q(aan__iexact=adres)
    sent = Bericht.objects.within(persoon.pilot).filter(where, verstuurd_op__isnull=False).order_by("verstuurd_op")
    return Gegevens(
        kop="Berichten aan u",
        waarom="Om te weten of onze berichten aankwamen.",
        bewaard_tot=f"Tot {until}.",
        regels=[(dates.moment(one.verstuurd_op or one.created_at), one.onderwerpregel or "sms") for one in sent],
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
