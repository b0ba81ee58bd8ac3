"""Take back what reading in a list made, as far as nothing leans on it yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import ProtectedError

from datt.accounts.models import User
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.keten.models import Organisatie
from pilots.partners.models import Inleesregel, Inleesvoorstel, Ketenpartner
from pilots.traject.models import Deelname, Persoon


@dataclass
class Terug:
    """What was taken back, and what stayed because something leans on it."""

    partners: int = 0
    mensen: int = 0
    gebleven: int = 0


@transaction.atomic
def undo(voorstel: Inleesvoorstel, *, by: User) -> Terug:
    """Remove the partners and people of this list that nobody worked with since."""
    if voorstel.undo_until() is None:
        raise TransitionError("Terugdraaien kan niet meer. Pas de partners een voor een aan.")
    voorstel.take_back(by=by)
    done = Terug()
    lines = Inleesregel.objects.filter(voorstel=voorstel).select_related("partner__organisatie", "persoon__user")
    people = [line.persoon for line in lines if line.persoon is not None]
    for line in lines:
        if line.partner is not None:
            _take_back_partner(line.partner, line, people, done)
    kept = {persoon.pk for persoon in people} & set(_still_there(people))
    for persoon in people:
        if persoon.pk in kept:
            _take_back_person(persoon, done)
    lines.delete()
    return done


def _still_there(people: Iterable[Persoon]) -> Iterable[int]:
    return Persoon.objects.filter(pk__in=[persoon.pk for persoon in people]).values_list("pk", flat=True)


def _take_back_partner(partner: Ketenpartner, line: Inleesregel, people: Iterable[Persoon], done: Terug) -> None:
    own = [persoon for persoon in people if persoon.organisatie_id == partner.organisatie_id]
    touched = Gebeurtenis.objects.about(partner).count() > 1 or _leans(partner, but=(Inleesregel,))
    others = partner.people().exclude(pk__in=[persoon.pk for persoon in own]).exists()
    if touched or others or any(_is_used(persoon) for persoon in own):
        done.gebleven += 1
        return
    organisatie = partner.organisatie
    partner.delete()
    for persoon in own:
        persoon.delete()
    done.partners += 1
    done.mensen += len(own)
    if line.maakte_organisatie:
        _forget(organisatie)


def _forget(organisatie: Organisatie) -> None:
    """Another pilot may have taken it in since: then it stays."""
    try:
        with transaction.atomic():
            organisatie.delete()
    except ProtectedError:
        return


def _take_back_person(persoon: Persoon, done: Terug) -> None:
    """Somebody who was added to a partner we had already."""
    if _is_used(persoon) or _leans(persoon, but=(Inleesregel,)):
        return
    persoon.delete()
    done.mensen += 1


def _is_used(persoon: Persoon) -> bool:
    """Signed in, or part of something else than what the list made."""
    signed_in = persoon.user is not None and persoon.user.last_login is not None
    return signed_in or _leans(persoon, but=(Inleesregel, Ketenpartner, Deelname))


def _leans(thing: models.Model, *, but: tuple[type[models.Model], ...]) -> bool:
    """Whether a row of another kind points here."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists()
        for relation in thing._meta.related_objects
        if relation.related_model not in but
    )
