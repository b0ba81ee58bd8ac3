"""The post box of the demo: everything the site mails, with its codes and links."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from datt.berichten.models import Bericht

MOST_SHOWN = 100


@login_not_required
@require_GET
def demo_post(request: HttpRequest) -> HttpResponse:
    """The last mails, newest first. Only in the demo: elsewhere this page does not exist."""
    if not settings.DEMO:
        raise Http404
    aan = request.GET.get("aan", "").strip()
    berichten = Bericht.objects.filter(aan__icontains=aan) if aan else Bericht.objects.all()
    context = {"berichten": berichten[:MOST_SHOWN], "aan": aan, "most": MOST_SHOWN}
    response = render(request, "berichten/demo_post.html", context)
    response["Cache-Control"] = "no-store"
    return response
