"""Print the lists and signs of some workshops again."""

from collections.abc import Collection

from django.db import transaction
from django.http import QueryDict

from datt.accounts.models import User
from datt.core.lists import one_of
from datt.core.states import TransitionError
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.dagprogramma.documents import OPNIEUW
from pilots.werkconferentie.dagprogramma.models import Drukkeuze
from pilots.werkconferentie.programma.models import Sessie


def chosen_in(form: QueryDict) -> list[int]:
    """The workshops that were ticked."""
    return [int(pk) for pk in form.getlist("sessie") if pk.isascii() and pk.isdecimal() and len(pk) < 10]


def order_chosen(meeting: Bijeenkomst, form: QueryDict, *, by: User) -> str:
    """Order what was ticked, and answer nothing; or answer in words what is missing."""
    wat, chosen = one_of(form, "wat", OPNIEUW), chosen_in(form)
    if not wat:
        return "Kies wat u opnieuw wilt printen."
    if not chosen:
        return "Vink de workshops aan waarvan u het papier opnieuw wilt."
    order_again(meeting, chosen, wat=wat, by=by)
    return ""


@transaction.atomic
def order_again(meeting: Bijeenkomst, sessies: Collection[int], *, wat: str, by: User) -> Document:
    """The paper `wat` (a key of OPNIEUW) of these workshops. Raises TransitionError when none is of this meeting."""
    chosen = list(Sessie.objects.filter(ronde__bijeenkomst=meeting, pk__in=sessies))
    if not chosen:
        raise TransitionError("Deze workshops staan niet (meer) in het programma. Kies er andere.")
    choice = Drukkeuze.objects.create(bijeenkomst=meeting, door=by)
    choice.sessies.set(chosen)
    return order_document(OPNIEUW[wat], choice, by=by)


def last_again(meeting: Bijeenkomst) -> Document | None:
    """The newest paper of a choice."""
    choice = meeting.drukkeuzes.first()
    if choice is None:
        return None
    about = Document.objects.none()
    for kind in OPNIEUW.values():
        about = about | Document.objects.about(choice, kind)
    return about.for_list().order_by("-pk").first()
