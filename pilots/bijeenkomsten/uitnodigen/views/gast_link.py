"""The way in for who has a code on paper, and for who lost the link; and a new link for who wants one."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pilots.bijeenkomsten.uitnodigen.forms.toegang import CodeForm, KwijtForm
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.services import kwijt, links
from pilots.bijeenkomsten.uitnodigen.views.gast import SESSION, enter, guest_view, refuse_guess


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gast_typ(request: HttpRequest) -> HttpResponse:
    """Type over the code of a letter."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_bound:
        link = links.find_by_code(form.cleaned_data["code"]) if form.is_valid() else None
        if link is not None:
            return enter(request, link)
        if form.is_valid():
            form.add_error("code", "Deze code klopt niet, of werkt niet meer. Kijk hem letter voor letter na.")
        if (wait := refuse_guess(request)) is not None:
            return wait
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "uitnodigen/gast_typ.html", {"form": form}, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def gast_kwijt(request: HttpRequest) -> HttpResponse:
    """Ask for the own link by mail; the answer is always the same, so nobody learns who takes part."""
    form = KwijtForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        kwijt.mail_links(form.cleaned_data["email"])
        return render(request, "uitnodigen/gast_kwijt.html", {"verstuurd": True})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "uitnodigen/gast_kwijt.html", {"form": form}, status=status)


@guest_view
@require_POST
def gast_vernieuw(request: HttpRequest, gast: Gast) -> HttpResponse:
    """Make the old link worthless and mail a new one to the own address; this browser may stay."""
    link = kwijt.renew_own_link(gast.link, wie=gast.wie)
    request.session.cycle_key()
    request.session[SESSION] = link.pk
    messages.success(request, "Uw oude link werkt niet meer. U krijgt de nieuwe in een mail.")
    return redirect("uitnodigen:gast_gegevens")
