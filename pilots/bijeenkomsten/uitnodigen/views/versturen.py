"""Look at the invitations, send them, make the letters, and what goes out by itself."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of
from datt.documenten.services import order_document
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.brieven import BRIEVEN, latest_letters
from pilots.bijeenkomsten.uitnodigen.forms.gasten import VerstuurForm
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services import versturen, vooruit
from pilots.bijeenkomsten.uitnodigen.vooruit import Vooruit, find
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting

# A mail carries its own look; nothing in it may run, load or send.
OPMAAK = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def gast_versturen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """See each invitation as it goes out, add a word, try it on oneself, then send them all."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    versturen.refuse_unplanned(meeting)
    form = VerstuurForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid() or request.POST.get("actie") == "kijk":
        return _send_page(request, meeting, form)
    words = form.cleaned_data["toevoeging"]
    if request.POST.get("actie") == "proef":
        return _proof(request, meeting, form)
    count = versturen.send_invitations(meeting, by=request.user, toevoeging=words)
    _say_sent(request, count)
    return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)


def _say_sent(request: Request, count: int) -> None:
    if count:
        who = "1 uitnodiging gaat" if count == 1 else f"{count} uitnodigingen gaan"
        messages.success(request, f"{who} nu de deur uit. In de lijst ziet u hoe het met elk bericht gaat.")
    else:
        messages.info(request, "Er was niets meer te versturen. Iedereen op de lijst is al uitgenodigd.")


def _proof(request: Request, meeting: Bijeenkomst, form: VerstuurForm) -> HttpResponse:
    one = _shown(request, versturen.ready_to_send(meeting))
    if one is not None:
        versturen.send_proof(one, by=request.user, toevoeging=form.cleaned_data["toevoeging"])
        messages.success(request, f"De proef is onderweg naar {request.user.email}.")
    return _send_page(request, meeting, form)


def _shown(request: Request, rows: list[Uitnodiging]) -> Uitnodiging | None:
    """The guest whose messages the page shows: the one that was asked for, else the first."""
    wanted = number_of(request.POST if request.method == "POST" else request.GET, "gast")
    return next((one for one in rows if one.pk == wanted), rows[0] if rows else None)


def _send_page(request: Request, meeting: Bijeenkomst, form: VerstuurForm) -> HttpResponse:
    who = versturen.sort_out(meeting, versturen.ready_to_send(meeting))
    # Who gets a mail first: that is what the page is for.
    rows = [*who.mail, *who.sms, *(one for one, _ in who.op_papier)]
    one = _shown(request, rows)
    is_wrong = form.is_bound and not form.is_valid()
    words = form.cleaned_data.get("toevoeging", "") if form.is_bound else ""
    context = meeting_header(
        request, meeting.pilot, meeting, tab="gasten",
        form=form, lijst=who, rijen=rows, gast=one,
        bezwaar=next((why for paper, why in who.op_papier if paper == one), ""),
        bekeken=versturen.look_at(one, words) if one else None,
        vorige=rows[rows.index(one) - 1] if one and rows.index(one) else None,
        volgende=next(iter(rows[rows.index(one) + 1 :]), None) if one else None,
        zonder_telefoon=versturen.lacks_phone(meeting), brief=latest_letters(meeting),
        fout_in_titel=is_wrong,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return respond(request, "uitnodigen/gasten_versturen.html", context, status=status)


@require_POST
@csp_override(OPMAAK)
@pilot_view(Right.INVITE)
def gast_voorbeeld(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The mail of one guest as a mail program shows it, with the word that was typed."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form, one = VerstuurForm(request.POST), _shown(request, versturen.ready_to_send(meeting))
    if one is None or not form.is_valid():
        return _send_page(request, meeting, form)
    return HttpResponse(versturen.look_at(one, form.cleaned_data["toevoeging"]).mail.html)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def gast_brieven(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Order the letters for who has no mail, or for everybody, and fetch the file."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    versturen.refuse_unplanned(meeting)
    if request.method == "POST":
        kind = BRIEVEN.get(request.POST.get("voor", ""), BRIEVEN["zonder_mail"])
        order_document(kind, meeting, by=request.user)
        return redirect("uitnodigen:gast_brieven", pilot.pk, meeting.pk)
    rows = versturen.ready_to_send(meeting)
    context = meeting_header(
        request, pilot, meeting, tab="gasten", brieven=latest_letters(meeting),
        op_papier=versturen.sort_out(meeting, rows).op_papier, aantal=meeting.uitnodigingen.of_live().count(),
    )  # fmt: skip
    return respond(request, "uitnodigen/gasten_brieven.html", context, partial="brieven")


@require_POST
@pilot_view(Right.INVITE)
def gast_gepost(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The letters are in the post."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    count = versturen.mark_posted(meeting, by=request.user)
    messages.success(request, "1 brief is op de post." if count == 1 else f"{count} brieven zijn op de post.")
    return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.INVITE)
def bericht_plan(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """What goes out by itself before the meeting, and when."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    context = meeting_header(request, pilot, meeting, tab="gasten", regels=vooruit.plan_of(meeting))
    return respond(request, "uitnodigen/gasten_plan.html", context)


def _find(bericht: str) -> Vooruit:
    found = find(bericht)
    if found is None:
        raise Http404
    return found


@require_POST
@pilot_view(Right.INVITE)
def bericht_schakel(request: Request, pilot: Pilot, bijeenkomst_id: int, bericht: str) -> HttpResponse:
    """Let a message go by itself, or not."""
    meeting, one = find_meeting(pilot, bijeenkomst_id), _find(bericht)
    aan = request.POST.get("aan") == "ja"
    vooruit.switch(meeting, one, aan=aan, by=request.user)
    messages.success(request, f"‘{one.titel}’ gaat weer vanzelf." if aan else f"‘{one.titel}’ staat uit.")
    return redirect("uitnodigen:bericht_plan", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.INVITE)
def bericht_nu(request: Request, pilot: Pilot, bijeenkomst_id: int, bericht: str) -> HttpResponse:
    """Send it today."""
    meeting, one = find_meeting(pilot, bijeenkomst_id), _find(bericht)
    count = vooruit.send_now(meeting, one, by=request.user)
    if count:
        messages.success(request, f"‘{one.titel}’ gaat naar {'1 persoon' if count == 1 else f'{count} mensen'}.")
    else:
        messages.info(request, "Iedereen had dit bericht al. Er ging niets uit.")
    return redirect("uitnodigen:bericht_plan", pilot.pk, meeting.pk)
