"""The three questions in the hall, without an account: by the code on the screen, or by that of a badge."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from datt.core.limits import allow
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.bijeenkomsten.uitnodigen.views.gast import SESSION
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.code import find_by_hall_code
from pilots.bijeenkomsten.verslag.forms.terugblik import EvaluatieForm
from pilots.bijeenkomsten.verslag.services import evaluatie, zaal

WRONG_PER_HOUR = 500  # of everybody together; a code that is right always works


def _unknown(request: HttpRequest) -> HttpResponse:
    if not allow("vragencode-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    raise Http404("Deze code kennen wij niet.")


@login_not_required
@never_cache
@require_safe
def evaluatie_zaal(request: HttpRequest, zaalcode: str) -> HttpResponse:
    """The code on the screen: who opened their own page on this phone goes on, anybody else reads how."""
    meeting = find_by_hall_code(zaalcode)
    if meeting is None:
        return _unknown(request)
    is_over = evaluatie.is_over(meeting)
    link = Gastlink.objects.valid().select_related("persoon").filter(pk=request.session.get(SESSION) or 0).first()
    if is_over and link is not None and was_there(meeting).contains(link.persoon):
        return redirect("verslag:evaluatie_answer", meeting.pk)
    context = {"pilot": meeting.pilot, "bijeenkomst": meeting, "is_over": is_over}
    return render(request, "verslag/vragen_zaal.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluatie_badge(request: HttpRequest, incheckcode: str) -> HttpResponse:
    """The code of a badge: it answers once, and shows nothing of its owner."""
    found = zaal.find_by_badge(incheckcode)
    if found is None:
        return _unknown(request)
    meeting, persoon = found
    if not was_there(meeting).contains(persoon):
        raise Http404("Deze gast was er niet.")
    is_over, is_done = evaluatie.is_over(meeting), not evaluatie.may_answer(meeting, persoon)
    form = EvaluatieForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        _refuse(is_over=is_over, is_read_only=meeting.pilot.is_read_only())
        if form.is_valid():
            evaluatie.answer_evaluation(meeting, persoon, **form.cleaned_data)
            messages.success(request, "Dank u wel. Uw antwoorden zijn bewaard, zonder uw naam.")
            return redirect("verslag:evaluatie_badge", incheckcode)
    context = {
        "pilot": meeting.pilot, "bijeenkomst": meeting, "form": form, "is_over": is_over, "is_klaar": is_done,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "verslag/vragen_badge.html", context, status=status)


def _refuse(*, is_over: bool, is_read_only: bool) -> None:
    if is_read_only:
        raise TransitionError("De pilot is voorbij. U kunt hier niets meer veranderen.")
    if not is_over:
        raise TransitionError("De vragen komen aan het einde van de bijeenkomst.")
