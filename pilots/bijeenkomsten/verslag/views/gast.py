"""After the meeting, for a guest with a personal link: three questions, an own action, the verslag."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.versions import VerouderdError, sent_versie
from datt.documenten.download import file_response
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.forms.terugblik import (
    ActieAntwoordForm,
    EigenActieForm,
    EvaluatieForm,
    OpmerkingForm,
)
from pilots.bijeenkomsten.verslag.models import EigenActie, EigenActieStatus, Verslagversie
from pilots.bijeenkomsten.verslag.post import invited_to
from pilots.bijeenkomsten.verslag.services import acties, evaluatie, vaststellen
from pilots.traject.models import Bijeenkomst
from pilots.traject.services.vinden import find_meeting


def _attended(gast: Gast, bijeenkomst_id: int) -> Bijeenkomst:
    """A meeting this guest was at; any other does not exist."""
    meeting = find_meeting(gast.pilot, bijeenkomst_id)
    if not evaluatie.is_over(meeting) or not was_there(meeting).contains(gast.persoon):
        raise Http404
    return meeting


def _fixed(gast: Gast, bijeenkomst_id: int) -> Verslagversie:
    """The verslag of a meeting this guest was invited to, as far as it was ever fixed."""
    meeting = find_meeting(gast.pilot, bijeenkomst_id)
    versie = vaststellen.newest_version(meeting)
    if versie is None or not invited_to(meeting).contains(gast.persoon):
        raise Http404
    versie.verslag.bijeenkomst = meeting
    return versie


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def evaluatie_answer(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Three questions, without a name."""
    meeting = _attended(gast, bijeenkomst_id)
    form = EvaluatieForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        evaluatie.answer_evaluation(meeting, gast.persoon, **form.cleaned_data)
        messages.success(request, "Dank u wel. Uw antwoorden zijn bewaard, zonder uw naam.")
        return redirect("uitnodigen:gast_page")
    if not evaluatie.may_answer(meeting, gast.persoon):
        return redirect("uitnodigen:gast_page")
    return _page(request, gast, "verslag/gast_evaluatie.html", meeting, form)


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def actie_choose(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Choose one small thing to do, or change it."""
    meeting = _attended(gast, bijeenkomst_id)
    mine = EigenActie.objects.filter(persoon=gast.persoon, bijeenkomst=meeting).first()
    form = EigenActieForm(request.POST if request.method == "POST" else None, initial=_initial(mine))
    if not form.is_bound or not form.is_valid():
        return _page(request, gast, "verslag/gast_actie.html", meeting, form, actie=mine)
    if mine is None:
        acties.choose_actie(meeting, gast.persoon, **form.cleaned_data, wie=gast.wie)
    else:
        try:
            acties.change_actie(mine, **form.cleaned_data, versie=sent_versie(request.POST), wie=gast.wie)
        except VerouderdError:
            mine.refresh_from_db()
            return _page(
                request, gast, "verslag/gast_actie.html", meeting, form, actie=mine, conflict=True,
                status=HTTPStatus.CONFLICT,
            )  # fmt: skip
    messages.success(request, "Uw eigen actie is bewaard. Over twee weken vragen wij één keer hoe het ging.")
    return redirect("uitnodigen:gast_page")


def _initial(actie: object) -> dict[str, object] | None:
    return None if actie is None else {name: getattr(actie, name) for name in ("tekst", "mag_gedeeld")}


@guest_view
@require_POST
def actie_answer(request: HttpRequest, gast: Gast, actie_id: int) -> HttpResponse:
    """One click: how it went."""
    mine = EigenActie.objects.filter(persoon=gast.persoon).select_related("bijeenkomst__pilot")
    actie = get_object_or_404(mine, pk=actie_id)
    form = ActieAntwoordForm(request.POST)
    if not form.is_valid():
        raise Http404
    acties.answer_actie(actie, EigenActieStatus(form.cleaned_data["antwoord"]), wie=gast.wie)
    messages.success(request, "Dank u wel, dat is bewaard.")
    return redirect("uitnodigen:gast_page")


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def verslag_read(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Read the verslag; a POST says what is not right."""
    versie = _fixed(gast, bijeenkomst_id)
    meeting = versie.verslag.bijeenkomst
    if versie.is_withdrawn():
        return _page(request, gast, "verslag/gast_verslag_weg.html", meeting, None, status=HTTPStatus.GONE)
    form = OpmerkingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        vaststellen.remark_on(versie, gast.persoon, form.cleaned_data["tekst"], wie=gast.wie)
        messages.success(request, "Dank u wel. De facilitator leest uw bericht.")
        return redirect("verslag:verslag_read", meeting.pk)
    return _page(
        request, gast, "verslag/gast_verslag.html", meeting, form,
        versie=versie, kan_reageren=vaststellen.may_remark(versie), document=vaststellen.newest_file(meeting),
    )  # fmt: skip


@guest_view
@require_safe
def verslag_file(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """The PDF, for who was invited to this meeting."""
    versie = _fixed(gast, bijeenkomst_id)
    document = vaststellen.newest_file(versie.verslag.bijeenkomst)
    if document is None:
        raise Http404
    return file_response(document)


def _page(
    request: HttpRequest, gast: Gast, template: str, meeting: Bijeenkomst, form: object, *,
    status: int = HTTPStatus.OK, **more: object,
) -> HttpResponse:  # fmt: skip
    if getattr(form, "errors", None) and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"gast": gast, "pilot": gast.pilot, "bijeenkomst": meeting, "form": form, **more}
    return render(request, template, context, status=status)
