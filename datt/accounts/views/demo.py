"""Signing in to the demo with one button per role; elsewhere these pages do not exist."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from datt.accounts.demo import DEMO_ROLLEN
from datt.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        known = {rol.email for rol in DEMO_ROLLEN}
        wanted = request.POST.get("email", "")
        user = get_object_or_404(User, email=wanted if wanted in known else "")
        login(request, user, backend=BACKEND)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/demo.html", {"rollen": DEMO_ROLLEN})
