"""The door of the personal page: a link becomes a session, and every step checks it again."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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

    @login_not_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        gast = _gast_of(request)
        if request.method not in READING and gast.pilot.is_read_only():
            status = gast.pilot.get_status_display().lower()
            raise TransitionError(f"De pilot is {status}. U kunt hier niets meer veranderen.")
        return view(request, gast, *args, **kwargs)

    return wrapped


def _gast_of(request: HttpRequest) -> Gast:
    found = Gastlink.objects.valid().select_related("persoon__pilot__gemeente", "persoon__organisatie")
    link = found.filter(pk=request.session.get(SESSION) or 0).first()
    if link is None:
        raise Http404("Deze link werkt niet meer.")
    return Gast(link)


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
        if not allow("gastlink-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        return render(request, "uitnodigen/link_weg.html", status=HTTPStatus.NOT_FOUND)
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
    context = {"gast": gast, "pilot": gast.pilot, "delen": parts_for(gast)}
    return render(request, "uitnodigen/gast_page.html", context)
