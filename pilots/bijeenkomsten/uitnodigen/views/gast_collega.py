"""Colleagues: who comes in the place of a guest, and whom a contact person answers for."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.limits import allow
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.forms.gast import AanmeldForm, VervangerForm
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services import antwoorden, collegas, vervangen
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view, show
from pilots.bijeenkomsten.uitnodigen.views.gast_antwoord import find_kijk

# So many colleagues one guest may name in an hour: enough for a big organisation, too few to try addresses out.
NAMEN_PER_UUR = 20


def _try(gast: Gast, form: Form, act: Callable[[], Uitnodiging]) -> Uitnodiging | None:
    """Do it, or put the sentence that says why not at the form."""
    if not allow("collega", str(gast.persoon.pk), most=NAMEN_PER_UUR, seconds=3600):
        form.add_error(None, "U gaf veel namen achter elkaar door. Probeer het over een uur opnieuw, of bel ons.")
        return None
    try:
        return act()
    except collegas.AnderMailadresError as error:
        form.add_error("email", str(error))
    except TransitionError as error:
        form.add_error(None, str(error))
    return None


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def gast_collega(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Send a colleague in one's place."""
    kijk = find_kijk(gast, bijeenkomst_id)
    form = VervangerForm(request.POST if request.method == "POST" else None, initial={"positie": gast.persoon.positie})
    if form.is_bound and form.is_valid():
        sent = _try(gast, form, lambda: vervangen.send_colleague(kijk.uitnodiging, form.collega, wie=gast.wie))
        if sent is not None:
            messages.success(request, f"{sent.persoon} komt in uw plaats. U hoeft niets meer te doen.")
            return redirect("uitnodigen:gast_page")
    return show(request, gast, "gast_collega", form=form, kijk=kijk)


@guest_view
@require_POST
def gast_collega_terug(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Come oneself after all."""
    mine = vervangen.take_back(find_kijk(gast, bijeenkomst_id).uitnodiging, wie=gast.wie)
    if mine.has_seat:
        messages.success(request, "U komt zelf. Wij laten het uw collega weten.")
    else:
        messages.warning(request, f"Uw collega komt niet meer in uw plaats. {mine.uitleg}")
    return redirect("uitnodigen:gast_page")


def _contact(gast: Gast) -> dict[str, Any]:
    """What a contact person sees. Raises Http404 for everybody else."""
    partner = collegas.speaks_for(gast.persoon)
    if partner is None:
        raise Http404
    return {
        "partner": partner,
        "kijken": collegas.invitations_of_colleagues(gast.persoon),
        "meetings": collegas.meetings_of(gast.persoon),
    }


@guest_view
@require_safe
def gast_collegas(request: HttpRequest, gast: Gast) -> HttpResponse:
    """The colleagues of a contact person, with what they were invited to."""
    return show(request, gast, "gast_collegas", **_contact(gast))


@guest_view
@require_POST
def gast_collegas_antwoord(request: HttpRequest, gast: Gast, uitnodiging_id: int) -> HttpResponse:
    """Answer for a colleague; the log says who did it."""
    _contact(gast)
    invitation = collegas.find_colleague_invitation(gast.persoon, uitnodiging_id)
    keuze = request.POST.get("keuze", "")
    if invitation is None:
        raise Http404
    if keuze not in antwoorden.KEUZES:
        messages.error(request, "Kies ja, nee of misschien, en druk dan op Bewaar.")
        return redirect("uitnodigen:gast_collegas")
    answered = antwoorden.give_answer(invitation, keuze, wie=gast.wie, door=str(gast.persoon))
    uitleg = (
        f" {answered.uitleg.replace('U staat', 'Die staat', 1)}" if answered.uitleg and not answered.has_seat else ""
    )
    messages.success(request, f"Het antwoord van {answered.persoon} is bewaard.{uitleg}")
    return redirect("uitnodigen:gast_collegas")


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def gast_collegas_erbij(request: HttpRequest, gast: Gast) -> HttpResponse:
    """Register a colleague, also one without a mail address."""
    seen = _contact(gast)
    form = AanmeldForm(request.POST if request.method == "POST" else None, meetings=seen["meetings"])
    if form.is_bound and form.is_valid():
        added = _try(
            gast, form,
            lambda: collegas.register_colleague(gast.persoon, form.collega, form.meeting, wie=gast.wie),
        )  # fmt: skip
        if added is not None:
            where = "komt" if added.has_seat else "staat op de wachtlijst"
            messages.success(request, f"{added.persoon} is aangemeld en {where}.")
            return redirect("uitnodigen:gast_collegas")
    return show(request, gast, "gast_collegas_erbij", form=form, **seen)
