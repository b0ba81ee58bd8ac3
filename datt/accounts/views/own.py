"""One's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from datt.accounts.panels import account_lines, needs_second_factor
from datt.accounts.services import end_sessions
from datt.core.http import Request


@login_required
@require_GET
def account(request: Request) -> HttpResponse:
    context = {
        "regels": account_lines(request.user),
        "tweede_stap": is_mfa_enabled(request.user),
        "moet_tweede_stap": needs_second_factor(request.user),
    }
    return render(request, "accounts/account.html", context)


@login_required
@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of this account, this one too."""
    end_sessions(request.user, by=request.user)
    logout(request)
    messages.success(request, "U bent overal uitgelogd.")
    response = redirect("account_login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def closed(request: HttpRequest) -> HttpResponse:
    """Pages of allauth that do not exist here, such as registering."""
    raise Http404
