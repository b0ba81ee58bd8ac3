"""Having no more mail, with one click and without signing in; also for the button of a mail program (RFC 8058)."""

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from datt.berichten import kenmerken
from datt.berichten.afmelding import opted_out
from datt.berichten.models import Bericht
from datt.berichten.opmaak import VOORBEELD
from datt.berichten.services import afmelden as services

# What a mail program sends, and nothing besides it.
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def afmelden(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button. Opening it changes nothing: mail scanners open every link."""
    if request.method == "POST" and request.POST.dict() == ONE_CLICK:
        # A mail program has no cookie of ours; the signed link alone says who it is.
        services.opt_out(*_reader(token))
        return HttpResponse("U krijgt geen berichten meer.", content_type="text/plain; charset=utf-8")
    return _page(request, token)


@csrf_protect
def _page(request: HttpRequest, token: str) -> HttpResponse:
    if kenmerken.kenmerk_of(token) == VOORBEELD:
        return render(request, "berichten/afmelden.html", {"is_voorbeeld": True})
    aan, pilot = _reader(token)
    if request.method == "POST":
        change = services.opt_in if request.POST.get("doe") == "terug" else services.opt_out
        change(aan, pilot)
        return redirect("afmelden", token)
    context = {"pilot": pilot, "is_weg": bool(opted_out(pilot, [aan]))}
    return render(request, "berichten/afmelden.html", context)


def _reader(token: str) -> tuple[str, models.Model]:
    """Whose link this is, and of what; 404 for a link of nobody, or of a pilot that is gone."""
    bericht = Bericht.objects.known_by(kenmerken.kenmerk_of(token))
    pilot = bericht.pilot if bericht is not None and bericht.afmeldbaar else None
    if bericht is None or pilot is None:
        raise Http404
    return bericht.aan, pilot
