"""One search box: pilots, meetings, people, organisations and plans within what one may see."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from datt.core.text import fold, highlight
from pilots.traject import onderdelen

SHORTEST = 2
MOST = 100
# The heading above each kind; a kind that is not here stands under its own name.
MEERVOUD = {
    "Pilot": "Pilots",
    "Bijeenkomst": "Bijeenkomsten",
    "Organisatie": "Organisaties",
    "Persoon": "Mensen",
    "Verbeterplan": "Verbeterplannen",
    "Taak": "Taken",
    "Document": "Documenten",
}


@dataclass(frozen=True)
class Gevonden:
    """A hit, its title and explanation in parts that were searched for or not."""

    url: str
    titel: list[tuple[str, bool]]
    uitleg: list[tuple[str, bool]]


@require_GET
@login_required
def search(request: Request) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())[:100]
    is_short = len(fold(words)) < SHORTEST
    hits = [] if is_short else onderdelen.search_all(request.user, words, most=MOST)
    context = {
        "q": words,
        "is_kort": bool(words) and is_short,
        "groepen": _grouped(hits, words),
        "aantal": len(hits),
        "hoofdmenu": "zoeken",
    }
    return respond(request, "traject/zoeken.html", context, partial="treffers")


def _grouped(hits: list[onderdelen.Treffer], words: str) -> list[tuple[str, list[Gevonden]]]:
    """The hits by kind, in the order of MEERVOUD."""
    groups: dict[str, list[Gevonden]] = {}
    for hit in hits:
        found = Gevonden(hit.url, highlight(hit.titel, words), highlight(hit.uitleg, words))
        groups.setdefault(hit.soort, []).append(found)
    order = [*MEERVOUD, *groups]
    return sorted(
        ((MEERVOUD.get(kind, kind), found) for kind, found in groups.items()),
        key=lambda group: order.index(next(kind for kind in order if MEERVOUD.get(kind, kind) == group[0])),
    )
