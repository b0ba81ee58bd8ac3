"""The mail of a pilot: what did not arrive, and sending it again."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from datt.berichten.models import Bericht
from datt.berichten.services import resend
from datt.core.http import Request
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.forms.berichten import OpnieuwForm
from pilots.traject.kop import header
from pilots.traject.models import Pilot
from pilots.traject.services.nasturen import resendable

PER_PAGE = 50


@require_GET
@pilot_view(Right.PARTNERS)
def bericht_list(request: Request, pilot: Pilot) -> HttpResponse:
    """What needs a person, or with `alles` every mail of the pilot."""
    return _page(request, pilot)


@require_POST
@pilot_view(Right.PARTNERS, also_afterwards=True)
def bericht_resend(request: Request, pilot: Pilot, bericht_id: int) -> HttpResponse:
    bericht = get_object_or_404(Bericht.objects.within(pilot), pk=bericht_id)
    form = OpnieuwForm(request.POST, nasturen=resendable(pilot, [bericht])[0])
    # A second click is no second mail, and no fault either.
    if not bericht.is_on_its_way:
        if not form.is_valid():
            return _page(request, pilot, wrong=bericht, form=form)
        resend(bericht, by=request.user, **form.cleaned_data)
    messages.success(request, f"De {bericht.kanaal} gaat opnieuw naar {bericht.aan}.")
    return redirect("traject:bericht_list", pilot.pk)


def _page(
    request: Request, pilot: Pilot, *, wrong: Bericht | None = None, form: OpnieuwForm | None = None
) -> HttpResponse:
    everything = "alles" in request.GET
    zoek = request.GET.get("zoek", "").strip()
    mails = Bericht.objects.within(pilot)
    rows = mails if everything else mails.needing_attention()
    if zoek:
        rows = rows.found(zoek)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = header(
        request, pilot, tab="instellingen", bladzijde=page, regels=resendable(pilot, page), alles=everything, zoek=zoek,
        aandacht=mails.needing_attention().count(), fout_bij=wrong, form=form, nu=timezone.now(),
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    return render(request, "traject/bericht_list.html", context, status=status)
