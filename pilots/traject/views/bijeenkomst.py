"""The meetings of a pilot: the list, one meeting with its checklist, its facts, and the steps of its life."""

import re
from collections.abc import Callable
from copy import copy
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.models import Gebeurtenis
from datt.core.openbaar import rendered
from datt.core.versions import VerouderdError
from pilots.access import Right, Rol
from pilots.decorators import pilot_view
from pilots.traject.forms.bijeenkomst import BijeenkomstForm
from pilots.traject.kop import header, meeting_header
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot, Positie, Taak
from pilots.traject.onderdelen import programmes_of
from pilots.traject.services import verloop
from pilots.traject.services.taken import Voortgang, progress_of, rows_of, total_of
from pilots.traject.services.vinden import find_meeting
from pilots.traject.services.wijzigen import MOVABLE, change_bijeenkomst

MEEST_GEBEURTENISSEN = 20
# Only a link, followed by who clicks it: nothing of the map is loaded into our page.
KAART = "https://www.openstreetmap.org/search?"
GROEPEN = {**dict(Rol.choices), **dict(Positie.choices)}


def seen_tasks(request: Request, pilot: Pilot) -> Any:
    return Taak.objects.filter(bijeenkomst__pilot=pilot).seen_by(request.user, request.rights)


@require_safe
@pilot_view(Right.VIEW)
def bijeenkomst_list(request: Request, pilot: Pilot) -> HttpResponse:
    """All meetings in the order of the path, with how far each is."""
    prefetch_related_objects([pilot], "bijeenkomsten")
    today = timezone.localdate()
    progress = progress_of(seen_tasks(request, pilot), today)
    rows = [(meeting, progress.get(meeting.pk, Voortgang())) for meeting in pilot.bijeenkomsten.all()]
    context = header(
        request, pilot, tab="bijeenkomsten",
        rijen=rows, vandaag=today,
        voortgang=total_of(progress.values()),
        volgende=next((meeting.pk for meeting, _ in rows if meeting.is_open()), None),
    )  # fmt: skip
    return respond(request, "traject/bijeenkomst_list.html", context)


@require_safe
@pilot_view(Right.VIEW)
def bijeenkomst_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    today = timezone.localdate()
    seen = seen_tasks(request, pilot).filter(bijeenkomst=meeting)
    tasks = list(seen.with_people())
    sees_all = Right.EDIT in request.rights or Right.VIEW_LOG in request.rights
    context = meeting_header(
        request, pilot, meeting, tab="overzicht",
        ziet_alles=sees_all,
        regels=rows_of(tasks, request.user, request.rights, today),
        kaart_url=KAART + urlencode({"query": meeting.adres}),
        voortgang=progress_of(seen, today).get(meeting.pk, Voortgang()),
        lijst="bijeenkomst", terug=meeting.get_absolute_url(),
        afwijkingen=list(meeting.afwijkingen.select_related("door")),
        gebeurtenissen=_history(meeting) if Right.VIEW_LOG in request.rights else [],
        programma=programmes_of([meeting]).get(meeting.pk) if sees_all else None,
        **_template_parts(meeting, sees_all=sees_all),
        **_what_now(request, meeting, today),
    )  # fmt: skip
    return respond(request, "traject/bijeenkomst_detail.html", context)


def _history(meeting: Bijeenkomst) -> list[Gebeurtenis]:
    return list(Gebeurtenis.objects.about(meeting)[:MEEST_GEBEURTENISSEN])


def _template_parts(meeting: Bijeenkomst, *, sees_all: bool) -> dict[str, Any]:
    """For whom and what for, and for who prepares it: the manual and the words."""
    template = meeting.sjabloon
    if template is None:
        return {}
    parts: dict[str, Any] = {
        "doelgroep": [GROEPEN.get(group, group.replace("_", " ")).lower() for group in template.doelgroep],
        "opbrengst": template.opbrengst,
    }
    if sees_all:
        parts |= {
            "zaal": template.zaal,
            "handleiding": _as_part(template.handleiding),
            "openingswoord": _as_part(template.openingswoord),
            "afsluiting": _as_part(template.afsluiting),
        }
    return parts


