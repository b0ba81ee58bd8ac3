"""Changing what stands about an organisation, signed in or by a personal link."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.differences import Verschil, differences
from datt.core.http import Request, respond
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.keten.models import Organisatie
from pilots.partners.forms.organisatie import OrganisatieEditForm, OrganisatieForm
from pilots.partners.services.organisaties import change_organisatie
from pilots.partners.views.scope import find_own_partner
from pilots.traject.kop import header
from pilots.traject.models import Pilot


def organisatie_form(request: HttpRequest, organisatie_id: int) -> OrganisatieEditForm:
    """The form on a fresh row, because a form writes what was typed into its instance."""
    row = Organisatie.objects.with_kind().get(pk=organisatie_id)
    return OrganisatieEditForm(request.POST or None, instance=row, versie=row.versie)


def both(form: OrganisatieEditForm, organisatie_id: int) -> list[Verschil]:
    """What was typed beside what stands now; the form goes back on top of the newest version."""
    now = Organisatie.objects.with_kind().get(pk=organisatie_id)
    form.replace_versie(now.versie)
    stands = {name: getattr(now, name) for name in OrganisatieForm.Meta.fields if name != "fasen"}
    return differences(form, {**stands, "fasen": now.fasen.all()})


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
                versie=form.cleaned_data["versie"],
                by=request.user,
                is_own=partner.is_contact(request.user),
            )
        except VerouderdError:
            status, clashes = HTTPStatus.CONFLICT, both(form, partner.organisatie_id)
        else:
            messages.success(request, f"De gegevens van {partner} zijn bewaard.")
            return redirect(partner)
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = header(request, pilot, tab="partners", partner=partner, form=form, verschillen=clashes)
    return respond(request, "partners/organisatie_edit.html", context, status=status)
