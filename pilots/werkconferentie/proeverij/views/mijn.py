"""One's own sign-up, by the link or the code of it: see it, change it, put it in a calendar, remove it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from datt.core.versions import VerouderdError
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.partners.mails import contact_of
from pilots.traject.services.ics import guest_calendar
from pilots.werkconferentie.proeverij.bladzijde import facts_of, state_of
from pilots.werkconferentie.proeverij.codes import code_of, find_by_code, grouped
from pilots.werkconferentie.proeverij.forms.bezoek import VeranderForm
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding
from pilots.werkconferentie.proeverij.services import aanmelden
from pilots.werkconferentie.proeverij.services.post import url_of
from pilots.werkconferentie.proeverij.views.publiek import refuse_guess, words_when_full

VEROUDERD = "U veranderde dit net ook ergens anders. Kijk het na en bewaar het nog een keer."


def own_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the sign-up of the code in its address; a page that helps when there is none (any more)."""

    @login_not_required
    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, bezoekcode: str) -> HttpResponse:
        found = find_by_code(bezoekcode)
        if found is None:
            return refuse_guess(request) or render(request, "proeverij/code_weg.html", status=HTTPStatus.NOT_FOUND)
        response = view(request, found)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


def _context(aanmelding: Bezoekaanmelding, **more: Any) -> dict[str, Any]:
    openstelling = aanmelding.openstelling
    meeting = openstelling.bijeenkomst
    is_over = timezone.now() >= meeting.eindigt_op
    code = code_of(aanmelding)
    return {
        "pilot": meeting.pilot,
        "bijeenkomst": meeting,
        "openstelling": openstelling,
        "aanmelding": aanmelding,
        "staat": state_of(openstelling, is_over=is_over),
        "code": code,
        "code_leesbaar": grouped(code),
        "contact": contact_of(meeting.pilot),
        **more,
    }


@own_view
@require_safe
def mijn(request: HttpRequest, aanmelding: Bezoekaanmelding) -> HttpResponse:
    """What I signed up for, and the code with which I find it again."""
    adres = url_of(aanmelding)
    context = _context(aanmelding, adres=adres, qr=qr_png(adres), feiten=facts_of(aanmelding.openstelling)[:2])
    return render(request, "proeverij/mijn.html", context)


@own_view
@require_http_methods(["GET", "HEAD", "POST"])
def mijn_edit(request: HttpRequest, aanmelding: Bezoekaanmelding) -> HttpResponse:
    """Come with more or fewer people, or give another address."""
    if request.method != "POST":
        return _form(request, aanmelding, VeranderForm.of(aanmelding))
    form = VeranderForm(request.POST)
    if not form.is_valid():
        return _form(request, aanmelding, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        aanmelden.change(aanmelding, form.bezoek(), versie=form.cleaned_data["versie"])
    except aanmelden.VolError as full:
        said = words_when_full(full.vrij)
        return _form(request, aanmelding, form, status=HTTPStatus.CONFLICT, melding=said)
    except VerouderdError:
        form.replace_versie(Bezoekaanmelding.objects.get(pk=aanmelding.pk).versie)
        return _form(request, aanmelding, form, status=HTTPStatus.CONFLICT, melding=VEROUDERD)
    messages.success(request, "Uw aanmelding is veranderd.")
    return redirect("proeverij:mijn", code_of(aanmelding))


def _form(
    request: HttpRequest, aanmelding: Bezoekaanmelding, form: VeranderForm, *, status: int = 200, melding: str = ""
) -> HttpResponse:
    context = _context(aanmelding, form=form, melding=melding)
    return render(request, "proeverij/mijn_edit.html", context, status=status)


@own_view
@require_http_methods(["GET", "HEAD", "POST"])
def mijn_cancel(request: HttpRequest, aanmelding: Bezoekaanmelding) -> HttpResponse:
    """Ask once, then remove everything that was given."""
    if request.method != "POST":
        return render(request, "proeverij/mijn_cancel.html", _context(aanmelding))
    aanmelden.cancel(aanmelding)
    messages.success(request, "U bent afgemeld. Wat u gaf, is gewist.")
    openstelling = aanmelding.openstelling
    return redirect("proeverij:publiek", openstelling.slug) if openstelling.is_visible else redirect("home")


@own_view
@require_safe
def mijn_ics(request: HttpRequest, aanmelding: Bezoekaanmelding) -> HttpResponse:
    """The meeting for one's own calendar."""
    openstelling = aanmelding.openstelling
    meeting = openstelling.bijeenkomst
    content = guest_calendar(meeting.pilot, [meeting], answers={meeting.pk: 0}, name="")
    name = f"{openstelling.slug}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
