"""Read in a list: upload it, say what the columns are, look at every line, confirm."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.limits import allow
from datt.core.lists import page_of
from datt.core.states import TransitionError
from datt.core.tabellen import OnleesbaarBestand, table_response
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.partners.forms.inlezen import BestandForm, KolommenForm
from pilots.partners.forms.velden import grouped_types
from pilots.partners.models import Inleesvoorstel
from pilots.partners.models.inleesstatus import ONAF, Hoe, InleesStatus
from pilots.partners.models.inlezen import Keuze, Oordeel
from pilots.partners.services.inlezen import terug
from pilots.partners.services.inlezen import voorstel as services
from pilots.partners.services.inlezen.voorbeeld import example_table
from pilots.partners.services.inlezen.werk import begin
from pilots.partners.services.kolommen import needs_mapping
from pilots.traject.kop import header
from pilots.traject.models import Pilot

PER_BLADZIJDE = 50


def find(pilot: Pilot, voorstel_id: int) -> Inleesvoorstel:
    lists = Inleesvoorstel.objects.filter(pilot=pilot).select_related("standaard_type").defer("inhoud")
    voorstel: Inleesvoorstel = get_object_or_404(lists, pk=voorstel_id)
    voorstel.pilot = pilot
    return voorstel


def next_url(voorstel: Inleesvoorstel, query: str = "") -> str:
    """Where this list goes on: a column that we do not know is asked about first."""
    if voorstel.status == InleesStatus.OPEN and needs_mapping(voorstel.kolommen):
        return reverse("partners:import_columns", args=[voorstel.pilot_id, voorstel.pk])
    url = voorstel.get_absolute_url()
    return f"{url}?{query}" if query else url


def _closed(request: Request, voorstel: Inleesvoorstel) -> HttpResponseRedirect | None:
    """A list that does not wait for a person shows how far it is, or what came of it."""
    if voorstel.status == InleesStatus.OPEN:
        return None
    if request.method == "POST" and voorstel.status in ONAF:
        raise TransitionError(f"Wij zijn nu zelf bezig met de lijst {voorstel}. Ververs de pagina en kijk hoe ver.")
    return redirect(voorstel)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def import_upload(request: Request, pilot: Pilot) -> HttpResponse:
    """Choose a file; it is read and shown, nothing enters the pilot yet."""
    form = BestandForm(request.POST, request.FILES) if request.method == "POST" else BestandForm()
    if request.method == "POST" and not allow("inlezen", f"{request.user.pk}", most=60, seconds=3600):
        form.add_error(None, "U las net heel vaak een lijst in. Wacht een uur en probeer het opnieuw.")
    if form.is_bound and form.is_valid():
        voorstel = services.propose(
            pilot, form.inhoud, bestandsnaam=str(form.cleaned_data["bestand"].name), by=request.user
        )
        try:
            begin(voorstel)
            return redirect(next_url(voorstel))
        except OnleesbaarBestand as error:
            form.add_error("bestand", str(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    waiting = Inleesvoorstel.objects.filter(pilot=pilot).unfinished().defer("inhoud")
    context = header(request, pilot, tab="partners", form=form, wachtend=list(waiting[:5]), typen=grouped_types()[1:])
    return respond(request, "partners/import_upload.html", context, status=status)


@require_GET
@pilot_view(Right.PARTNERS)
def import_example(request: Request, pilot: Pilot) -> HttpResponse:
    """A file with our headings and one filled line."""
    return table_response(example_table(), "csv" if request.GET.get("als") == "csv" else "xlsx")


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def import_columns(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Say what stands in each column."""
    voorstel = find(pilot, voorstel_id)
    if closed := _closed(request, voorstel):
        return closed
    lines = list(voorstel.regels.all()[:20])
    form = KolommenForm(request.POST if request.method == "POST" else None, voorstel=voorstel, regels=lines)
    if form.is_bound and form.is_valid():
        services.set_columns(voorstel, form.kolommen(), form.cleaned_data["standaard_type"])
        begin(voorstel)
        return redirect(voorstel)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = header(request, pilot, tab="partners", voorstel=voorstel, form=form)
    return respond(request, "partners/import_columns.html", context, status=status)


