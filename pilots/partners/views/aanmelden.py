"""The public registration page, and when it is open."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from datt.core.apparaat import device_of, mark_device
from datt.core.http import Request, respond
from datt.core.limits import allow
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.partners.forms.aanmelding import AanmeldingForm
from pilots.partners.forms.partner import AanmeldenInstellenForm
from pilots.partners.mails import WERKDAGEN, absolute, contact_of
from pilots.partners.services import aanmelden as services
from pilots.traject.kop import header
from pilots.traject.models import Pilot, PilotStatus

HOUR, DAY = 3600, 86_400
# Per device, per address and for the whole pilot: a hall shares one network address, so that is not counted.
PER_DEVICE, PER_ADDRESS, PER_PILOT = 20, 5, 200
OVER = frozenset({PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN})


def _public_pilot(slug: str) -> Pilot:
    pilot = get_object_or_404(Pilot.objects.real().with_gemeente(), slug=slug)
    if pilot.status == PilotStatus.CONCEPT:
        raise Http404
    return pilot


def _page(
    request: HttpRequest, pilot: Pilot, form: AanmeldingForm | None, *, status: int = 200, melding: str = ""
) -> HttpResponse:
    context = {
        "pilot": pilot,
        "form": form,
        "melding": melding,
        "is_open": services.is_open(pilot),
        "contact": None if pilot.status in OVER else contact_of(pilot),
        "bijeenkomsten": pilot.bijeenkomsten.exclude(status="geannuleerd"),
        "werkdagen": WERKDAGEN,
    }
    return mark_device(request, render(request, "partners/aanmelden.html", context, status=status))


def _too_often(request: HttpRequest, pilot: Pilot, email: str) -> bool:
    """One after the other: what a device is refused does not count for the pilot, or it would shut out the others."""
    return not (
        allow("aanmelden-apparaat", device_of(request), most=PER_DEVICE, seconds=HOUR)
        and allow("aanmelden-adres", email, most=PER_ADDRESS, seconds=HOUR)
        and allow("aanmelden-pilot", str(pilot.pk), most=PER_PILOT, seconds=DAY)
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def aanmelden(request: HttpRequest, slug: str) -> HttpResponse:
    """The registration page of a pilot: its goal, its dates, and the form."""
    pilot = _public_pilot(slug)
    if request.method != "POST":
        return _page(request, pilot, AanmeldingForm() if services.is_open(pilot) else None)
    form = AanmeldingForm(request.POST)
    if form.is_spam():
        return redirect("partners:bedankt", slug)
    if not services.is_open(pilot):
        return _page(request, pilot, form, status=HTTPStatus.CONFLICT)
    if not form.is_valid():
        return _page(request, pilot, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if _too_often(request, pilot, form.cleaned_data["contact_email"]):
        melding = "Er kwamen heel veel aanmeldingen achter elkaar. Probeer het over een uur nog een keer."
        return _page(request, pilot, form, status=HTTPStatus.TOO_MANY_REQUESTS, melding=melding)
    try:
        services.register(pilot, form.inzending(), sleutel=form.cleaned_data["sleutel"])
    except services.ChangedAfterwards:
        melding = (
            "Uw eerste aanmelding is al binnen. Wat u daarna veranderde, is nog niet bewaard."
            " Pas het aan met de link in uw mail, of bel ons."
        )
        return _page(request, pilot, form, status=HTTPStatus.CONFLICT, melding=melding)
    return redirect("partners:bedankt", slug)


@login_not_required
@never_cache
@require_GET
def bedankt(request: HttpRequest, slug: str) -> HttpResponse:
    """The same answer for everybody; what is about one organisation stands in the mail."""
    pilot = _public_pilot(slug)
    context = {"pilot": pilot, "contact": contact_of(pilot), "werkdagen": WERKDAGEN}
    return render(request, "partners/bedankt.html", context)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def aanmelden_instellen(request: Request, pilot: Pilot) -> HttpResponse:
    """Open or close the registration page."""
    form = AanmeldenInstellenForm(request.POST or None, instance=Pilot.objects.get(pk=pilot.pk), versie=pilot.versie)
    status, melding = HTTPStatus.OK, ""
    if form.is_bound and form.is_valid():
        filled = form.cleaned_data
        try:
            services.set_registration(
                pilot, is_open=filled["aanmelden_open"], until=filled["aanmelden_tot"],
                versie=filled["versie"], by=request.user,
            )  # fmt: skip
        except VerouderdError:
            status = HTTPStatus.CONFLICT
            melding = "Iemand anders paste deze pilot net aan. Kijk uw keuze na en bewaar nog een keer."
            form.replace_versie(Pilot.objects.values_list("versie", flat=True).get(pk=pilot.pk))
        else:
            messages.success(request, "De aanmelding is aangepast.")
            return redirect("partners:partner_list", pilot.pk)
    elif request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = header(
        request, pilot, tab="partners", form=form, melding=melding,
        adres=absolute(reverse("partners:aanmelden", args=[pilot.slug])),
    )  # fmt: skip
    return respond(request, "partners/aanmelden_instellen.html", context, status=status)
