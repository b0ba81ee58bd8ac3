"""What somebody with a personal link may do: look, say that it still holds, or change it."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.limits import allow
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.partners.mails import contact_of
from pilots.partners.models import Linkdoel, PersoonlijkeLink
from pilots.partners.services import links as services
from pilots.partners.services.organisaties import change_organisatie
from pilots.partners.views.organisatie import both, organisatie_form
from pilots.traject.kop import path_of

SESSION = "organisatie_link"
# Wrong tokens of all visitors together; a right one always works, so nobody can shut others out.
WRONG_PER_HOUR = 200


@login_not_required
@never_cache
@require_GET
def link_open(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the token for a session and a clean address. Looking changes nothing."""
    link = services.find_link(token)
    if link is None:
        if not allow("link-fout", "iedereen", most=WRONG_PER_HOUR, seconds=3600):
            return HttpResponse(
                "Te veel foute links achter elkaar. Probeer het over een uur nog een keer.",
                status=HTTPStatus.TOO_MANY_REQUESTS,
                content_type="text/plain; charset=utf-8",
            )
        return render(request, "partners/link_weg.html", status=HTTPStatus.NOT_FOUND)
    request.session.cycle_key()
    request.session[SESSION] = link.pk
    response = redirect("partners:link_page")
    response.status_code = HTTPStatus.SEE_OTHER
    response["Referrer-Policy"] = "no-referrer"
    return response


def _link(request: HttpRequest) -> PersoonlijkeLink:
    """The link of this session, checked again at every step: it may be taken back meanwhile."""
    links = PersoonlijkeLink.objects.valid().with_organisatie()
    link = links.filter(pk=request.session.get(SESSION) or 0).first()
    if link is None:
        raise Http404("Deze link werkt niet meer.")
    return link


def _link_to_change(request: HttpRequest) -> PersoonlijkeLink:
    """The link of this session, as long as its pilot may still be changed."""
    link = _link(request)
    pilot = link.ketenpartner.pilot
    if pilot.is_read_only():
        raise TransitionError(f"De pilot is {pilot.get_status_display().lower()}. U kunt hier niets meer veranderen.")
    return link


def _context(link: PersoonlijkeLink, **more: object) -> dict[str, object]:
    partner = link.ketenpartner
    return {
        "link": link,
        "partner": partner,
        "pilot": partner.pilot,
        "organisatie": partner.organisatie,
        "is_vraag": link.doel == Linkdoel.NAKIJKEN,
        "namens": services.who_answers(partner),
        "contact": contact_of(partner.pilot),
        **more,
    }


@login_not_required
@never_cache
@require_GET
def link_page(request: HttpRequest) -> HttpResponse:
    """What stands about the organisation, and the one question that is open."""
    link = _link(request)
    fasen = list(link.ketenpartner.organisatie.fasen.all())
    pad = path_of(link.ketenpartner.pilot, timezone.localdate(), links=False)
    return render(request, "partners/link_page.html", _context(link, fasen=fasen, pad=pad))


@login_not_required
@never_cache
@require_POST
def link_right(request: HttpRequest) -> HttpResponse:
    """The answer "ja, het klopt"."""
    services.answer_link(_link_to_change(request))
    messages.success(request, "Dank u wel. Wij zetten erbij dat u het vandaag heeft nagekeken.")
    return redirect("partners:link_page")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def link_edit(request: HttpRequest) -> HttpResponse:
    """Change the facts of the own organisation."""
    link = _link_to_change(request)
    partner = link.ketenpartner
    form = organisatie_form(request, partner.organisatie_id)
    status, clashes = HTTPStatus.OK, []
    if request.method == "POST" and form.is_valid():
        try:
            change_organisatie(
                partner,
                form.changes(),
                fasen=form.changed_fasen(),
                versie=form.cleaned_data["versie"],
                by=None,
                wie=services.who_answers(partner),
                is_own=True,
            )
        except VerouderdError:
            status, clashes = HTTPStatus.CONFLICT, both(form, partner.organisatie_id)
        else:
            services.mark_answered(link)
            messages.success(request, "Dank u wel. Uw gegevens zijn bewaard.")
            return redirect("partners:link_page")
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = _context(link, form=form, verschillen=clashes)
    return render(request, "partners/link_edit.html", context, status=status)
