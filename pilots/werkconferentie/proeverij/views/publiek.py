"""The page that everybody may see, without signing in and without script: what it is, and the sign-up."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from datt.core.apparaat import device_of, mark_device
from datt.core.limits import allow
from datt.core.states import TransitionError
from pilots.partners.mails import contact_of
from pilots.werkconferentie.proeverij.bladzijde import facts_of, state_of
from pilots.werkconferentie.proeverij.codes import code_of, find_by_code
from pilots.werkconferentie.proeverij.forms.bezoek import BezoekForm, CodeForm
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding, Openstelling
from pilots.werkconferentie.proeverij.services.aanmelden import VolError, sign_up
from pilots.werkconferentie.proeverij.services.publieken import view_of_residents

HOUR, DAY = 3600, 86_400
# A hall or a library shares one network address, so that is not counted; a device, an address and the page are.
PER_DEVICE, PER_BEREIK, PER_PAGE = 20, 5, 600
WRONG_PER_HOUR = 200


def show(
    request: HttpRequest,
    openstelling: Openstelling,
    form: BezoekForm,
    *,
    status: int = HTTPStatus.OK,
    melding: str = "",
    is_voorbeeld: bool = False,
) -> HttpResponse:
    """The public page of this meeting; `is_voorbeeld` for its facilitator, before it is open."""
    meeting = openstelling.bijeenkomst
    state = state_of(openstelling, is_over=timezone.now() >= meeting.eindigt_op)
    shows_count = openstelling.toon_aantal and state in {"open", "vol", "gesloten"}
    context = {
        "pilot": meeting.pilot,
        "bijeenkomst": meeting,
        "openstelling": openstelling,
        "feiten": facts_of(openstelling),
        "staat": state,
        "mensen": Bezoekaanmelding.objects.filter(openstelling=openstelling).people() if shows_count else 0,
        "form": form,
        "melding": melding,
        "contact": contact_of(meeting.pilot),
        "is_voorbeeld": is_voorbeeld,
        "beeld": view_of_residents(meeting),
        "stuk_url": f"{reverse('proeverij:publiek', args=[openstelling.slug])}stuk/",
    }
    return render(request, "proeverij/publiek.html", context, status=status)


def public_page(slug: str) -> Openstelling:
    """The page with this address that everybody may see. Raises Http404 for any other."""
    found = Openstelling.objects.visible().with_bijeenkomst().filter(bijeenkomst__pilot__is_oefening=False)
    return get_object_or_404(found, slug=slug)


def _too_often(request: HttpRequest, openstelling: Openstelling, bereik: str) -> bool:
    """One after the other: what a device is refused does not count for the page, or it would shut out the others."""
    return not (
        allow("kom-apparaat", device_of(request), most=PER_DEVICE, seconds=HOUR)
        and (not bereik or allow("kom-bereik", bereik, most=PER_BEREIK, seconds=DAY))
        and allow("kom-bladzijde", str(openstelling.pk), most=PER_PAGE, seconds=DAY)
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publiek(request: HttpRequest, openslug: str) -> HttpResponse:
    """What it is, when and where; and a form of one question."""
    openstelling = public_page(openslug)
    if request.method == "POST":
        return _sign_up(request, openstelling)
    return mark_device(request, show(request, openstelling, BezoekForm()))


def _sign_up(request: HttpRequest, openstelling: Openstelling) -> HttpResponse:
    form = BezoekForm(request.POST)
    if form.is_spam():
        return redirect("proeverij:publiek", openstelling.slug)
    if not form.is_valid():
        return show(request, openstelling, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if _too_often(request, openstelling, form.cleaned_data["bereik"]):
        said = "Er kwamen heel veel aanmeldingen achter elkaar. Probeer het over een uur nog een keer, of bel ons."
        return show(request, openstelling, form, status=HTTPStatus.TOO_MANY_REQUESTS, melding=said)
    try:
        made = sign_up(openstelling, form.bezoek(), sleutel=form.cleaned_data["sleutel"])
    except VolError as full:
        openstelling.refresh_from_db(fields=["status"])
        return show(request, openstelling, form, status=HTTPStatus.CONFLICT, melding=words_when_full(full.vrij))
    except TransitionError as refused:
        openstelling.refresh_from_db(fields=["status"])
        return show(request, openstelling, form, status=HTTPStatus.CONFLICT, melding=str(refused))
    return redirect("proeverij:mijn", code_of(made))


def words_when_full(free: int) -> str:
    """What somebody reads for whom there is no room."""
    if free < 1:
        return "Net op dit moment is de laatste plaats vergeven. Uw aanmelding is niet verstuurd."
    places = "1 plaats" if free == 1 else f"{free} plaatsen"
    return f"Er zijn nog {places}. Vul een kleiner aantal in, of bel ons. Uw aanmelding is nog niet verstuurd."


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type over the code that was kept, to come to one's own sign-up."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_bound:
        found = find_by_code(form.cleaned_data["code"]) if form.is_valid() else None
        if found is not None:
            return redirect("proeverij:mijn", code_of(found))
        if form.is_valid():
            form.add_error("code", "Deze code kennen wij niet, of de aanmelding is al gewist. Kijk de code na.")
        if (wait := refuse_guess(request)) is not None:
            return wait
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "proeverij/code.html", {"form": form}, status=status)


def refuse_guess(request: HttpRequest) -> HttpResponse | None:
    """Count one more wrong code of everybody together; a right one always works."""
    if allow("kom-code-fout", "iedereen", most=WRONG_PER_HOUR, seconds=HOUR):
        return None
    return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
