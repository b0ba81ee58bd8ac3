"""Around every request of somebody who signed in: how long a session lives, and the second factor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from datt.accounts.panels import needs_second_factor

type GetResponse = Callable[[HttpRequest], HttpResponse]

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
# Writing at every request would cost a query each; this exact is enough.
STEP = timedelta(minutes=5)

SINCE, SEEN, CONFIRMED = "ingelogd_sinds", "gezien_op", "tweede_stap"

# What somebody may reach who still has to complete the second factor ...
HALF_OPEN = {"account_logout", "account_reauthenticate"}
# ... and has one: only where it is asked. Codes to recover and new keys are for whoever proved it.
PROVING = {"mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class SessionAgeMiddleware:
    """End a session after an hour without use, and in any case after twelve hours."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (why := self._why_over(request)):
            logout(request)
            messages.info(request, f"U bent uitgelogd, {why}. Log opnieuw in.")
        return self.get_response(request)

    def _why_over(self, request: HttpRequest) -> str:
        """Why this session ends now; empty when it goes on."""
        now = timezone.now().timestamp()
        since = request.session.setdefault(SINCE, now)
        seen = request.session.get(SEEN, now)
        if now - seen > IDLE.total_seconds():
            return "omdat u een uur niets deed"
        if now - since > LONGEST.total_seconds():
            return "omdat u twaalf uur was ingelogd"
        if SEEN not in request.session or now - seen > STEP.total_seconds():
            request.session[SEEN] = now
        return ""


class SecondFactorMiddleware:
    """Facilitators and beheerders see nothing before their second factor; in the demo it is waived."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not is_half_way(request) or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        has_factor = is_mfa_enabled(request.user)
        allowed = name in PROVING if has_factor else (name or "").startswith("mfa_")
        if allowed or name in HALF_OPEN:
            return None
        address = reverse("mfa_reauthenticate" if has_factor else "mfa_activate_totp")
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": address})
        return redirect(address)


def is_half_way(request: HttpRequest) -> bool:
    """Signed in, needs a second factor, and did not complete it in this session."""
    user: Any = request.user
    if settings.DEMO or not user.is_authenticated or request.session.get(CONFIRMED) == user.pk:
        return False
    if any(record.get("method") == "mfa" for record in get_authentication_records(request, user)):
        return False
    return needs_second_factor(user)  # last, as it may ask the database


def renew_session(request: HttpRequest, **kwargs: Any) -> None:
    """A step up gets a session with another key: who knew the one before is not taken along."""
    request.session.cycle_key()


def confirm_second_factor(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Setting up a factor proves it as well as using it does: the recovery codes follow without asking again."""
    request.session[CONFIRMED] = user.pk
    renew_session(request)
    record_authentication(request, user, "mfa", reauthenticated=True)
