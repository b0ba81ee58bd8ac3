"""The verslag of a meeting: read it, write it in parts, fix it, open it again, fetch the PDF."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.versions import VerouderdError, sent_versie
from datt.documenten.services import retry_document
from pilots.access import Right
from pilots.bijeenkomsten.verslag.delen import DELEN, Deel, deel_of
from pilots.bijeenkomsten.verslag.forms.verslag import AfspraakForm, DeelForm, HeropenForm, VaststelForm
from pilots.bijeenkomsten.verslag.models import Afspraak, AfspraakStatus, Verslag, Verslagdeel, Verslagopmerking
from pilots.bijeenkomsten.verslag.post import invited_to, on_paper
from pilots.bijeenkomsten.verslag.services import vaststellen
from pilots.bijeenkomsten.verslag.services.inhoud import inhoud_of
from pilots.bijeenkomsten.verslag.services.schrijven import may_write, save_deel, verslag_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting


@dataclass(kw_only=True)
class Stuk:
    """One text on the page: what is there, and the form to change it."""

    deel: Deel
    rij: Verslagdeel
    form: DeelForm
    conflict: bool = False
    has_errors: bool = False
    # Why it was not saved while somebody was typing; then `versie` stays the one they began with.
    nog_niet: str = ""
    typed_on: int | None = None

    @property
    def versie(self) -> int:
        return self.rij.versie if self.typed_on is None else self.typed_on

    @property
    def anchor(self) -> str:
        return f"v-{self.deel.slug}"


@require_safe
@pilot_view(Right.DOWNLOAD)
def verslag_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Write it, or read what was fixed."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    return page(request, pilot, meeting)


@require_POST
@pilot_view(Right.EDIT)
def deel_save(request: Request, pilot: Pilot, bijeenkomst_id: int, deel_slug: str) -> HttpResponse:
    """Save one text, also while somebody types."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    deel = deel_of(deel_slug)
    if deel is None:
        raise Http404
    stuk = _stuk(verslag_of(meeting), deel, DeelForm(request.POST, deel=deel))
    if not stuk.form.is_valid():
        stuk.has_errors = True
        return _again(request, pilot, meeting, stuk, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        stuk.rij = save_deel(meeting, deel, stuk.form.text(), versie=sent_versie(request.POST), by=request.user)
    except VerouderdError:
        stuk.rij, stuk.conflict = _stuk(verslag_of(meeting), deel, stuk.form).rij, True
        return _again(request, pilot, meeting, stuk, HTTPStatus.CONFLICT)
    if request.htmx:
        context = {"stuk": stuk, "bewaard_op": timezone.now(), "pilot": pilot, "bijeenkomst": meeting}
        return render(request, "verslag/verslag_detail.html#stand", context)
    messages.success(request, f"Bewaard: {deel.titel}")
    return redirect(f"{reverse('verslag:verslag_detail', args=[pilot.pk, meeting.pk])}#{stuk.anchor}")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def verslag_fix(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Ask once until when people may react; then it stands, and everybody who was invited hears it."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    verslag = verslag_of(meeting)
    if verslag.is_fixed():
        return redirect(verslag)
    form = VaststelForm(request.POST if request.method == "POST" else None, eerste=verslag.nummer == 0)
    if form.is_bound and form.is_valid():
        vaststellen.fix_verslag(meeting, form.how(), by=request.user)
        messages.success(request, "Het verslag is vastgesteld. De pdf wordt nu gemaakt.")
        return redirect(verslag)
    op_papier = on_paper(meeting)
    context = meeting_header(
        request, pilot, meeting, tab="verslag", verslag=verslag, form=form,
        mist=vaststellen.missing_in(meeting, verslag), inhoud=inhoud_of(meeting, verslag),
        aantal=invited_to(meeting).count() - len(op_papier), op_papier=op_papier,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return respond(request, "verslag/verslag_fix.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def verslag_reopen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Ask for the reason, then it can be changed; what was sent stays as it is."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    verslag = verslag_of(meeting)
    if not verslag.is_fixed():
        return redirect("verslag:verslag_detail", pilot.pk, meeting.pk)
    form = HeropenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        vaststellen.reopen_verslag(meeting, reden=form.cleaned_data["reden"], by=request.user)
        messages.success(request, "Het verslag staat weer open. Wat verstuurd is, blijft zoals het is.")
        return redirect(verslag)
    context = meeting_header(request, pilot, meeting, tab="verslag", verslag=verslag, form=form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return respond(request, "verslag/verslag_reopen.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def verslag_withdraw(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Ask for the reason; then guests read it no more."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    verslag = verslag_of(meeting)
    if request.method != "POST" and not verslag.may_be_withdrawn():
        return redirect("verslag:verslag_detail", pilot.pk, meeting.pk)
    form = HeropenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        vaststellen.withdraw_verslag(meeting, reden=form.cleaned_data["reden"], by=request.user)
        messages.success(request, "Het verslag is ingetrokken. Gasten kunnen het niet meer lezen.")
        return redirect(verslag)
    context = meeting_header(request, pilot, meeting, tab="verslag", verslag=verslag, form=form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return respond(request, "verslag/verslag_withdraw.html", context, status=status)


@require_POST
@pilot_view(Right.EDIT)
def opmerking_done(request: Request, pilot: Pilot, bijeenkomst_id: int, opmerking_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    verslag = get_object_or_404(Verslag, bijeenkomst=meeting)
    remark = get_object_or_404(verslag.opmerkingen.select_related("verslag__bijeenkomst__pilot"), pk=opmerking_id)
    vaststellen.handle_remark(remark, by=request.user)
    messages.success(request, "De opmerking is verwerkt.")
    return redirect(verslag)


@require_POST
@pilot_view(Right.EDIT)
def verslag_pdf_retry(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Make the PDF again that failed."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    document = vaststellen.newest_document(meeting)
    if document is None:
        raise Http404
    retry_document(document, by=request.user)
    return redirect("verslag:verslag_detail", pilot.pk, meeting.pk)


def page(
    request: Request, pilot: Pilot, meeting: Bijeenkomst, *, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    """The page of the verslag as this user may see it."""
    verslag = verslag_of(meeting)
    writes = Right.EDIT in request.rights and may_write(meeting) and not verslag.is_fixed() and not pilot.is_read_only()
    versie = vaststellen.newest_version(meeting)
    context = {
        "verslag": verslag,
        "schrijft": writes,
        "mag_schrijven": may_write(meeting),
        "versie": versie,
        "document": vaststellen.newest_document(meeting) if versie else None,
        "inhoud": inhoud_of(meeting, verslag),
        **(_to_write(meeting, verslag, more) if writes else {}),
        **(_remarks(verslag) if Right.EDIT in request.rights else {}),
        **({"op_papier": on_paper(meeting)} if versie and Right.EDIT in request.rights else {}),
        **more,
    }
    return respond(
        request, "verslag/verslag_detail.html", meeting_header(request, pilot, meeting, tab="verslag", **context),
        status=status,
    )  # fmt: skip


def _to_write(meeting: Bijeenkomst, verslag: Verslag, more: dict[str, Any]) -> dict[str, Any]:
    instead = more.get("in_plaats")
    rows = {row.deel: row for row in _rows(verslag)}
    return {
        "stukken": [
            instead
            if instead is not None and instead.deel is deel
            else _with_form(deel, rows.get(deel.slug) or Verslagdeel(deel=deel.slug))
            for deel in DELEN
        ],
        "afspraak_form": AfspraakForm(),
        "vervallen": list(Afspraak.objects.filter(bijeenkomst=meeting, status=AfspraakStatus.VERVALLEN)),
    }


def _remarks(verslag: Verslag) -> dict[str, Any]:
    remarks = Verslagopmerking.objects.filter(verslag=verslag.pk)
    return {"opmerkingen": list(remarks.select_related("persoon__organisatie"))}


def _rows(verslag: Verslag) -> QuerySet[Verslagdeel]:
    return Verslagdeel.objects.filter(verslag=verslag.pk).select_related("gewijzigd_door")


def _stuk(verslag: Verslag, deel: Deel, form: DeelForm | None) -> Stuk:
    return _with_form(deel, _rows(verslag).filter(deel=deel.slug).first() or Verslagdeel(deel=deel.slug), form)


def _with_form(deel: Deel, row: Verslagdeel, form: DeelForm | None = None) -> Stuk:
    return Stuk(deel=deel, rij=row, form=form or DeelForm(deel=deel, initial={"inhoud": row.inhoud}))


def _again(request: Request, pilot: Pilot, meeting: Bijeenkomst, stuk: Stuk, status: int) -> HttpResponse:
    """Show the text again with what was typed: alone for htmx, else on the whole page.

    While somebody types only the line below the field changes.
    """
    if not request.htmx:
        return page(request, pilot, meeting, status=status, in_plaats=stuk)
    context = {"stuk": stuk, "pilot": pilot, "bijeenkomst": meeting}
    if "actie" not in request.POST:
        stuk.nog_niet, stuk.typed_on = _why_not(stuk), sent_versie(request.POST)
        return render(request, "verslag/verslag_detail.html#stand", context, status=status)
    response = render(request, "verslag/verslag_detail.html#stuk", context, status=status)
    response["HX-Retarget"] = f"#{stuk.anchor}"
    response["HX-Reswap"] = "outerHTML"
    return response


def _why_not(stuk: Stuk) -> str:
    if stuk.conflict:
        return f"{stuk.rij.gewijzigd_door} bewaarde intussen een andere tekst. Druk op Bewaar, dan ziet u beide."
    return " ".join(str(error) for errors in stuk.form.errors.values() for error in errors)
