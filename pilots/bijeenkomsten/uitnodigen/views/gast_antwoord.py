"""One meeting for a guest: when and where, the answer, what they need, and the file for their calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from pilots.bijeenkomsten.uitnodigen.forms.gast import AntwoordForm
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoorden, feed
from pilots.bijeenkomsten.uitnodigen.services.kijken import Kijk, invitations_of
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view, show

S = UitnodigingStatus
GEZEGD = {
    S.JA: "Uw antwoord is bewaard: u komt. Fijn!",
    S.WACHTLIJST: "Uw antwoord is bewaard. {uitleg} Komt er een plaats vrij? Dan is die vanzelf voor u.",
    S.MISSCHIEN: "Uw antwoord is bewaard. Laat het ons weten zodra u het weet.",
    S.NEE: "Uw antwoord is bewaard: u komt niet. Dank u wel dat u het laat weten.",
    S.AFGEMELD: "U bent afgemeld. Dank u wel dat u het laat weten: een ander krijgt uw plaats.",
}


def find_kijk(gast: Gast, bijeenkomst_id: int) -> Kijk:
    """The invitation of this guest for this meeting. Raises Http404 when there is none that went out."""
    for kijk in invitations_of(gast.persoon):
        if kijk.meeting.pk == bijeenkomst_id:
            return kijk
    raise Http404


def say_what_happened(request: HttpRequest, answered: Uitnodiging) -> None:
    sentence = GEZEGD.get(UitnodigingStatus(answered.status), "Uw antwoord is bewaard.")
    messages.success(request, sentence.format(uitleg=answered.uitleg))


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def gast_bijeenkomst(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Look at one meeting, and answer or change the answer."""
    kijk = find_kijk(gast, bijeenkomst_id)
    form = AntwoordForm(request.POST if request.method == "POST" else None, kijk=kijk)
    if form.is_bound and form.is_valid():
        keuze, reden = form.cleaned_data["keuze"], form.cleaned_data["reden"]
        answered = antwoorden.give_answer(kijk.uitnodiging, keuze, behoeften=form.behoeften, reden=reden, wie=gast.wie)
        say_what_happened(request, answered)
        return redirect("uitnodigen:gast_page")
    return show(request, gast, "gast_bijeenkomst", form=form, kijk=kijk)


@guest_view
@require_safe
def gast_ics(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """One meeting as a file, for any calendar."""
    kijk = find_kijk(gast, bijeenkomst_id)
    return _calendar_file(feed.file_of(kijk), kijk.meeting.korte_titel)


@login_not_required
@require_safe
def gast_agenda(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a guest, for who has its secret address."""
    persoon = feed.find_by_feed(token)
    if persoon is None:
        raise Http404
    return _calendar_file(feed.feed_of(persoon), persoon.pilot.titel)


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "agenda"}.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response