def _as_part(text: str) -> SafeString:
    """Our own markdown, its headings one level down: the page has its own above it."""
    return rendered(re.sub(r"(?m)^#", "##", text))


def _what_now(request: Request, meeting: Bijeenkomst, today: date) -> dict[str, bool]:
    """Which buttons the facilitator gets."""
    if Right.EDIT not in request.rights:
        return {}
    return {
        "mag_wijzigen": meeting.status in MOVABLE,
        "mag_plannen": meeting.status == "concept",
        "mag_beginnen": meeting.datum == today and verloop.may_begin(meeting, today),
        "mag_afsluiten": verloop.may_close(meeting, today),
        "mag_verslaan": meeting.may_become("verslagen"),
        "mag_terug": meeting.status == "geannuleerd",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_edit(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Change where it is, who can come in and what it is for; two people at once see both texts."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    verloop.refuse_unmovable(meeting)
    form = BijeenkomstForm(
        request.POST if request.method == "POST" else None, instance=copy(meeting), versie=meeting.versie
    )
    status, clashes = HTTPStatus.OK, None
    if form.is_bound and form.is_valid():
        values = {name: form.cleaned_data[name] for name in BijeenkomstForm.Meta.fields}
        try:
            change_bijeenkomst(meeting, values, versie=form.cleaned_data["versie"], by=request.user)
        except VerouderdError:
            status = HTTPStatus.CONFLICT
            clashes = differences(form, {name: getattr(meeting, name) for name in values})
            form.replace_versie(meeting.versie)
        else:
            messages.success(request, f"De gegevens van ‘{meeting}’ zijn bewaard.")
            return redirect(meeting)
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = header(
        request, pilot, tab="bijeenkomsten", bijeenkomst=meeting, form=form, verschillen=clashes,
        fout_in_titel=status != HTTPStatus.OK,
    )  # fmt: skip
    return respond(request, "traject/bijeenkomst_edit.html", context, status=status)


@require_POST
@pilot_view(Right.EDIT)
def bijeenkomst_plan(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    meeting.plan(by=request.user)
    messages.success(request, f"‘{meeting}’ is gepland.")
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_begin(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Ask once, then begin: this does not go back."""
    return _step(
        request, pilot, bijeenkomst_id, verloop.begin_bijeenkomst, BijeenkomstStatus.BEZIG,
        vraag="Begint ‘{}’ nu?",
        uitleg="Daarna veranderen datum, plaats en naam niet meer. U kunt dit niet terugdraaien.",
        knop="Ja, wij beginnen",
        klaar="‘{}’ is begonnen.",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_close(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Ask once, then close: this does not go back."""
    return _step(
        request, pilot, bijeenkomst_id, verloop.close_bijeenkomst, BijeenkomstStatus.GEHOUDEN,
        vraag="Is ‘{}’ gehouden?",
        uitleg="Op het pad komt dan een vinkje. Taken van vóór de bijeenkomst tellen niet meer als te laat."
        " U kunt dit niet terugdraaien. Ging de bijeenkomst niet door? Verzet haar dan of laat haar vervallen.",
        knop="Ja, zij is gehouden",
        klaar="‘{}’ is afgesloten. Nu nog het verslag.",
    )  # fmt: skip


def _step(
    request: Request,
    pilot: Pilot,
    bijeenkomst_id: int,
    take: Callable[..., None],
    target: BijeenkomstStatus,
    *,
    klaar: str,
    **texts: str,
) -> HttpResponse:
    """One step in the life of the meeting: asked in words on GET, taken on POST."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if request.method == "POST":
        take(meeting, by=request.user)
        messages.success(request, klaar.format(meeting))
        return redirect(meeting)
    verloop.check_step(meeting, target)
    texts["vraag"] = texts["vraag"].format(meeting)
    context = header(request, pilot, tab="bijeenkomsten", bijeenkomst=meeting, **texts)
    return respond(request, "traject/bijeenkomst_stap.html", context)
