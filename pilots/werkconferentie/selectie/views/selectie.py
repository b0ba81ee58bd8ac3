"""Write the mix rule of a meeting, sentence by sentence, and see what is possible before anything is drawn."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.selectie.forms.regel import InstellingForm, KeuzeForm, RegelForm
from pilots.werkconferentie.selectie.models import Selectie
from pilots.werkconferentie.selectie.services import opstellen
from pilots.werkconferentie.selectie.services.beeld import Beeld, picture_of, selection_of
from pilots.werkconferentie.selectie.services.reserve import reserve_of
from pilots.werkconferentie.selectie.uitslag import result_of_loting

PAGE = "selectie/selectie_detail.html"


@require_safe
@pilot_view(Right.INVITE)
def selectie_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The mix rule: write it, fix it, draw, take the result over; what is to be done now hangs on how far it is."""
    selectie = selection_of(find_meeting(pilot, bijeenkomst_id))
    return show(request, selectie)


def show(
    request: Request, selectie: Selectie, *, status: int = HTTPStatus.OK, te_laat: bool = False, **forms: BaseForm
) -> HttpResponse:
    """The one page; `forms` are those that go back with what was typed."""
    meeting = selectie.bijeenkomst
    beeld = picture_of(selectie)
    context = meeting_header(
        request, meeting.pilot, meeting, tab="gasten", selectie=selectie, beeld=beeld, te_laat=te_laat,
        fout_in_titel=status != HTTPStatus.OK, fout=next((one for one in forms.values() if one.errors), None),
        is_open=opstellen.may_change(meeting), reserve=reserve_of(selectie),
        lotingen=selectie.lotingen.all() if selectie.pk else [],
        uitslag=result_of_loting(selectie.loting) if selectie.loting else None,
        **{**(_forms(beeld) if selectie.is_concept else {}), **forms},
    )  # fmt: skip
    return respond(request, PAGE, context, status=status)


def _forms(beeld: Beeld) -> dict[str, BaseForm]:
    selectie = beeld.selectie
    now = {"bron": selectie.bron, "per_organisatie": selectie.per_organisatie}
    return {
        "instelling": InstellingForm(versie=selectie.versie, initial=now, auto_id="instelling-%s"),
        "regelform": RegelForm(beeld=beeld, versie=selectie.versie, auto_id="regel-%s"),
        "keuzeform": KeuzeForm(beeld=beeld, versie=selectie.versie, auto_id="keuze-%s"),
    }


type Change = Callable[[Selectie, int], str]


def change(request: Request, pilot: Pilot, bijeenkomst_id: int, act: Change, **forms: Any) -> HttpResponse:
    """Do one thing on top of the version that the page showed; who was too late sees how it is, with what was typed."""
    selectie = opstellen.stored_selection(find_meeting(pilot, bijeenkomst_id))
    try:
        said = act(selectie, sent_versie(request.POST))
    except VerouderdError:
        fresh = selection_of(selectie.bijeenkomst)
        for form in forms.values():
            form.replace_versie(fresh.versie)
        return show(request, fresh, status=HTTPStatus.CONFLICT, te_laat=True, **forms)
    messages.success(request, said)
    return redirect("selectie:selectie_detail", pilot.pk, bijeenkomst_id)


def _beeld(meeting: Bijeenkomst) -> Beeld:
    opstellen.refuse_started(meeting)
    return picture_of(selection_of(meeting))


def _refused(request: Request, beeld: Beeld, **forms: Any) -> HttpResponse:
    return show(request, beeld.selectie, status=HTTPStatus.UNPROCESSABLE_ENTITY, **forms)


@require_POST
@pilot_view(Right.INVITE)
def selectie_edit(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Who takes part, and how many of one organisation."""
    beeld = _beeld(find_meeting(pilot, bijeenkomst_id))
    form = InstellingForm(request.POST, versie=beeld.selectie.versie, auto_id="instelling-%s")
    if not form.is_valid():
        return _refused(request, beeld, instelling=form)

    def act(selectie: Selectie, versie: int) -> str:
        bron, most = form.cleaned_data["bron"], form.cleaned_data["per_organisatie"]
        opstellen.change_settings(selectie, bron=bron, per_organisatie=most, versie=versie, by=request.user)
        return "Dat is bewaard. Er is nog niet geloot."

    return change(request, pilot, bijeenkomst_id, act, instelling=form)


@require_POST
@pilot_view(Right.INVITE)
def mengregel_new(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """One sentence more."""
    beeld = _beeld(find_meeting(pilot, bijeenkomst_id))
    form = RegelForm(request.POST, beeld=beeld, versie=beeld.selectie.versie, auto_id="regel-%s")
    if not form.is_valid():
        return _refused(request, beeld, regelform=form)

    def act(selectie: Selectie, versie: int) -> str:
        opstellen.add_rule(selectie, form.regel(), versie=versie, by=request.user)
        return "De zin staat in de regel."

    return change(request, pilot, bijeenkomst_id, act, regelform=form)


@require_POST
@pilot_view(Right.INVITE)
def mengregel_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, mengregel_id: int) -> HttpResponse:
    def act(selectie: Selectie, versie: int) -> str:
        regel = get_object_or_404(selectie.regels, pk=mengregel_id)
        opstellen.remove_rule(selectie, regel, versie=versie, by=request.user)
        return "De zin is weg uit de regel."

    return change(request, pilot, bijeenkomst_id, act)


@require_POST
@pilot_view(Right.INVITE)
def keuze_new(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Pin somebody, or leave them out of the draw."""
    beeld = _beeld(find_meeting(pilot, bijeenkomst_id))
    form = KeuzeForm(request.POST, beeld=beeld, versie=beeld.selectie.versie, auto_id="keuze-%s")
    if not form.is_valid():
        return _refused(request, beeld, keuzeform=form)

    def act(selectie: Selectie, versie: int) -> str:
        opstellen.add_choice(selectie, form.instance, versie=versie, by=request.user)
        return f"Dat is bewaard voor {form.instance.persoon}."

    return change(request, pilot, bijeenkomst_id, act, keuzeform=form)


@require_POST
@pilot_view(Right.INVITE)
def keuze_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, selectiekeuze_id: int) -> HttpResponse:
    def act(selectie: Selectie, versie: int) -> str:
        keuze = get_object_or_404(selectie.keuzes.select_related("persoon"), pk=selectiekeuze_id)
        opstellen.remove_choice(selectie, keuze, versie=versie, by=request.user)
        return f"Over {keuze.persoon} beslist nu het lot."

    return change(request, pilot, bijeenkomst_id, act)
