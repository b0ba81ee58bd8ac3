"""The officials of a gemeente: who follows its pilots."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from datt.accounts.decorators import beheer_view
from datt.core.http import Request, respond
from pilots.keten.forms.gemeente import AmbtenaarForm, StopForm
from pilots.keten.models import Gemeente
from pilots.keten.services import gemeenten as services
from pilots.keten.views.gemeente import gemeente_page


@beheer_view
@require_POST
def ambtenaar_add(request: Request, gemeente_id: int) -> HttpResponse:
    """Let somebody follow the pilots of this gemeente; a new address gets an account and a mail."""
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    form = AmbtenaarForm(request.POST, gemeente=gemeente, auto_id="ambtenaar_%s")
    if not form.is_valid():
        return gemeente_page(request, gemeente, ambtenaar_form=form)
    answer = form.cleaned_data
    ambtenaar, is_new = services.add_ambtenaar(gemeente, answer["email"], answer["naam"], by=request.user)
    mailed = "krijgt een mail om in te loggen" if is_new else "had al een account en ziet ze meteen"
    messages.success(request, f"{ambtenaar.user} mag de pilots van {gemeente} volgen en {mailed}.")
    return redirect(gemeente)


@beheer_view
@require_http_methods(["GET", "POST"])
def ambtenaar_remove(request: Request, gemeente_id: int, ambtenaar_id: int) -> HttpResponse:
    """Take the access away, with the reason: ask once."""
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    ambtenaar = get_object_or_404(gemeente.ambtenaren.select_related("user"), pk=ambtenaar_id)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.remove_ambtenaar(ambtenaar, by=request.user, reden=form.cleaned_data["reden"])
        messages.success(request, f"{ambtenaar.user} volgt de pilots van {gemeente} niet meer.")
        return redirect(gemeente)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"gemeente": gemeente, "ambtenaar": ambtenaar, "form": form, "hoofdmenu": "beheer"}
    return respond(request, "keten/ambtenaar_remove.html", context, status=status)
