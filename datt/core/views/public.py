"""Pages that everybody may read."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from datt.core import openbaar

PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Welcome a visitor; whoever signed in goes on to their pilots."""
    if request.user.is_authenticated:
        return redirect("traject:begin")
    return render(request, "core/home.html", openbaar.start())


@login_not_required
@require_safe
def over(request: HttpRequest) -> HttpResponse:
    return render(request, "core/over.html", openbaar.start())


@login_not_required
@require_safe
def praktijk(request: HttpRequest) -> HttpResponse:
    return render(request, "core/praktijk.html", openbaar.praktijk())


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html", openbaar.privacy())


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "core/toegankelijkheid.html", {"aanspreekpunt": settings.AANSPREEKPUNT})


@login_not_required
@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    return render(request, "core/hulp.html", {"aanspreekpunt": settings.AANSPREEKPUNT})


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116); without a mail address the help page is named."""
    mail = settings.AANSPREEKPUNT["contact_mail"]
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{mail}" if mail else f"Contact: {settings.SITE_URL}{reverse('hulp')}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@login_not_required
@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """A trial stays out of search engines; a real site shows only its public pages."""
    closed = ["/"] if settings.PROEF else ["/account/", "/demo/", "/documenten/", "/leeshulp/", "/pilots/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
