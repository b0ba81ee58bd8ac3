"""Read a list in: everything in one transaction, or nothing."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction

from datt.accounts.models import User
from datt.core.models import compose, record, record_many
from datt.core.versions import VerouderdError
from pilots.keten.models import Organisatie
from pilots.partners import mails
from pilots.partners.models import Inleesvoorstel, Ketenpartner, KetenpartnerStatus
from pilots.partners.models.inleesstatus import Hoe
from pilots.partners.services.inlezen.oordelen import Beoordeeld, Groep, Oordeler
from pilots.partners.services.inlezen.voorstel import TOTALEN, lines_of, put_judgement, tally, write_lines
from pilots.partners.services.organisaties import change_organisatie
from pilots.partners.services.toegang import give_access
from pilots.traject.models import Persoon, Pilot


class ChangedInBetween(Exception):  # noqa: N818  # it is an answer, not a fault
    """Since the preview something in the pilot changed: the list must be judged anew."""


def read_in(voorstel: Inleesvoorstel) -> None:
    """Do what the preview said, once: this try has claimed the list.

    Raises ChangedInBetween when it would be something else by now; then nothing was done.
    """
    if voorstel.bevestigd_door is None:  # never: who confirms is written with the confirmation
        raise ChangedInBetween
    try:
        _read_in(voorstel, by=voorstel.bevestigd_door)
    except (IntegrityError, VerouderdError) as error:
        raise ChangedInBetween from error


@transaction.atomic
def _read_in(voorstel: Inleesvoorstel, *, by: User) -> None:
    # Two lists of one pilot, one after the other.
    Pilot.objects.select_for_update().get(pk=voorstel.pilot_id)
    hoe, promised = voorstel.hoe, voorstel.mails
    voorstel.accept()
    oordeler = Oordeler(voorstel)
    judged = oordeler.judge(lines_of(voorstel))
    changed = [put_judgement(one) for one in judged]
    tally(voorstel, oordeler, judged)
    if any(changed) or (hoe == Hoe.MAILEN and voorstel.mails != promised):
        raise ChangedInBetween
    fresh = oordeler.new_partners()
    _make_organisations(fresh, is_oefening=voorstel.pilot.is_oefening)
    _make_people(voorstel, judged)
    partners = _make_partners(voorstel, fresh, by=by)
    for groep in oordeler.groepen:
        _fill(groep, oordeler, by=by)
    voorstel.mails = _welcome(partners, mail=hoe == Hoe.MAILEN, by=by) if hoe != Hoe.UITGENODIGD else 0
    voorstel.save(update_fields=TOTALEN)
    _keep_for_undo(judged)


def _make_organisations(groepen: Iterable[Groep], *, is_oefening: bool) -> None:
    fresh = [groep for groep in groepen if groep.bekend is None]
    rows = [Organisatie(**groep.waarden.organisatie, is_oefening=is_oefening) for groep in fresh]
    for groep, made in zip(fresh, Organisatie.objects.bulk_create(rows, batch_size=200), strict=True):
        groep.bekend = made
        groep.regel.maakte_organisatie = True


def _make_people(voorstel: Inleesvoorstel, judged: Iterable[Beoordeeld]) -> None:
    new = [one for one in judged if one.is_new_person]
    rows = [_person(voorstel, one) for one in new]
    for one, persoon in zip(new, Persoon.objects.bulk_create(rows, batch_size=200), strict=True):
        one.persoon = one.regel.persoon = persoon


def _person(voorstel: Inleesvoorstel, one: Beoordeeld) -> Persoon:
    values = one.waarden.persoon
    return Persoon(
        pilot=voorstel.pilot,
        organisatie=one.groep.bekend if one.groep else None,
        naam=values["naam"],
        email=values.get("email", ""),
        telefoon=values.get("telefoon", ""),
        positie=values.get("positie") or "",
        is_sleutelfunctionaris=one.waarden.is_sleutel,
    )


def _make_partners(voorstel: Inleesvoorstel, groepen: Sequence[Groep], *, by: User) -> list[Ketenpartner]:
    status = KetenpartnerStatus.UITGENODIGD if voorstel.hoe == Hoe.UITGENODIGD else KetenpartnerStatus.BEVESTIGD
    rows = []
    for groep in groepen:
        contact = groep.contact()
        rows.append(
            Ketenpartner(
                pilot=voorstel.pilot,
                organisatie=groep.bekend,
                contactpersoon=contact.persoon if contact else None,
                status=status,
            )
        )
    partners = Ketenpartner.objects.bulk_create(rows, batch_size=200)
    word = "bevestigde partner" if status == KetenpartnerStatus.BEVESTIGD else "partner"
    lines = []
    for groep, partner in zip(groepen, partners, strict=True):
        groep.regel.partner = partner
        people = f" met {_people(groep.new_people())}" if groep.new_people() else ""
        zin = f"voegde {partner} toe als {word}{people}, uit een lijst"
        lines.append(compose(partner, "partners.toegevoegd", zin, by=by, kring=voorstel.pilot))
    record_many(lines)
    return partners


def _people(count: int) -> str:
    return "1 persoon" if count == 1 else f"{count} mensen"


def _fill(groep: Groep, oordeler: Oordeler, *, by: User) -> None:
    """Add what a known partner did not have yet; what stands there stays."""
    partner = oordeler.bekenden.partners.get(groep.bekend.pk) if groep.bekend else None
    if partner is None:
        return
    if groep.aanvulling:
        versie = partner.organisatie.versie
        change_organisatie(partner, groep.aanvulling, fasen=None, versie=versie, by=by, is_own=False)
    if count := groep.new_people():
        text = f"voegde {_people(count)} toe bij {partner}, uit een lijst"
        record(partner, "partners.persoon.toegevoegd", text, by=by)


def _welcome(partners: Iterable[Ketenpartner], *, mail: bool, by: User) -> int:
    """Let the contact persons sign in; mail them only when that was asked. Answers how many mails there are."""
    sent = 0
    for partner in partners:
        contact = partner.contactpersoon
        if contact is None or not contact.email:
            continue
        had_account = contact.user_id is not None or User.objects.filter(email__iexact=contact.email).exists()
        give_access(contact, by=by, mail=mail)
        if mail:
            mails.send_confirmed(partner, contact)
            sent += 1 + (not had_account)
    return sent


def _keep_for_undo(judged: Iterable[Beoordeeld]) -> None:
    """The cells have done their work; only what was made is remembered."""
    rows = [one.regel for one in judged]
    for regel in rows:
        regel.cellen = []
    write_lines(rows, ["cellen", "partner", "persoon", "maakte_organisatie"])
