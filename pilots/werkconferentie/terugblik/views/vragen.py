"""The two questions, without an account: by the code on the card of a workshop, or from the guest's own page."""

import secrets
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from datt.core.limits import allow
from datt.core.wachtrij import arrived, is_queued, refused, sent_kenmerk, sent_moment
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.bijeenkomsten.uitnodigen.views.gast import SESSION
from pilots.werkconferentie.programma.models import Workshop
from pilots.werkconferentie.terugblik.code import find_by_code
from pilots.werkconferentie.terugblik.forms.oordeel import OordeelForm
from pilots.werkconferentie.terugblik.services import antwoorden

WRONG_PER_HOUR = 500  # of everybody together; a code that is right always works
ANSWERS_PER_HOUR = 60  # of one phone
TELEFOON = "terugblik_telefoon"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vragen(request: HttpRequest, workshopcode: str) -> HttpResponse:
    """Two questions about this workshop; after the answer it says thank you, and so it does for who comes back."""
    workshop = find_by_code(workshopcode)
    if workshop is None:
        return _unknown(request)
    afzender = _sender(request, workshop)
    if request.method == "POST":
        return _answer(request, workshop, afzender, workshopcode)
    return _page(request, workshop, afzender, OordeelForm())


def _answer(request: HttpRequest, workshop: Workshop, afzender: antwoorden.Afzender, workshopcode: str) -> HttpResponse:
    if not allow("terugblik", afzender.telefoon, most=ANSWERS_PER_HOUR, seconds=3600):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    form = OordeelForm(request.POST)
    if not form.is_valid():
        if is_queued(request):
            return refused(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _page(request, workshop, afzender, form)
    antwoord = antwoorden.Antwoord(
        **form.cleaned_data, kenmerk=sent_kenmerk(request.POST), gemaakt_op=sent_moment(request.POST)
    )
    antwoorden.answer_workshop(workshop, antwoord, afzender=afzender)
    if not is_queued(request):
        messages.success(request, "Dank u wel. Uw antwoord is bewaard, zonder uw naam.")
    return arrived(request, "terugblik:vragen", workshopcode)


def _page(request: HttpRequest, workshop: Workshop, afzender: antwoorden.Afzender, form: OordeelForm) -> HttpResponse:
    moment, now = antwoorden.moment_of(workshop), timezone.now()
    context = {
        "pilot": workshop.bijeenkomst.pilot, "bijeenkomst": workshop.bijeenkomst, "workshop": workshop, "form": form,
        "moment": moment, "is_open": moment.is_open(now), "is_voorbij": moment.is_over(now),
        "is_klaar": antwoorden.has_answered(workshop, afzender), "is_gast": afzender.persoon is not None,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "terugblik/vragen.html", context, status=status)


def _sender(request: HttpRequest, workshop: Workshop) -> antwoorden.Afzender:
    """A phone gets a word of its own, that says nothing about it; who opened their own page is known by that too."""
    phone = request.session.get(TELEFOON)
    if not isinstance(phone, str):
        phone = request.session[TELEFOON] = secrets.token_hex(16)
    link = Gastlink.objects.valid().select_related("persoon").filter(pk=request.session.get(SESSION) or 0).first()
    is_here = link is not None and link.persoon.pilot_id == workshop.bijeenkomst.pilot_id
    return antwoorden.Afzender(telefoon=phone, persoon=link.persoon if link is not None and is_here else None)


def _unknown(request: HttpRequest) -> HttpResponse:
    if not allow("workshopcode-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    raise Http404("Deze code kennen wij niet.")
