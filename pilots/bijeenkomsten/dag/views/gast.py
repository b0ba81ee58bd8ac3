"""What a guest does on the day: show the code, and say that they are here."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from datt.core.limits import allow
from datt.core.wachtrij import arrived, is_queued, sent_kenmerk, sent_moment
from pilots.access import Right
from pilots.bijeenkomsten.dag.code import read_code
from pilots.bijeenkomsten.dag.models import Binnenkomst
from pilots.bijeenkomsten.dag.naafloop import address_afterwards
from pilots.bijeenkomsten.dag.services.dagdelen import current_part, parts_of
from pilots.bijeenkomsten.dag.services.incheck import Melding
from pilots.bijeenkomsten.dag.services.zelf import check_in_self
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.bijeenkomsten.uitnodigen.views.gast import SESSION, guest_view
from pilots.traject.models import Bijeenkomst

WRONG_PER_HOUR = 500  # of everybody together; a code that is right always works


@login_not_required
@never_cache
@require_safe
def code(request: HttpRequest, incheckcode: str) -> HttpResponse:
    """A scanned code: the host goes to the door, its owner to their own page, anybody else reads what it is for.

    At the end of the meeting it opens what the guests do then.

    It tells nothing about the guest: a badge is read by many.
    """
    found = read_code(incheckcode)
    meeting = Bijeenkomst.objects.select_related("pilot").filter(pk=found.bijeenkomst).first() if found else None
    if found is None or meeting is None:
        if not allow("incheckcode-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        raise Http404("Deze code kennen wij niet.")
    if request.user.is_authenticated and Right.HOST in meeting.pilot.rights_of(request.user):
        return redirect("dag:code_host", meeting.pilot_id, meeting.pk, incheckcode)
    if address := address_afterwards(meeting, incheckcode):
        return redirect(address)
    if Gastlink.objects.valid().filter(pk=request.session.get(SESSION) or 0, persoon=found.persoon).exists():
        return redirect("uitnodigen:gast_page")
    return render(request, "dag/code.html", {"terug": request.path})


@require_POST
@guest_view
def zelf(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """I am here."""
    mine = Bijeenkomst.objects.filter(pilot=gast.pilot, uitnodigingen__persoon=gast.persoon)
    meeting = get_object_or_404(mine.select_related("pilot"), pk=bijeenkomst_id)
    melding = Melding(
        dagdeel=current_part(meeting, parts_of(meeting)).nummer,
        hoe=Binnenkomst.ZELF,
        kenmerk=sent_kenmerk(request.POST),
        op=sent_moment(request.POST),
    )
    check_in_self(meeting, gast.persoon, melding, wie=gast.wie)
    if not is_queued(request):
        messages.success(request, "Welkom. Wij weten nu dat u er bent.")
    return arrived(request, "uitnodigen:gast_page")
