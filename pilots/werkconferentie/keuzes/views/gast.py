"""A guest with a personal link chooses workshops."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from datt.core.wachtrij import arrived, is_queued, refused, sent_kenmerk, sent_moment
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view
from pilots.traject.models import Bijeenkomst
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.keuzes.aanbod import offer_for, offer_of, why_closed
from pilots.werkconferentie.keuzes.forms.keuzes import KeuzeForm
from pilots.werkconferentie.keuzes.models import Voorkeur, Voorkeurbron
from pilots.werkconferentie.keuzes.services.bewaren import Inzending, keep_choices

BEWAARD = "Bewaard. Wij houden zo veel mogelijk rekening met wat u koos."


def _invited(gast: Gast, bijeenkomst_id: int) -> Uitnodiging:
    """Their invitation for a meeting of their pilot; of any other meeting there is nothing here."""
    meeting = find_meeting(gast.pilot, bijeenkomst_id)
    found = Uitnodiging.objects.filter(bijeenkomst=meeting, persoon=gast.persoon).first()
    if found is None:
        raise Http404
    found.bijeenkomst = meeting
    return found


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def gast_kiezen(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Say per workshop how much one would like to go there; changeable until the last day."""
    uitnodiging = _invited(gast, bijeenkomst_id)
    if request.method == "POST":
        return _keep(request, gast, uitnodiging)
    aanbod = offer_of(uitnodiging.bijeenkomst)
    closed = why_closed(uitnodiging.bijeenkomst, aanbod, timezone.localdate())
    if closed or not uitnodiging.has_seat:
        messages.info(request, closed or "Kiezen kan als u komt. Zeg hieronder eerst ja.")
        return redirect("uitnodigen:gast_page")
    mine = dict(
        Voorkeur.objects.at(uitnodiging.bijeenkomst).filter(persoon=gast.persoon).values_list("sessie_id", "keus")
    )
    return _page(request, gast, uitnodiging, KeuzeForm(aanbod=offer_for(aanbod, gast.persoon), keuzes=mine))


def _keep(request: HttpRequest, gast: Gast, uitnodiging: Uitnodiging) -> HttpResponse:
    meeting: Bijeenkomst = uitnodiging.bijeenkomst
    form = KeuzeForm(request.POST, aanbod=offer_for(offer_of(meeting), gast.persoon))
    if not form.is_valid():
        if is_queued(request):
            return refused(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _page(request, gast, uitnodiging, form)
    sent = Inzending(op=sent_moment(request.POST), kenmerk=sent_kenmerk(request.POST))
    keep_choices(meeting, gast.persoon, form.keuzes, bron=Voorkeurbron.GAST, wie=gast.wie, inzending=sent)
    messages.success(request, BEWAARD)
    return arrived(request, "uitnodigen:gast_page")


def _page(request: HttpRequest, gast: Gast, uitnodiging: Uitnodiging, form: KeuzeForm) -> HttpResponse:
    context = {
        "gast": gast, "pilot": gast.pilot, "bijeenkomst": uitnodiging.bijeenkomst, "form": form,
        "programma": form.aanbod.programma, "heeft_nodig": bool(uitnodiging.toegang.strip()),
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "keuzes/gast_kiezen.html", context, status=status)
