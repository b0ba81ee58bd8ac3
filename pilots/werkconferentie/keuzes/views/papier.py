"""Choice forms on paper: print them, key them in with two people, settle what they read differently."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import page_of
from pilots.access import Right
from pilots.bijeenkomsten.dag.services.papieren import papers_of
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.keuzes.aanbod import offer_for, offer_of
from pilots.werkconferentie.keuzes.documents import SOORTEN
from pilots.werkconferentie.keuzes.forms.keuzes import PapierForm, VerschilForm
from pilots.werkconferentie.keuzes.models import Keuzeformulier, KeuzeformulierStatus
from pilots.werkconferentie.keuzes.services import overnemen, printen, tellen
from pilots.werkconferentie.keuzes.services.bewaren import offer_to_choose
from pilots.werkconferentie.programma.delen import programme_header

S = KeuzeformulierStatus
GEZEGD = {
    S.EEN_KEER: "Bewaard. Laat nu iemand anders dit formulier ook overnemen.",
    S.KLAAR: "Twee mensen lazen hetzelfde. De keuzes van {} zijn bewaard.",
    S.VERSCHIL: "U las iets anders dan de eerste. Pak het papier erbij en kijk wat er staat.",
    S.ZELF: "De gast koos zelf iets anders dan op het papier staat. Kies wat geldt.",
}


@require_safe
@pilot_view(Right.INVITE)
def formulier_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How far the forms are; a code of a form that was typed goes straight to that form."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    vraag = overnemen.Formuliervraag.read(request.GET)
    if vraag.woorden and not request.htmx and overnemen.find_form(meeting, vraag.woorden):
        return redirect("keuzes:formulier_code", pilot.pk, meeting.pk, overnemen.plain_code(vraag.woorden))
    rows = overnemen.form_rows(meeting)
    found = overnemen.find_form_rows(rows, vraag)
    page, papers = page_of(request, found, tellen.PER_BLADZIJDE), papers_of(meeting, SOORTEN)
    context = programme_header(
        request, pilot, meeting, deel="keuzes", vraag=vraag, bladzijde=page, rijen=page.object_list,
        aantal=len(found), totaal=len(rows), tellingen=overnemen.count_forms(rows), papieren=papers,
        wacht=any(one.document and one.document.is_waiting() for one in papers),
        is_openbaar=bool(offer_of(meeting).rondes), statussen=S.choices,
    )  # fmt: skip
    partial = "papieren" if request.headers.get("HX-Target") == "papieren" else "formulieren"
    return respond(request, "keuzes/formulier_list.html", context, partial=partial)


@require_POST
@pilot_view(Right.INVITE)
def formulier_print(request: Request, pilot: Pilot, bijeenkomst_id: int, formuliersoort: str) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    kind = next((kind for kind in SOORTEN if kind.key == formuliersoort), None)
    if kind is None:
        raise Http404
    printen.order_forms(kind, meeting, by=request.user)
    return redirect("keuzes:formulier_list", pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.INVITE)
def formulier_code(request: Request, pilot: Pilot, bijeenkomst_id: int, formuliercode: str) -> HttpResponse:
    """A form was scanned: the page to key it in."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = overnemen.find_form(meeting, formuliercode)
    if form is None:
        raise Http404
    gast = get_object_or_404(meeting.uitnodigingen.of_live(), persoon=form.persoon_id)
    return redirect("keuzes:formulier_overnemen", pilot.pk, meeting.pk, gast.pk)


def _guest(meeting: Bijeenkomst, uitnodiging_id: int) -> Uitnodiging:
    found: Uitnodiging = get_object_or_404(meeting.uitnodigingen.of_live().with_persoon(), pk=uitnodiging_id)
    return found