@require_GET
@pilot_view(Right.PARTNERS)
def import_preview(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """What every line would do."""
    voorstel = find(pilot, voorstel_id)
    return _closed(request, voorstel) or _preview(request, pilot, voorstel)


def _preview(request: Request, pilot: Pilot, voorstel: Inleesvoorstel, **extra: Any) -> HttpResponse:
    counts = services.count_judgements(voorstel)
    toon = request.GET.get("toon", "")
    lines = voorstel.regels.select_related("lijkt_op")
    if toon in Oordeel.values:
        lines = lines.filter(oordeel=toon)
    page = page_of(request, lines, PER_BLADZIJDE)
    for line in page.object_list:
        line.voorstel = voorstel
    context = header(
        request, pilot, tab="partners", voorstel=voorstel, bladzijde=page, regels=page.object_list, toon=toon,
        tellingen=[(oordeel, oordeel.label, counts[oordeel]) for oordeel in Oordeel if counts[oordeel]],
        totaal=sum(counts.values()), te_kiezen=counts[Oordeel.KIES], fouten=counts[Oordeel.FOUT],
        doet_iets=bool(voorstel.partners_erbij or voorstel.mensen_erbij or voorstel.aangevuld),
        **extra,
    )  # fmt: skip
    status = extra.get("status", HTTPStatus.OK)
    return respond(request, "partners/import_preview.html", context, partial="voorstel", status=status)


@require_POST
@pilot_view(Right.PARTNERS)
def import_choices(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Keep what was chosen on this page of the preview."""
    voorstel = find(pilot, voorstel_id)
    if closed := _closed(request, voorstel):
        return closed
    voor_alle = request.POST.get("alle", "")
    voor_alle = voor_alle if voor_alle in (Keuze.ZELFDE, Keuze.NIEUW) else ""
    if services.choose(voorstel, _chosen(request.POST), voor_alle=voor_alle):
        begin(voorstel)
    query = QueryDict(mutable=True)
    query.update({key: request.POST[key] for key in ("toon", "p") if request.POST.get(key)})
    return redirect(next_url(voorstel, query.urlencode()))


def _chosen(posted: QueryDict) -> dict[int, str]:
    names = {name.removeprefix("keuze_"): posted[name] for name in posted if name.startswith("keuze_")}
    return {int(pk): keuze for pk, keuze in names.items() if pk.isascii() and pk.isdigit() and keuze in Keuze.values}


@require_POST
@pilot_view(Right.PARTNERS)
def import_confirm(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Read the list in, once."""
    voorstel = find(pilot, voorstel_id)
    hoe = request.POST.get("hoe", "")
    if voorstel.status == InleesStatus.INLEZEN:  # the button was pressed twice
        return redirect(voorstel)
    if closed := _closed(request, voorstel):
        return closed
    if hoe not in Hoe.values:
        return _preview(
            request, pilot, voorstel, status=HTTPStatus.UNPROCESSABLE_ENTITY, fout="Kies hoe u de lijst inleest."
        )
    try:
        services.confirm(voorstel, Hoe(hoe), by=request.user)
    except services.StillToChoose:
        return _preview(
            request, pilot, voorstel, status=HTTPStatus.UNPROCESSABLE_ENTITY,
            fout="Bij een of meer regels moet u nog kiezen of het dezelfde organisatie is.",
        )  # fmt: skip
    begin(voorstel)
    if voorstel.status == InleesStatus.OPEN:  # it turned out different; the list says so itself
        return _preview(request, pilot, voorstel, status=HTTPStatus.CONFLICT)
    return redirect(voorstel)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def import_cancel(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Throw the list away; nothing of it was in the pilot."""
    voorstel = find(pilot, voorstel_id)
    if voorstel.status not in ONAF:
        return redirect(voorstel)
    if request.method == "POST":
        services.throw_away(voorstel)
        messages.success(request, f"De lijst {voorstel} is weggegooid. Er is niets ingelezen.")
        return redirect("partners:partner_list", pilot.pk)
    context = header(request, pilot, tab="partners", voorstel=voorstel)
    return respond(request, "partners/import_cancel.html", context)


@require_GET
@pilot_view(Right.PARTNERS)
def import_result(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """What came of it, and the way back."""
    voorstel = find(pilot, voorstel_id)
    if voorstel.status in ONAF:
        return redirect(voorstel)
    context = header(request, pilot, tab="partners", voorstel=voorstel, terug_tot=voorstel.undo_until())
    return respond(request, "partners/import_result.html", context)


@require_POST
@pilot_view(Right.PARTNERS)
def import_undo(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Take back what nothing leans on yet."""
    voorstel = find(pilot, voorstel_id)
    done = terug.undo(voorstel, by=request.user)
    messages.success(
        request,
        f"Teruggedraaid. Weer weg: {_count(done.partners, 'partner', 'partners')} en "
        f"{_count(done.mensen, 'persoon', 'mensen')}.",
    )
    if done.gebleven:
        messages.warning(
            request, f"Dit bleef staan, want er is al mee gewerkt: {_count(done.gebleven, 'partner', 'partners')}."
        )
    return redirect(voorstel)


def _count(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
