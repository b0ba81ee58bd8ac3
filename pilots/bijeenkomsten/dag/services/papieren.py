"""Order what is printed, and see how far it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.documenten.kinds import DocumentKind
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.bijeenkomsten.dag.documents import BADGES_OPNIEUW, MATERIAALLIJST
from pilots.bijeenkomsten.dag.materiaal import lines_of
from pilots.bijeenkomsten.dag.materiaallijst import source_of
from pilots.bijeenkomsten.dag.models import Badgekeuze, Materiaalafdruk, Materiaalregel
from pilots.traject.models import Bijeenkomst

MOST_BADGES = 60


@dataclass(frozen=True)
class Papier:
    """One kind and its newest version; None when it was never made."""

    kind: DocumentKind[Any]
    document: Document | None


def papers_of(meeting: Bijeenkomst, kinds: Sequence[DocumentKind[Any]]) -> list[Papier]:
    """The newest of each kind, in one query for all of them."""
    found: dict[str, Document] = {}
    if kinds:
        about = Document.objects.about(meeting, kinds[0]).none()
        for kind in kinds:
            about = about | Document.objects.about(meeting, kind)
        for document in about.for_list().order_by("versie"):
            found[document.soort] = document
    return [Papier(kind, found.get(kind.key)) for kind in kinds]


def last_again(meeting: Bijeenkomst) -> Document | None:
    """The newest badges that were printed again."""
    choice = meeting.badgekeuzes.first()
    if choice is None:
        return None
    return Document.objects.about(choice, BADGES_OPNIEUW).for_list().order_by("-versie").first()


@transaction.atomic
def order_badges_again(meeting: Bijeenkomst, personen: Collection[int], *, by: User) -> Document:
    """Only the badges of these people. Raises TransitionError when nobody of the meeting was chosen."""
    mine = meeting.uitnodigingen.filter(persoon__in=personen).values_list("persoon_id", flat=True)
    chosen = list(mine[: MOST_BADGES + 1])
    if not chosen:
        raise TransitionError("Kies eerst van wie u de badge opnieuw wilt printen.")
    if len(chosen) > MOST_BADGES:
        raise TransitionError(f"Kies hoogstens {MOST_BADGES} mensen, of maak alle badges opnieuw.")
    choice = Badgekeuze.objects.create(bijeenkomst=meeting, door=by)
    choice.personen.set(chosen)
    return order_document(BADGES_OPNIEUW, choice, by=by)


@transaction.atomic
def order_material(meeting: Bijeenkomst, *, by: User) -> Document:
    """Order the list as it is now, marked with what changed, and remember it as the one that was printed."""
    document = order_document(MATERIAALLIJST, meeting, by=by)
    keep_print(meeting, by=by)
    return document


@transaction.atomic
def keep_print(meeting: Bijeenkomst, *, by: User) -> Materiaalafdruk:
    """Remember what the list says now, as the one that was printed."""
    printed = Materiaalafdruk.objects.create(bijeenkomst=meeting, door=by)
    Materiaalregel.objects.bulk_create(
        Materiaalregel(afdruk=printed, groep=line.groep, wat=line.wat, aantal=line.aantal)
        for line in lines_of(source_of(meeting))
    )
    record(meeting, "dag.materiaal.afgedrukt", f"drukte de materiaallijst van {meeting} af", by=by)
    return printed
