"""The door of the personal page: a link becomes a session, and every step checks it again."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from datt.core.limits import allow
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast, parts_for
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.bijeenkomsten.uitnodigen.services import links

SESSION = "gastlink"
# Wrong tokens of all visitors together; a right one always works, so nobody can shut others out.
WRONG_PER_HOUR = 200
READING = frozenset({"GET", "HEAD", "OPTIONS"})

type GuestView[**P] = Callable[Concatenate[HttpRequest, Gast, P], HttpResponse]


def guest_view[**P](view: GuestView[P]) -> Callable[..., HttpResponse]:
    """Give the view its Gast: 404 when the link of this session does not work (any more).

    A pilot that is over refuses every change.
    """
    return _with_guest(view, also_afterwards=False)


def guest_view_also_afterwards[**P](view: GuestView[P]) -> Callable[..., HttpResponse]:
    """The same, for what somebody may always ask: to have their own data removed, or to leave."""
    return _with_guest(view, also_afterwards=True)


def _with_guest[**P](view: GuestView[P], *, also_afterwards: bool) -> Callable[..., HttpResponse]:
    @login_not_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        gast = _gast_of(request)
        if gast is None:
            return no_link(request)
        if request.method not in READING and gast.pilot.is_read_only() and not also_afterwards:
            status = gast.pilot.get_status_display().lower()
            raise TransitionError(f"De pilot is {status}. U kunt hier niets meer veranderen.")
        return view(request, gast, *args, **kwargs)

    return wrapped


def _gast_of(request: HttpRequest) -> Gast | None:
    """The guest of this session, as long as the link works; looked up again at every step."""
    found = Gastlink.objects.valid().select_related("persoon__pilot__gemeente", "persoon__organisatie")
    link = found.filter(pk=request.session.get(SESSION) or 0).first()
    return Gast(link) if link else None


def no_link(request: HttpRequest) -> HttpResponse:
    """Say what somebody can do whose link does not work (any more)."""
    return render(request, "uitnodigen/link_weg.html", status=HTTPStatus.NOT_FOUND)


@login_not_required
@never_cache
@require_safe
def gast_open(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the token of a mail for a session and a clean address. Looking changes nothing."""
    return _enter(request, links.find_by_token(token))


@login_not_required
@never_cache
@require_safe
def gast_code(request: HttpRequest, code: str) -> HttpResponse:
    """The same for the short code of an SMS or a letter."""
    return _enter(request, links.find_by_code(code))


def _enter(request: HttpRequest, link: Gastlink | None) -> HttpResponse:
    if link is None:
        return refuse_guess(request) or no_link(request)
    return enter(request, link)


def refuse_guess(request: HttpRequest) -> HttpResponse | None:
    """Count one more wrong link or code; a page that asks to wait when there were too many."""
    if allow("gastlink-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
        return None
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def enter(request: HttpRequest, link: Gastlink) -> HttpResponse:
    """Let this browser be the guest of this link, and of no earlier one, at the clean address."""
    request.session.cycle_key()
    request.session[SESSION] = link.pk
    response = redirect("uitnodigen:gast_page")
    response.status_code = HTTPStatus.SEE_OTHER
    response["Referrer-Policy"] = "no-referrer"
    return response


@guest_view
@require_safe
def gast_page(request: HttpRequest, gast: Gast) -> HttpResponse:
    """Everything for this guest, the open question first."""
    return show(request, gast, "gast_page", delen=parts_for(gast))


def show(request: HttpRequest, gast: Gast, template: str, *, form: Form | None = None, **context: Any) -> HttpResponse:
    """A page of this guest; a form that was sent and is shown again has something wrong in it."""
    wrong = form is not None and form.is_bound
    everything = {"gast": gast, "pilot": gast.pilot, "form": form, **context}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, f"uitnodigen/{template}.html", everything, status=status)


@guest_view_also_afterwards
@require_POST
def gast_close(request: HttpRequest, gast: Gast) -> HttpResponse:
    """On a computer that others use too: forget in this browser who the guest is. Signing in stands apart."""
    request.session.pop(SESSION, None)
    messages.success(request, "Deze pagina is afgesloten. U komt terug met de link in uw mail.")
    return redirect("home")