def _form_of(meeting: Bijeenkomst, gast: Uitnodiging) -> Keuzeformulier | None:
    found = meeting.keuzeformulieren.filter(persoon=gast.persoon_id).first()
    if found is not None:
        found.bijeenkomst, found.persoon = meeting, gast.persoon
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def formulier_overnemen(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Key in what stands on the paper. What somebody else read is not shown: two people read on their own."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    gast = _guest(meeting, uitnodiging_id)
    form = _form_of(meeting, gast)
    if form is not None and form.status in {S.VERSCHIL, S.ZELF}:
        return redirect("keuzes:formulier_verschil", pilot.pk, meeting.pk, gast.pk)
    aanbod = offer_for(offer_to_choose(meeting), gast.persoon)
    mine = form.overnames.filter(door=request.user).first() if form else None
    asked = PapierForm(
        request.POST if request.method == "POST" else None, aanbod=aanbod, keuzes=mine.as_choices if mine else None
    )
    if not asked.is_bound or not asked.is_valid():
        return _key_page(request, meeting, gast, asked, form=form, mine=mine is not None)
    after = overnemen.key_in(form or overnemen.form_for(meeting, gast.persoon), asked.keuzes, by=request.user)
    return _next(request, after, gast)


def _key_page(
    request: Request, meeting: Bijeenkomst, gast: Uitnodiging, asked: PapierForm, *,
    form: Keuzeformulier | None, mine: bool,
) -> HttpResponse:  # fmt: skip
    context = programme_header(
        request, meeting.pilot, meeting, deel="keuzes", form=asked, uitnodiging=gast, formulier=form, zelf=mine,
        heeft_nodig=False, fout_in_titel=asked.is_bound,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return respond(request, "keuzes/formulier_overnemen.html", context, status=status)


def _next(request: Request, form: Keuzeformulier, gast: Uitnodiging) -> HttpResponse:
    """Say what came of it, and go where the next thing is done."""
    status = S(form.status)
    say = messages.success if status in {S.EEN_KEER, S.KLAAR} else messages.warning
    say(request, GEZEGD[status].format(gast.persoon))
    where = "formulier_list" if status in {S.EEN_KEER, S.KLAAR} else "formulier_verschil"
    args = [form.bijeenkomst.pilot_id, form.bijeenkomst_id]
    return redirect(f"keuzes:{where}", *args, *([] if where == "formulier_list" else [gast.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def formulier_verschil(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Two people read something else, or the guest chose otherwise: a person decides, with the paper in hand."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    gast = _guest(meeting, uitnodiging_id)
    form = _form_of(meeting, gast)
    if form is None or form.status not in {S.VERSCHIL, S.ZELF}:
        return redirect("keuzes:formulier_list", pilot.pk, meeting.pk)
    if form.status == S.ZELF:
        return _decide(request, form, gast)
    entries = list(form.overnames.select_related("door"))
    aanbod = offer_for(offer_to_choose(meeting), gast.persoon)
    asked = VerschilForm(request.POST if request.method == "POST" else None, aanbod=aanbod, gelezen=entries)
    if asked.is_bound and asked.is_valid():
        return _next(request, overnemen.settle(form, asked.keuzes, by=request.user), gast)
    context = programme_header(
        request, pilot, meeting, deel="keuzes", form=asked, uitnodiging=gast, formulier=form, overnames=entries,
        mag=overnemen.may_settle(form, request.user), heeft_nodig=False, fout_in_titel=asked.is_bound,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return respond(request, "keuzes/formulier_verschil.html", context, status=status)


def _decide(request: Request, form: Keuzeformulier, gast: Uitnodiging) -> HttpResponse:
    meeting = form.bijeenkomst
    if request.method == "POST" and request.POST.get("geldt") in {"papier", "zelf"}:
        overnemen.decide(form, papier=request.POST["geldt"] == "papier", by=request.user)
        messages.success(request, f"Bewaard wat er geldt voor {gast.persoon}.")
        return redirect("keuzes:formulier_list", meeting.pilot_id, meeting.pk)
    aanbod = offer_of(meeting)
    own = tellen.choices_of(meeting).get(gast.persoon_id, {})
    context = programme_header(
        request, meeting.pilot, meeting, deel="keuzes", uitnodiging=gast, formulier=form,
        op_papier=tellen.in_words(aanbod, overnemen.agreed_of(form)), zelf=tellen.in_words(aanbod, own),
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return respond(request, "keuzes/formulier_zelf.html", context, status=status)


@require_POST
@pilot_view(Right.INVITE)
def formulier_opnieuw(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Key it in from the beginning."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    gast = _guest(meeting, uitnodiging_id)
    form = _form_of(meeting, gast)
    if form is None:
        raise Http404
    overnemen.begin_again(form, by=request.user)
    messages.success(request, f"Het formulier van {gast.persoon} kan opnieuw worden overgenomen.")
    return redirect("keuzes:formulier_list", pilot.pk, meeting.pk)
