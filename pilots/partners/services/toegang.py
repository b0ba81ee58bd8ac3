"""The account and the role of a contact person: given when the organisation takes part, taken when not."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from pilots.access import Rol
from pilots.partners import mails
from pilots.partners.models import Ketenpartner, PersoonlijkeLink
from pilots.traject.models import Deelname, Persoon


def find_or_create_user(email: str, naam: str) -> tuple[User, bool]:
    """The account of this address; two people who make it at once get the same one."""
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        return user, False
    try:
        with transaction.atomic():
            return User.objects.create_user(email=email, naam=naam), True
    except IntegrityError:
        return User.objects.get(email__iexact=email), False


def give_access(persoon: Persoon, *, by: User, mail: bool = True) -> bool:
    """Let the contact person sign in and work for the organisation; False without a mail address."""
    if not persoon.email:
        return False
    is_new = False
    if persoon.user_id is None:
        persoon.user, is_new = find_or_create_user(persoon.email, persoon.naam)
        persoon.save(update_fields=["user"])
    _, given = Deelname.objects.get_or_create(
        pilot_id=persoon.pilot_id, persoon=persoon, rol=Rol.KETENPARTNER, ingetrokken_op=None
    )
    if given:
        record(
            persoon,
            "partners.rol.gegeven",
            f"gaf {persoon} de rol van contactpersoon",
            by=by,
            kring=persoon.pilot,
        )
    if is_new and mail:
        mails.send_account(persoon, by=by)
    return True


def take_access(persoon: Persoon, *, by: User, reden: str = "") -> None:
    """End the role, unless this person still speaks for another organisation in the pilot."""
    if Ketenpartner.objects.confirmed().filter(pilot_id=persoon.pilot_id, contactpersoon=persoon).exists():
        return
    ended = (
        Deelname.objects.current()
        .filter(pilot_id=persoon.pilot_id, persoon=persoon, rol=Rol.KETENPARTNER)
        .update(ingetrokken_op=timezone.now())
    )
    if ended:
        record(
            persoon,
            "partners.rol.ingetrokken",
            f"nam {persoon} de rol van contactpersoon af",
            by=by,
            kring=persoon.pilot,
            reden=reden,
        )


def revoke_links(partner: Ketenpartner) -> None:
    """Make every personal link of this organisation in this pilot worthless."""
    PersoonlijkeLink.objects.filter(ketenpartner=partner, ingetrokken_op__isnull=True).update(
        ingetrokken_op=timezone.now()
    )
