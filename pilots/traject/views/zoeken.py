"""One search box: people, organisations, meetings and plans within what one may see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from pilots.traject import onderdelen


@require_GET
@login_required
def search(request: Request) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())
    hits = onderdelen.search_all(request.user, words) if len(words) > 1 else []
    return respond(request, "traject/zoeken.html", {"q": words, "treffers": hits, "hoofdmenu": "zoeken"})
