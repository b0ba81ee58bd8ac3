"""The living style page, for whoever builds or judges the look."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datt.core.stijl import examples


@login_not_required
@require_safe
def stijl(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; only in the demo and while developing."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "core/stijl.html", examples())
