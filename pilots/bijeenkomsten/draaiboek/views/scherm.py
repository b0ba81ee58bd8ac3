"""What somebody with a link sees, without an account: the screen in the hall, or the page of who hosts a room."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import respond
from datt.core.limits import allow
from datt.core.lists import number_of
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Schermlink, Schermsoort
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.nubeeld import beeld_of, own_blocks, room_of
from pilots.bijeenkomsten.draaiboek.services.schermen import find_link, qr_of
from pilots.bijeenkomsten.draaiboek.services.stand import number_behind, version_for
from pilots.bijeenkomsten.draaiboek.zaalslot import slot_of

SESSION = "schermlinks"
MOST = 12  # links in one browser; the oldest goes
# Wrong tokens of all visitors together; a right one always works, so nobody can shut others out.
WRONG_PER_HOUR = 200
NO_STORE = {"Cache-Control": "no-store"}

type LinkView[**P] = Callable[Concatenate[HttpRequest, Schermlink, P], HttpResponse]


@login_not_required
@require_GET
def stand_ask(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Whether something changed: 204 when not. No session, no user, and no query while the cache knows it."""
    version = version_for(sleutel)
    if version is None:
        raise Http404
    if request.GET.get("v") == version:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=NO_STORE)
    return HttpResponse(version, content_type="text/plain", headers=NO_STORE)


@login_not_required
@require_GET
def stand_now(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Now and next for a guest who has the key of the own page: titles, rooms and times, no names."""
    number = number_behind(sleutel)
    draaiboek = Draaiboek.objects.select_related("bijeenkomst").filter(pk=number or 0).first()
    if draaiboek is None:
        raise Http404
    response = render(request, "draaiboek/gastdeel_nu.html#nu", {"deel": {"beeld": beeld_of(draaiboek)}})
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@never_cache
@require_GET
def scherm_open(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the token for a session and a clean address. Looking changes nothing."""
    link = find_link(token)
    if link is None:
        if not allow("schermlink-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        return render(request, "draaiboek/link_weg.html", status=HTTPStatus.NOT_FOUND)
    known = [nr for nr in request.session.get(SESSION, []) if nr != link.pk]
    request.session[SESSION] = [*known, link.pk][-MOST:]
    response = redirect("draaiboek:scherm_page", link.pk)
    response.status_code = HTTPStatus.SEE_OTHER
    response["Referrer-Policy"] = "no-referrer"
    return response


def link_view[**P](view: LinkView[P]) -> Callable[..., HttpResponse]:
    """Give the view its link: 404 when it was never opened here, or does not work (any more)."""

    @login_not_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, link_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        links = Schermlink.objects.valid().select_related("draaiboek__bijeenkomst__pilot__gemeente")
        link = links.filter(pk=link_id).first() if link_id in request.session.get(SESSION, []) else None
        if link is None:
            raise Http404("Deze link werkt niet meer.")
        return view(request, link, *args, **kwargs)

    return wrapped


@require_GET
@link_view
def scherm_page(request: HttpRequest, link: Schermlink) -> HttpResponse:
    return _page(request, link)


def _page(request: HttpRequest, link: Schermlink, *, geweigerd: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    beeld = beeld_of(link.draaiboek)
    meeting = link.draaiboek.bijeenkomst
    context = {"link": link, "beeld": beeld, "bijeenkomst": meeting, "pilot": meeting.pilot, "geweigerd": geweigerd}
    if link.soort == Schermsoort.ZAAL:
        slot = slot_of(meeting) if beeld.is_slot else None
        context |= {"slot": slot, "qr": qr_of(slot.url) if slot else None}
        return respond(request, "draaiboek/zaalscherm.html", context, partial="scherm", status=status)
    context |= {"kamer": room_of(beeld, link.ruimte), "eigen": own_blocks(beeld, link.ruimte)}
    return respond(request, "draaiboek/ruimte.html", context, partial="ruimte", status=status)


@require_POST
@link_view
def scherm_done(request: HttpRequest, link: Schermlink) -> HttpResponse:
    """The host says that the own room is done."""
    return _own_step(request, link, lambda nr, wie: lopen.finish_room(link.draaiboek, blok=nr, by=None, wie=wie))


@require_POST
@link_view
def scherm_longer(request: HttpRequest, link: Schermlink) -> HttpResponse:
    """The host gives the own room five minutes more."""
    minuten = number_of(request.POST, "minuten") or 0
    return _own_step(
        request, link, lambda nr, wie: lopen.give_time(link.draaiboek, blok=nr, minuten=minuten, by=None, wie=wie)
    )


def _own_step(request: HttpRequest, link: Schermlink, step: Callable[[int, str], None]) -> HttpResponse:
    """Only for the block that goes on in the own room, and only when the page showed that block."""
    try:
        room = room_of(beeld_of(link.draaiboek), link.ruimte) if link.ruimte else None
        own = room.nu if room and room.is_eigen else None
        if link.draaiboek.bijeenkomst.pilot.is_read_only() or own is None or own.nr != number_of(request.POST, "blok"):
            raise lopen.StandError
        step(own.nr, f"de begeleider van {link.ruimte} (link)")
    except TransitionError as refused:
        return _page(request, link, geweigerd=str(refused), status=HTTPStatus.CONFLICT)
    return redirect("draaiboek:scherm_page", link.pk)
