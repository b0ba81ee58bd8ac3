"""Changing what stands about an organisation, signed in or by a personal link."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.forms import put
from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.keten.models import Organisatie
from pilots.partners.forms.organisatie import OrganisatieForm
from pilots.partners.services.organisaties import StaleOrganisatie, change_organisatie
from pilots.partners.views.scope import find_own_partner
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@dataclass(frozen=True)
class Verschil:
    """One field in which what was typed and what stands now differ."""

    veld: BoundField
    uw_tekst: str
    staat_er_nu: str


def organisatie_form(request: HttpRequest, organisatie_id: int) -> OrganisatieForm:
    """The form on a fresh row, because a form writes what was typed into its instance."""
    return OrganisatieForm(request.POST or None, instance=Organisatie.objects.with_kind().get(pk=organisatie_id))


def differences(form: OrganisatieForm, organisatie_id: int) -> list[Verschil]:
    """What was typed beside what stands now; the form goes back on top of the newest version."""
    now = OrganisatieForm(instance=Organisatie.objects.get(pk=organisatie_id))
    put(form, "versie", str(now.instance.versie))
    found = []
    for name in OrganisatieForm.Meta.fields:
        typed, stands = _shown(form, name), _shown(now, name)
        if typed != stands:
            found.append(Verschil(form[name], typed, stands))
    return found


def _shown(form: OrganisatieForm, name: str) -> str:
    value = form[name].value()
    chosen = {str(part) for part in value} if isinstance(value, list) else {str(value)}
    choices = getattr(form.fields[name], "choices", None)
    if choices is None:
        return str(value or "").replace("\r\n", "\n").strip()
    labels = []
    for key, label in choices:
        pairs = label if isinstance(label, list) else [(key, label)]
        labels += [str(text) for option, text in pairs if str(option) in chosen and str(option)]
    return ", ".join(labels)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.VIEW)
def organisatie_edit(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """The facilitator or the organisation's own contact person changes its facts."""
    partner = find_own_partner(request, pilot, partner_id)
    form = organisatie_form(request, partner.organisatie_id)
    status, clashes = HTTPStatus.OK, []
    if request.method == "POST" and form.is_valid():
        try:
            change_organisatie(
                partner,
                form.changes(),
                fasen=form.changed_fasen(),
                versie=form.cleaned_data["versie"] or 0,
                by=request.user,
                is_own=partner.is_contact(request.user),
            )
        except StaleOrganisatie:
            status, clashes = HTTPStatus.CONFLICT, differences(form, partner.organisatie_id)
        else:
            messages.success(request, f"De gegevens van {partner} zijn bewaard.")
            return redirect(partner)
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = header(request, pilot, tab="partners", partner=partner, form=form, verschillen=clashes)
    return respond(request, "partners/organisatie_edit.html", context, status=status)
