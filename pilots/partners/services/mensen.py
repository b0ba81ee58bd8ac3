"""The people of a partner: added, changed, taken off and put back, and who is the contact person."""

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.partners import mails
from pilots.partners.models import Ketenpartner, KetenpartnerStatus, Samenvoeging
from pilots.partners.models.samenvoeging import Samenvoegsoort
from pilots.partners.services.toegang import give_access, revoke_links, take_access
from pilots.partners.vergeten import take_name_out
from pilots.traject.models import Persoon


@transaction.atomic
def add_person(partner: Ketenpartner, persoon: Persoon, *, by: User) -> None:
    """Keep somebody new for this organisation; the first one becomes the contact person."""
    persoon.pilot = partner.pilot
    persoon.organisatie = partner.organisatie
    persoon.save()
    record(persoon, "partners.persoon.toegevoegd", f"voegde {persoon} toe bij {partner}", by=by)
    if partner.contactpersoon_id is None:
        set_contact(partner, persoon, by=by)


@transaction.atomic
def change_person(partner: Ketenpartner, persoon: Persoon, *, by: User) -> None:
    """Save what the form changed; a contact person who now has an address can sign in."""
    persoon.save(update_fields=["naam", "email", "telefoon", "positie", "is_sleutelfunctionaris"])
    record(persoon, "partners.persoon.gewijzigd", f"paste de gegevens van {persoon} aan", by=by)
    if partner.contactpersoon_id == persoon.pk and persoon.user_id is None:
        _welcome(partner, persoon, by=by)


@transaction.atomic
def mark_sleutelfunctionaris(persoon: Persoon, *, aan: bool, by: User) -> None:
    """Say whether this person leads the way in the own organisation; twice the same changes nothing."""
    changed = Persoon.objects.filter(pk=persoon.pk, is_sleutelfunctionaris=not aan).update(is_sleutelfunctionaris=aan)
    if changed:
        word = "maakte {} sleutelfunctionaris" if aan else "haalde de rol van sleutelfunctionaris weg bij {}"
        record(persoon, "partners.sleutelfunctionaris", word.format(persoon), by=by)


@transaction.atomic
def set_contact(partner: Ketenpartner, persoon: Persoon, *, by: User) -> None:
    """Let this person speak for the organisation; the earlier contact person loses the role."""
    earlier = partner.contactpersoon
    rows = Ketenpartner.objects.filter(pk=partner.pk, contactpersoon=earlier)
    if rows.update(contactpersoon=persoon) != 1:
        raise TransitionError("Iemand anders koos net een contactpersoon. Ververs de pagina en kijk wie het is.")
    partner.contactpersoon = persoon
    revoke_links(partner)
    record(partner, "partners.contactpersoon", f"maakte {persoon} contactpersoon van {partner}", by=by)
    _welcome(partner, persoon, by=by)
    if earlier is not None:
        take_access(earlier, by=by)


def _welcome(partner: Ketenpartner, persoon: Persoon, *, by: User) -> None:
    if partner.status == KetenpartnerStatus.BEVESTIGD and give_access(persoon, by=by):
        mails.send_confirmed(partner, persoon)


@transaction.atomic
def remove_person(partner: Ketenpartner, persoon: Persoon, *, by: User) -> None:
    """Take somebody off this organisation; `restore_person` undoes it."""
    if partner.contactpersoon_id == persoon.pk:
        raise TransitionError(f"{persoon} is de contactpersoon. Kies eerst een andere contactpersoon.")
    taken = Persoon.objects.filter(pk=persoon.pk, organisatie=partner.organisatie).update(
        organisatie=None, is_sleutelfunctionaris=False
    )
    if not taken:
        raise TransitionError(f"{persoon} staat niet meer bij {partner}. Ververs de pagina.")
    record(persoon, "partners.persoon.weg", f"haalde {persoon} weg bij {partner}", by=by)


@transaction.atomic
def restore_person(partner: Ketenpartner, persoon: Persoon, *, was_sleutel: bool, by: User) -> None:
    """Put somebody back who was just taken off."""
    back = Persoon.objects.filter(pk=persoon.pk, organisatie__isnull=True).update(
        organisatie=partner.organisatie, is_sleutelfunctionaris=was_sleutel
    )
    if not back:
        raise TransitionError(f"{persoon} staat intussen ergens anders. Ververs de pagina.")
    record(persoon, "partners.persoon.terug", f"zette {persoon} terug bij {partner}", by=by)


@transaction.atomic
def forget_person(persoon: Persoon, *, by: User) -> bool:
    """Remove somebody for good, with the records that were merged into them; answers whether no row stays.

    Of who was invited or sat at a table a row stays without a name, so that counts stay true. Raises
    TransitionError, with what to do first, for who has a role, a task or a plan.
    """
    records = [persoon, *_merged_into(persoon)]
    if is_needed(persoon):
        naam = str(persoon)
        if first := take_name_out(persoon):
            raise TransitionError(f"{naam} kan nog niet weg. {' '.join(first)} Haal dat eerst weg.")
        record(persoon, "partners.persoon.gewist", "haalde de gegevens van iemand weg", by=by)
        return False
    record(
        persoon.pilot, "partners.persoon.verwijderd", f"verwijderde {persoon} uit de pilot", by=by, kring=persoon.pilot
    )
    # The steps of a merge hold what was known before, so they go too.
    merges = Samenvoeging.objects.filter(soort=Samenvoegsoort.PERSOON, behouden_nr__in=[one.pk for one in records])
    merges.delete()
    for one in reversed(records):
        one.delete()
    return True


def is_needed(persoon: Persoon) -> bool:
    """Whether anything in the pilot leans on this person, or on a record that was merged into them."""
    return any(_leans(one) for one in [persoon, *_merged_into(persoon)])


def _merged_into(persoon: Persoon) -> list[Persoon]:
    found = []
    for one in persoon.samengevoegd.all():
        found += [one, *_merged_into(one)]
    return found


def _leans(one: Persoon) -> bool:
    relations = (relation for relation in one._meta.related_objects if relation.field.name != "samengevoegd_in")
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: one}).exists() for relation in relations
    )
