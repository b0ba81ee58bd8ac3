"""Choosing how the pages read; for guests too, and without JavaScript."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from datt.core.leeshulp import CHOICES, LABELS, read, write


@login_not_required
@require_http_methods(["GET", "POST"])
def leeshulp(request: HttpRequest) -> HttpResponse:
    """Show the choices, or keep them in a cookie and go back to where the reader came from."""
    back = _local(request.POST.get("terug") or request.GET.get("terug", ""))
    if request.method == "POST":
        chosen = {} if "gewoon" in request.POST else {name: request.POST.get(name, "") for name in CHOICES}
        known = {name: value for name, value in chosen.items() if value in dict(CHOICES[name])}
        response = redirect(back)
        write(response, known, secure=settings.SESSION_COOKIE_SECURE)
        return response
    current = read(request)
    fields = [
        {"naam": name, "label": LABELS[name], "keuzes": choices, "gekozen": current.get(name, "")}
        for name, choices in CHOICES.items()
    ]
    return render(request, "core/leeshulp.html", {"velden": fields, "terug": back})


def _local(address: str) -> str:
    """The address when it is one of ours, else the home page."""
    is_ours = address.startswith("/") and address.isprintable()
    return address if is_ours and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"
