"""The checklist: all tasks of the pilot, one task, and ticking them off."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from datt.core.tabellen import SOORTEN, table_response
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.forms.taak import TaakEditForm, TaakForm, TaakVervaltForm
from pilots.traject.kop import header
from pilots.traject.models import Pilot, Taak, TaakStatus
from pilots.traject.services import taken as services
from pilots.traject.services.takenlijst import PER_BLADZIJDE, SORTERINGEN, STATEN, WIE, Takenvraag, tasks_table
from pilots.traject.services.verloop import refuse_ended
from pilots.traject.services.vinden import find_meeting
from pilots.traject.views.bijeenkomst import seen_tasks


def find_task(request: Request, pilot: Pilot, taak_id: int) -> Taak:
    """A task that this user may see; another does not exist."""
    task: Taak = get_object_or_404(seen_tasks(request, pilot).with_people(), pk=taak_id)
    task.bijeenkomst.pilot = pilot
    return task


@require_safe
@pilot_view(Right.VIEW)
def taak_list(request: Request, pilot: Pilot) -> HttpResponse:
    """The checklists of all meetings together; who only does some sees only those."""
    today = timezone.localdate()
    prefetch_related_objects([pilot], "bijeenkomsten")
    vraag = Takenvraag.read(request.GET)
    seen = seen_tasks(request, pilot)
    found = vraag.find(seen.with_people(), request.user, today)
    page = page_of(request, found, PER_BLADZIJDE)
    context = header(
        request, pilot, tab="bijeenkomsten",
        vraag=vraag, bladzijde=page, aantal=page.paginator.count,
        regels=services.rows_of(page.object_list, request.user, request.rights, today),
        voortgang=services.total_of(services.progress_of(seen, today).values()),
        lijst="pilot", terug=request.get_full_path(),
        ziet_alles=Right.EDIT in request.rights or Right.VIEW_LOG in request.rights,
        filter=request.GET.urlencode(), soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
        wie_keuzes=WIE.items(), staten=STATEN.items(), sorteringen=SORTERINGEN.items(),
        bijeenkomsten=list(pilot.bijeenkomsten.all()),
    )  # fmt: skip
    return respond(request, "traject/taak_list.html", context, partial="taken")


@require_safe
@pilot_view(Right.VIEW)
def taak_export(request: Request, pilot: Pilot) -> HttpResponse:
    """Download the tasks that the page shows, all of them."""
    found = Takenvraag.read(request.GET).find(
        seen_tasks(request, pilot).with_people(), request.user, timezone.localdate()
    )
    als = request.GET.get("als", "")
    return table_response(tasks_table(pilot, found), als if als in SOORTEN else "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.VIEW)
def taak_detail(request: Request, pilot: Pilot, taak_id: int) -> HttpResponse:
    """One task; the facilitator changes it here. For htmx its row in a list."""
    task = find_task(request, pilot, taak_id)
    status, clashes, form = HTTPStatus.OK, None, None
    if request.method == "POST" and Right.EDIT not in request.rights:
        raise PermissionDenied
    if Right.EDIT in request.rights:
        form = TaakEditForm(
            request.POST if request.method == "POST" else None,
            people=services.doers(pilot), versie=task.versie, initial=TaakForm.initial_of(task),
        )  # fmt: skip
        if form.is_bound:
            try:
                if _kept(request, task, form):
                    return redirect(task)
                status = HTTPStatus.UNPROCESSABLE_ENTITY
            except VerouderdError:
                status = HTTPStatus.CONFLICT
                task = find_task(request, pilot, taak_id)
                clashes = differences(form, _now(task))
                form.replace_versie(task.versie)
    return _detail(request, pilot, task, status=status, form=form, verschillen=clashes)


def _kept(request: Request, task: Taak, form: TaakEditForm) -> bool:
    if not form.is_valid():
        return False
    services.change_task(task, form.values(), versie=form.cleaned_data["versie"], by=request.user)
    messages.success(request, f"De taak ‘{task}’ is bewaard.")
    return True


def _now(task: Taak) -> dict[str, Any]:
    return {**TaakForm.initial_of(task), "eigenaar": task.eigenaar}


def _detail(request: Request, pilot: Pilot, task: Taak, *, status: int, **context: Any) -> HttpResponse:
    if request.htmx:
        return _row(request, pilot, task)
    [row] = services.rows_of([task], request.user, request.rights, timezone.localdate())
    page = header(
        request, pilot, tab="bijeenkomsten",
        taak=task, regel=row, wanneer=services.when_of(task),
        fout_in_titel=status != HTTPStatus.OK,
        gebeurtenissen=list(Gebeurtenis.objects.about(task)[:20]) if Right.VIEW_LOG in request.rights else [],
        reden=_last_reason(task),
        **context,
    )  # fmt: skip
    return respond(request, "traject/taak_detail.html", page, status=status)


def _last_reason(task: Taak) -> str:
    if task.status != TaakStatus.VERVALLEN:
        return ""
    line = Gebeurtenis.objects.about(task).exclude(reden="").first()
    return line.reden if line else ""


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def taak_add(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Put a task of one's own on the checklist of this meeting."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_ended(pilot)
    form = TaakForm(
        request.POST if request.method == "POST" else None,
        people=services.doers(pilot), initial={"dagen": 7, "wanneer": "voor"},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        task = services.add_task(meeting, form.values(), by=request.user)
        messages.success(request, f"De taak ‘{task}’ staat op de lijst.")
        return redirect(f"{meeting.get_absolute_url()}#taak-{task.pk}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = header(request, pilot, tab="bijeenkomsten", bijeenkomst=meeting, form=form)
    return respond(request, "traject/taak_nieuw.html", context, status=status)


@require_POST
@pilot_view(Right.VIEW)
def taak_begin(request: Request, pilot: Pilot, taak_id: int) -> HttpResponse:
    return _take(request, pilot, taak_id, services.begin_task)


@require_POST
@pilot_view(Right.VIEW)
def taak_finish(request: Request, pilot: Pilot, taak_id: int) -> HttpResponse:
    return _take(request, pilot, taak_id, services.finish_task)


@require_POST
@pilot_view(Right.VIEW)
def taak_reopen(request: Request, pilot: Pilot, taak_id: int) -> HttpResponse:
    return _take(request, pilot, taak_id, services.reopen_task)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def taak_drop(request: Request, pilot: Pilot, taak_id: int) -> HttpResponse:
    """The task is not needed, with the reason."""
    task = find_task(request, pilot, taak_id)
    form = TaakVervaltForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.drop_task(task, by=request.user, reden=form.cleaned_data["reden"])
        messages.success(request, f"De taak ‘{task}’ is niet nodig. U kunt haar weer openzetten.")
        return redirect(task)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = header(request, pilot, tab="bijeenkomsten", taak=task, form=form)
    return respond(request, "traject/taak_vervalt.html", context, status=status)


def _take(request: Request, pilot: Pilot, taak_id: int, step: Callable[..., None]) -> HttpResponse:
    """One step of a task, by a facilitator or by who it belongs to; back to where it was ticked."""
    task = find_task(request, pilot, taak_id)
    if not task.may_be_done_by(request.user, request.rights):
        raise PermissionDenied
    try:
        step(task, by=request.user)
    except TransitionError as error:
        if not request.htmx:
            raise
        return _row(request, pilot, task, fout=str(error))
    if request.htmx:
        return redirect(f"{task.get_absolute_url()}?lijst={_list_of(request)}")
    messages.success(request, f"‘{task}’ staat op {task.get_status_display().lower()}.")
    return redirect(_back(request, task))


def _back(request: Request, task: Taak) -> str:
    """The list in which it was ticked, at that row; never another site."""
    back = request.POST.get("terug", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return task.get_absolute_url()
    return f"{back}#taak-{task.pk}"


def _list_of(request: Request) -> str:
    """The list in which the row stands: of the whole pilot, or of one meeting."""
    given = request.POST if request.method == "POST" else request.GET
    return "pilot" if given.get("lijst") == "pilot" else "bijeenkomst"


def _row(request: Request, pilot: Pilot, task: Taak, *, fout: str = "") -> HttpResponse:
    """The row of one task as htmx puts it back in its list, with the progress above it."""
    today = timezone.localdate()
    [row] = services.rows_of([task], request.user, request.rights, today)
    place, seen = _list_of(request), seen_tasks(request, pilot)
    back = reverse("traject:taak_list", args=[pilot.pk])
    if place == "bijeenkomst":
        seen, back = seen.filter(bijeenkomst=task.bijeenkomst), task.bijeenkomst.get_absolute_url()
    context = {
        "pilot": pilot, "regel": row, "lijst": place, "terug": back, "fout": fout, "gewijzigd": not fout,
        "voortgang": services.total_of(services.progress_of(seen, today).values()),
    }  # fmt: skip
    status = HTTPStatus.CONFLICT if fout else HTTPStatus.OK
    return respond(request, "traject/_taak_antwoord.html", context, status=status)
