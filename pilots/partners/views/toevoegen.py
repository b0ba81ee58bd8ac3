"""The facilitator adds an organisation by hand: one we know, or a new one."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.lists import words_of
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.keten.models import Organisatie
from pilots.partners.forms.organisatie import NieuweOrganisatieForm
from pilots.partners.models import Ketenpartner
from pilots.partners.services import partners as services
from pilots.partners.services.zoeken import known_organisaties, partners_by_name
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_GET
@pilot_view(Right.PARTNERS)
def partner_add(request: Request, pilot: Pilot) -> HttpResponse:
    """Look first whether we know the organisation from another pilot."""
    words = words_of(request.GET)
    context = header(
        request,
        pilot,
        tab="partners",
        woorden=words,
        hier=partners_by_name(pilot, words),
        organisaties=known_organisaties(pilot, words),
    )
    return respond(request, "partners/partner_add.html", context, partial="gevonden")


@require_POST
@pilot_view(Right.PARTNERS)
def partner_add_known(request: Request, pilot: Pilot, organisatie_id: int) -> HttpResponse:
    """Take an organisation that is confirmed somewhere into this pilot."""
    confirmed = Ketenpartner.objects.confirmed().values("organisatie_id")
    organisatie = get_object_or_404(Organisatie.objects.live().filter(pk__in=confirmed), pk=organisatie_id)
    partner, added = services.add_known(pilot, organisatie, by=request.user)
    if added:
        messages.success(request, f"{organisatie} staat nu bij de partners. Vul aan wie er namens hen meedoet.")
    else:
        messages.info(request, f"{organisatie} stond al bij de partners.")
    return redirect(partner)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def partner_new(request: Request, pilot: Pilot) -> HttpResponse:
    """Record an organisation that we do not know yet."""
    if request.method != "POST":
        form = NieuweOrganisatieForm(initial={"naam": request.GET.get("naam", "").strip()[:120]})
    else:
        form = NieuweOrganisatieForm(request.POST)
        if form.is_valid():
            partner = services.add_new(
                pilot,
                form.instance,
                fasen=form.cleaned_data["fasen"],
                sleutel=form.cleaned_data["sleutel"],
                by=request.user,
            )
            messages.success(request, f"{partner} staat nu bij de partners. Vul aan wie er namens hen meedoet.")
            return redirect(partner)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = header(request, pilot, tab="partners", form=form)
    return respond(request, "partners/partner_new.html", context, status=status)
