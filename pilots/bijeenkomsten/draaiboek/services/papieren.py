"""The newest version of everything that is printed of a run sheet."""

from dataclasses import dataclass
from typing import Any

from datt.documenten.kinds import DocumentKind
from datt.documenten.models import Document
from pilots.bijeenkomsten.draaiboek.documents import SOORTEN
from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True)
class Papier:
    """One kind and its newest version; None when it was never made."""

    kind: DocumentKind[Any]
    document: Document | None


def papers_of(meeting: Bijeenkomst) -> list[Papier]:
    """The newest of each kind, in one query for all of them."""
    about = Document.objects.about(meeting, SOORTEN[0])
    for kind in SOORTEN[1:]:
        about = about | Document.objects.about(meeting, kind)
    newest = {document.soort: document for document in about.for_list().order_by("versie")}
    return [Papier(kind, newest.get(kind.key)) for kind in SOORTEN]
