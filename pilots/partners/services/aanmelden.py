"""An organisation registers itself: once, however often the button was pressed."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from datt.core.versions import store
from pilots.keten.models import Organisatie
from pilots.partners import mails
from pilots.partners.models import Aanmelding, Ketenpartner, KetenpartnerStatus, Linkdoel
from pilots.partners.services.dubbelen import mail_domain
from pilots.partners.services.links import make_link
from pilots.traject.models import Persoon, Pilot, PilotStatus


class ChangedAfterwards(Exception):  # noqa: N818  # it is an answer, not a fault
    """The same form arrived before with other words in it; that first one stands."""


@dataclass(frozen=True)
class Opgave:
    """A person as written on the form."""

    naam: str
    email: str = ""
    telefoon: str = ""
    positie: str = ""
    is_sleutelfunctionaris: bool = False


@dataclass(frozen=True)
class Inzending:
    """Everything the form says."""

    organisatie: Organisatie
    contact: Opgave
    sleutelfunctionarissen: Sequence[Opgave] = ()
    fasen: Sequence[Any] = field(default_factory=tuple)

    def fingerprint(self) -> str:
        words = [str(getattr(self.organisatie, name)) for name in _FIELDS]
        people = [repr(opgave) for opgave in (self.contact, *self.sleutelfunctionarissen)]
        return hashlib.sha256(json.dumps([words, people]).encode()).hexdigest()


_FIELDS = [
    "naam", "type_id", "soort", "werkgebied", "voor_wie", "wat_doen_we", "wat_doen_we_niet",
    "hoe_verwijst_u", "wij_bieden", "wij_zoeken", "telefoon", "email", "website", "adres",
]  # fmt: skip


def is_open(pilot: Pilot) -> bool:
    """Whether organisations may register now."""
    return (
        pilot.status in (PilotStatus.GEPLAND, PilotStatus.LOPEND)
        and pilot.aanmelden_open
        and (pilot.aanmelden_tot is None or pilot.aanmelden_tot >= timezone.localdate())
    )


@transaction.atomic
def set_registration(pilot: Pilot, *, is_open: bool, until: date | None, versie: int, by: User) -> None:
    """Open or close the registration. Raises VerouderdError when somebody changed the pilot since `versie`."""
    store(pilot, versie=versie, aanmelden_open=is_open, aanmelden_tot=until)
    text = "zette de aanmelding dicht"
    if is_open:
        text = "zette de aanmelding open" + (f" tot en met {dates.day(until)}" if until else "")
    record(pilot, "partners.aanmelden.ingesteld", text, by=by)


def register(pilot: Pilot, inzending: Inzending, *, sleutel: uuid.UUID) -> Ketenpartner:
    """Keep the registration and mail the contact person; the same form twice is one registration.

    Always a new organisation: whether it is one we know is for the facilitator to say.
    """
    try:
        return _register(pilot, inzending, sleutel)
    except IntegrityError:
        earlier = Aanmelding.objects.filter(sleutel=sleutel).select_related("ketenpartner").first()
        if earlier is not None and earlier.pilot_id != pilot.pk:  # somebody took the key of another form
            return _register(pilot, inzending, uuid.uuid4())
        if earlier is None or earlier.ketenpartner is None:
            raise
        if earlier.vingerafdruk != inzending.fingerprint():
            raise ChangedAfterwards from None
        return earlier.ketenpartner


@transaction.atomic
def _register(pilot: Pilot, inzending: Inzending, sleutel: uuid.UUID) -> Ketenpartner:
    aanmelding = Aanmelding.objects.create(sleutel=sleutel, pilot=pilot, vingerafdruk=inzending.fingerprint())
    organisatie = inzending.organisatie
    organisatie.gecontroleerd_op = timezone.localdate()
    organisatie.gecontroleerd_door = inzending.contact.naam
    organisatie.save()
    organisatie.fasen.set(inzending.fasen)
    people = _people(inzending)
    rows = [_person(pilot, organisatie, opgave) for opgave in people]
    contact = rows[0][0]
    partner = Ketenpartner.objects.create(
        pilot=pilot,
        organisatie=organisatie,
        contactpersoon=contact,
        status=KetenpartnerStatus.AANGEMELD,
    )
    aanmelding.ketenpartner = partner
    aanmelding.opmerking = "\n".join(remark for _, remark in rows if remark)[:1000]
    aanmelding.save(update_fields=["ketenpartner", "opmerking"])
    record(
        partner,
        "partners.aangemeld",
        f"meldde {organisatie} aan",
        by=None,
        wie=f"{inzending.contact.naam} (aanmeldformulier)",
    )
    _, token = make_link(partner, Linkdoel.AANMELDING)
    mails.send_received(partner, token=token, domain=mail_domain(inzending.contact.email))
    return partner


def _people(inzending: Inzending) -> list[Opgave]:
    """Everybody once: somebody who is written twice by the same address is one person."""
    by_mail: dict[str, Opgave] = {}
    people: list[Opgave] = []
    for opgave in (inzending.contact, *inzending.sleutelfunctionarissen):
        key = opgave.email.lower()
        if key and key in by_mail:
            first = by_mail[key]
            if opgave.is_sleutelfunctionaris and not first.is_sleutelfunctionaris:
                both = Opgave(first.naam, first.email, first.telefoon, first.positie, True)
                people[people.index(first)] = by_mail[key] = both
            continue
        by_mail[key] = opgave
        people.append(opgave)
    return people


def _person(pilot: Pilot, organisatie: Organisatie, opgave: Opgave) -> tuple[Persoon, str]:
    """The person, and a remark for the facilitator when we already knew this address here.

    What we know of somebody is never overwritten by a form that anybody can send.
    """
    if (known := _known(pilot, opgave.email)) is not None:
        return known, _remark(known, opgave)
    try:
        with transaction.atomic():
            persoon = Persoon.objects.create(
                pilot=pilot,
                organisatie=organisatie,
                naam=opgave.naam,
                email=opgave.email,
                telefoon=opgave.telefoon,
                positie=opgave.positie,
                is_sleutelfunctionaris=opgave.is_sleutelfunctionaris,
            )
    except IntegrityError:  # the same address came in at the same moment
        known = _known(pilot, opgave.email)
        if known is None:
            raise
        return known, _remark(known, opgave)
    return persoon, ""


def _known(pilot: Pilot, email: str) -> Persoon | None:
    if not email:
        return None
    return pilot.personen.live().filter(email__iexact=email).select_related("organisatie").first()


def _remark(known: Persoon, opgave: Opgave) -> str:
    where = f"bij {known.organisatie}" if known.organisatie else "zonder organisatie"
    extra = ", opgegeven als sleutelfunctionaris" if opgave.is_sleutelfunctionaris else ""
    return f"{known.naam} staat al in deze pilot, {where}{extra}."
