"""Personal links: made, opened, and the question "klopt dit nog?"."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.keten.models import Organisatie
from pilots.partners import mails
from pilots.partners.models import Ketenpartner, Linkdoel, PersoonlijkeLink
from pilots.partners.models.link import GELDIG

VRAAG_OPNIEUW_NA = timedelta(days=14)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(partner: Ketenpartner, doel: Linkdoel, *, by: User | None = None) -> tuple[PersoonlijkeLink, str]:
    """A new link and its token; the token is in the mail and nowhere else."""
    token = secrets.token_urlsafe(32)
    link = PersoonlijkeLink.objects.create(
        ketenpartner=partner,
        doel=doel,
        token_hash=token_hash(token),
        gevraagd_door=by,
        verloopt_op=timezone.now() + GELDIG,
    )
    return link, token


def find_link(token: str) -> PersoonlijkeLink | None:
    return PersoonlijkeLink.objects.valid().filter(token_hash=token_hash(token)).first()


def last_asked(organisatie: Organisatie) -> date | None:
    """When this organisation was last asked whether it still holds, in whichever pilot."""
    link = (
        PersoonlijkeLink.objects.filter(doel=Linkdoel.NAKIJKEN, ketenpartner__organisatie=organisatie)
        .order_by("-created_at")
        .first()
    )
    return dates.local(link.created_at).date() if link else None


def may_ask_from(organisatie: Organisatie) -> date | None:
    """The day from which asking again is polite; None when it may be done now."""
    asked = last_asked(organisatie)
    if asked is None or asked + VRAAG_OPNIEUW_NA <= timezone.localdate():
        return None
    return asked + VRAAG_OPNIEUW_NA


def address_of(partner: Ketenpartner) -> tuple[str, str]:
    """Where and to whom the question goes: the contact person, or else the organisation."""
    contact = partner.contactpersoon
    if contact is not None and contact.email:
        return contact.email, contact.naam
    return partner.organisatie.email, f"collega van {partner.organisatie.naam}"


@transaction.atomic
def ask_check(partner: Ketenpartner, *, by: User) -> None:
    """Mail the organisation "klopt dit nog?"; at most once in fourteen days, whoever asks."""
    organisatie = Organisatie.objects.select_for_update().get(pk=partner.organisatie_id)
    if again := may_ask_from(organisatie):
        raise TransitionError(
            f"Deze vraag is al gesteld aan {organisatie}. U kunt het weer vragen vanaf {dates.day(again)}."
        )
    aan, naam = address_of(partner)
    if not aan:
        raise TransitionError(f"Van {organisatie} is geen mailadres bekend. Bel de organisatie.")
    link, token = make_link(partner, Linkdoel.NAKIJKEN, by=by)
    record(partner, "partners.nakijken.gevraagd", f"vroeg {organisatie} of de gegevens nog kloppen", by=by)
    mails.send_check(link, token=token, aan=aan, naam=naam)


@transaction.atomic
def say_still_right(partner: Ketenpartner, *, by: User | None, wie: str) -> None:
    """Keep that the organisation itself looked, today."""
    Organisatie.objects.filter(pk=partner.organisatie_id).update(
        gecontroleerd_op=timezone.localdate(), gecontroleerd_door=wie[:120]
    )
    record(
        partner,
        "partners.nakijken.klopt",
        f"keek de gegevens van {partner} na: ze kloppen",
        by=by,
        wie=f"{wie} (persoonlijke link)",
    )


@transaction.atomic
def answer_link(link: PersoonlijkeLink) -> None:
    """The answer "ja, het klopt", from who has the link."""
    partner = link.ketenpartner
    mark_answered(link)
    say_still_right(partner, by=None, wie=who_answers(partner))


def mark_answered(link: PersoonlijkeLink) -> None:
    PersoonlijkeLink.objects.filter(pk=link.pk).update(beantwoord_op=timezone.now())


def who_answers(partner: Ketenpartner) -> str:
    contact = partner.contactpersoon
    return contact.naam if contact is not None else f"iemand van {partner.organisatie.naam}"
