"""What a beheerder does with a gemeente: its officials, its colour and its logo."""

import uuid
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.accounts.services import invite_user
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.keten.models import Ambtenaar, Gemeente


@transaction.atomic
def add_ambtenaar(gemeente: Gemeente, email: str, naam: str, *, by: User) -> tuple[Ambtenaar, bool]:
    """Let somebody follow all pilots of this gemeente; True when an account was made and mailed for it."""
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = invite_user(email, naam, by=by, plaats=f"de gemeente {gemeente}")
    try:
        with transaction.atomic():
            ambtenaar = Ambtenaar.objects.create(gemeente=gemeente, user=user)
    except IntegrityError:  # the same form a moment earlier
        raise TransitionError(f"{user} volgt de pilots van {gemeente} al.") from None
    _log(gemeente, "gemeente.ambtenaar.erbij", f"liet {user} de pilots van {gemeente} volgen", by=by)
    return ambtenaar, is_new


@transaction.atomic
def remove_ambtenaar(ambtenaar: Ambtenaar, *, by: User, reden: str) -> None:
    """Take the access to all pilots of the gemeente away; the account stays."""
    current = Ambtenaar.objects.current().filter(pk=ambtenaar.pk)
    if current.update(ingetrokken_op=timezone.now()) != 1:
        raise TransitionError(f"{ambtenaar.user} volgt de pilots van {ambtenaar.gemeente} al niet meer.")
    gemeente, user = ambtenaar.gemeente, ambtenaar.user
    sentence = f"nam {user} de toegang tot de pilots van {gemeente} af"
    _log(gemeente, "gemeente.ambtenaar.weg", sentence, by=by, reden=reden)


def _log(gemeente: Gemeente, wat: str, zin: str, *, by: User, reden: str = "") -> None:
    """Rights in a pilot change, so the line stands in the logboek of every pilot of the gemeente too."""
    record(gemeente, wat, zin, by=by, reden=reden)
    for pilot in gemeente.pilots.all():
        record(pilot, wat, zin, by=by, reden=reden)


@transaction.atomic
def set_colour(gemeente: Gemeente, colour: str, *, by: User) -> None:
    """Take a colour that the form found readable; empty for ours."""
    if gemeente.kleur == colour:
        return
    gemeente.kleur = colour
    gemeente.save(update_fields=["kleur"])
    said = f"gaf {gemeente} de kleur {colour}" if colour else f"gaf {gemeente} de kleur van DATT Werkt! terug"
    record(gemeente, "gemeente.kleur", said, by=by)


@transaction.atomic
def set_logo(gemeente: Gemeente, png: bytes, *, by: User) -> None:
    """Keep the logo under a name of ours; the earlier one goes when this is sure."""
    earlier = gemeente.logo.name
    gemeente.logo.save(f"{uuid.uuid4().hex}.png", ContentFile(png), save=False)
    gemeente.save(update_fields=["logo"])
    record(gemeente, "gemeente.logo", f"gaf {gemeente} een nieuw logo", by=by)
    _forget(earlier)


@transaction.atomic
def remove_logo(gemeente: Gemeente, *, by: User) -> None:
    earlier = gemeente.logo.name
    if not earlier:
        return
    gemeente.logo = ""
    gemeente.save(update_fields=["logo"])
    record(gemeente, "gemeente.logo", f"haalde het logo van {gemeente} weg", by=by)
    _forget(earlier)


def _forget(name: str | None) -> None:
    if name:
        transaction.on_commit(partial(default_storage.delete, name))
