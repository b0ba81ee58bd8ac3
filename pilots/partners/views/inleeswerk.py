"""How far the work on a list is, while a worker does it."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.partners.services.inlezen.voortgang import Voortgang
from pilots.partners.services.inlezen.werk import ring
from pilots.partners.views.inlezen import find, next_url
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_GET
@pilot_view(Right.PARTNERS)
def import_progress(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Waits with whoever uploaded; as a partial it asks again until there is something to do."""
    voorstel = find(pilot, voorstel_id)
    voortgang = Voortgang(voorstel)
    known = request.GET.get("v", "")
    if request.htmx and known == voortgang.stand:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store, private"})
    if not request.htmx and not voorstel.is_busy() and not voorstel.has_failed():
        return redirect(next_url(voorstel))
    news = voortgang.news_since(known) if request.htmx else ""
    context = header(
        request, pilot, tab="partners", voorstel=voorstel, voortgang=voortgang, nieuws=news, verder=next_url(voorstel)
    )
    return respond(request, "partners/import_progress.html", context, partial="voortgang")


@require_POST
@pilot_view(Right.PARTNERS)
def import_retry(request: Request, pilot: Pilot, voorstel_id: int) -> HttpResponse:
    """Look at the list once more after the work stopped; by the worker, for it is not an ordinary list."""
    voorstel = find(pilot, voorstel_id)
    voorstel.retry(by=request.user)
    ring(voorstel)
    return redirect(next_url(voorstel))
