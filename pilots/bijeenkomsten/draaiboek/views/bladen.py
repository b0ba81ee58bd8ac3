"""Take a run sheet out as a sheet, read one in after looking, or take over that of another meeting."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.limits import allow
from datt.core.lists import number_of
from datt.core.tabellen import SOORTEN, table_response
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.forms.blad import BladForm, Fout, read_lines
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Werkvorm
from pilots.bijeenkomsten.draaiboek.services import bladen
from pilots.bijeenkomsten.draaiboek.services.vervangen import compare, replace_blocks, rows_from, sources_for
from pilots.bijeenkomsten.draaiboek.services.volgorde import refuse_closed
from pilots.bijeenkomsten.draaiboek.views.draaiboek import address_of, find_draaiboek
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot


@require_safe
@pilot_view(Right.VIEW_LOG)
def draaiboek_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    als = request.GET.get("als", "")
    return table_response(bladen.sheet_of(find_draaiboek(pilot, bijeenkomst_id)), als if als in SOORTEN else "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def draaiboek_import(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Choose a file; what it would do is shown, nothing changes yet."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    refuse_closed(draaiboek)
    form = BladForm(request.POST, request.FILES) if request.method == "POST" else BladForm()
    if form.is_bound and not allow("draaiboek-inlezen", f"{request.user.pk}", most=60, seconds=3600):
        form.add_error(None, "U las net heel vaak een draaiboek in. Wacht een uur en probeer het opnieuw.")
    if form.is_bound and form.is_valid():
        numbers = draaiboek.blokken.standing().values_list("pk", flat=True)
        read = read_lines(form.gelezen, werkvormen=_known(draaiboek), nummers=numbers)
        return _preview(request, draaiboek, read.rijen, fouten=read.fouten)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    soorten = [(key, kind.naam) for key, kind in SOORTEN.items()]
    return _page(request, draaiboek, "draaiboek/draaiboek_import.html", status=status, form=form, soorten=soorten)


def _known(draaiboek: Draaiboek) -> Any:
    """The library, that of the gemeente, and what is used here but was removed since."""
    usable = Werkvorm.objects.usable_in(draaiboek.bijeenkomst.pilot.gemeente)
    return usable | Werkvorm.objects.filter(pk__in=draaiboek.blokken.standing().values("werkvorm"))


def _page(request: Request, draaiboek: Draaiboek, template: str, *, status: int, **more: Any) -> HttpResponse:
    meeting = draaiboek.bijeenkomst
    context = meeting_header(
        request, meeting.pilot, meeting, tab="draaiboek", draaiboek=draaiboek,
        fout_in_titel=status != HTTPStatus.OK, **more,
    )  # fmt: skip
    return respond(request, template, context, status=status)


def _preview(
    request: Request, draaiboek: Draaiboek, rows: Any, *, fouten: list[Fout] | Any = (), botst: bool = False
) -> HttpResponse:
    """What would be added, changed and removed."""
    status = HTTPStatus.CONFLICT if botst else HTTPStatus.UNPROCESSABLE_ENTITY if fouten else HTTPStatus.OK
    return _page(
        request, draaiboek, "draaiboek/draaiboek_preview.html", status=status,
        verschil=compare(draaiboek, rows), fouten=fouten, botst=botst, aantal=len(rows) + len(fouten),
        bewaard="" if fouten else bladen.keep(draaiboek, rows),
    )  # fmt: skip


@require_POST
@pilot_view(Right.EDIT)
def draaiboek_take(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Take over what the preview showed; when the run sheet changed since, show it anew."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    refuse_closed(draaiboek)
    found = bladen.kept(draaiboek, request.POST.get("bewaard", ""))
    if found is None:
        messages.warning(request, "Dit voorstel is te oud. Lees uw bestand nog een keer in. Er is niets veranderd.")
        return redirect(address_of(draaiboek, "draaiboek_import"))
    try:
        done = replace_blocks(draaiboek, found.rijen, versie=found.versie, zin="las een draaiboek in", by=request.user)
    except VerouderdError:
        return _preview(request, draaiboek, found.rijen, botst=True)
    messages.success(request, f"Het draaiboek is overgenomen: {done.in_woorden}.")
    return redirect(address_of(draaiboek))


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def draaiboek_copy(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Take over the run sheet of another meeting, of this pilot or of another one of yours."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    refuse_closed(draaiboek)
    status, fout = HTTPStatus.OK, ""
    if request.method == "POST":
        try:
            return _copied(request, draaiboek)
        except NothingChosen:
            status, fout = HTTPStatus.UNPROCESSABLE_ENTITY, "Kies een draaiboek."
        except VerouderdError:
            status, fout = HTTPStatus.CONFLICT, "Iemand anders veranderde net dit draaiboek. Kijk of u dit nog wilt."
            draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    sources = sources_for(request.user, draaiboek, Right.EDIT)
    return _page(
        request, draaiboek, "draaiboek/draaiboek_copy.html", status=status, fout=fout, bronnen=sources,
        aantal=draaiboek.blokken.standing().count(),
    )  # fmt: skip


class NothingChosen(Exception):  # noqa: N818  # it is an answer, not a fault
    """The form was sent without a choice."""


def _copied(request: Request, draaiboek: Draaiboek) -> HttpResponse:
    chosen = number_of(request.POST, "bron")
    if chosen is None:
        raise NothingChosen
    seen = Draaiboek.objects.for_user(request.user, Right.EDIT).select_related("bijeenkomst")
    source = get_object_or_404(seen.exclude(pk=draaiboek.pk), pk=chosen)
    done = replace_blocks(
        draaiboek, rows_from(source, draaiboek), versie=sent_versie(request.POST),
        zin=f"nam het draaiboek over van ‘{source.bijeenkomst}’", by=request.user,
    )  # fmt: skip
    messages.success(request, f"Dit is nu een kopie van het draaiboek van ‘{source.bijeenkomst}’: {done.in_woorden}.")
    return redirect(address_of(draaiboek))
