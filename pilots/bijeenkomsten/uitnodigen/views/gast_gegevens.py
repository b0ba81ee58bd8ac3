"""What we know about a guest: read it, change how we reach them, take it along, or have it removed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.berichten.afmelding import opted_out
from datt.berichten.services.afmelden import opt_in, opt_out
from datt.core.limits import allow
from pilots.bijeenkomsten.uitnodigen.forms.gast import BereikForm
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.services import antwoorden, gegevens, vergeten
from pilots.bijeenkomsten.uitnodigen.views.gast import SESSION, guest_view, guest_view_also_afterwards, show
from pilots.partners.mails import contact_of

KOPIE_PER_UUR = 3


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def gast_gegevens(request: HttpRequest, gast: Gast) -> HttpResponse:
    """Everything we know, and the form for phone, SMS and pictures."""
    form = BereikForm(request.POST if request.method == "POST" else None, persoon=gast.persoon)
    if form.is_bound and form.is_valid():
        antwoorden.keep_contact(gast.persoon, form.bereik, wie=gast.wie)
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("uitnodigen:gast_gegevens")
    known = gegevens.what_we_know(gast.persoon)
    left = bool(gast.persoon.email and opted_out(gast.pilot, [gast.persoon.email]))
    return show(request, gast, "gast_gegevens", form=form, bekend=known, contact=contact_of(gast.pilot), is_weg=left)


@guest_view
@require_safe
def gast_bestand(request: HttpRequest, gast: Gast, vorm: str) -> HttpResponse:
    """Everything we know as a file: for a machine, or to read."""
    if vorm == "json":
        response: HttpResponse = JsonResponse(
            gegevens.as_file(gast.persoon), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    elif vorm == "txt":
        response = HttpResponse(gegevens.as_text(gast.persoon), content_type="text/plain; charset=utf-8")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="mijn-gegevens.{vorm}"'
    return response


@guest_view_also_afterwards
@require_POST
def gast_behoeften(request: HttpRequest, gast: Gast) -> HttpResponse:
    """Mail what they told about food and access to their own address: it is not shown to who holds a link."""
    if not gast.persoon.email:
        messages.error(request, "Wij hebben geen mailadres van u. Bel ons, dan lezen wij het voor.")
    elif allow("behoeften-mail", str(gast.persoon.pk), most=KOPIE_PER_UUR, seconds=3600):
        gegevens.mail_own_needs(gast.persoon)
        messages.success(request, "Wij mailen het naar uw eigen mailadres.")
    else:
        messages.warning(request, "U vroeg dit al een paar keer. Kijk in uw mail, of probeer het over een uur.")
    return redirect("uitnodigen:gast_gegevens")


@guest_view_also_afterwards
@require_POST
def gast_berichten(request: HttpRequest, gast: Gast) -> HttpResponse:
    """No more messages but what they ask for, or messages again; the same as the link below every mail."""
    persoon = gast.persoon
    if not persoon.email:
        messages.error(request, "Wij hebben geen mailadres van u. U krijgt dus geen mail.")
    elif request.POST.get("doe") == "terug":
        opt_in(persoon.email, gast.pilot, wie=gast.wie)
        messages.success(request, "U krijgt weer berichten over deze pilot.")
    else:
        opt_out(persoon.email, gast.pilot, wie=gast.wie)
        messages.success(request, "U krijgt alleen nog antwoord op wat u zelf doet.")
    return redirect("uitnodigen:gast_gegevens")


@guest_view_also_afterwards
@require_http_methods(["GET", "HEAD", "POST"])
def gast_wis(request: HttpRequest, gast: Gast) -> HttpResponse:
    """Ask once, in words, and then remove what is kept."""
    if request.method != "POST":
        return show(request, gast, "gast_wis", blijft=vergeten.why_name_stays(gast.persoon))
    if not vergeten.remove_me(gast.persoon):
        messages.success(request, "Wij hebben gewist wat kon. Uw naam en mailadres blijven nog staan.")
        return redirect("uitnodigen:gast_gegevens")
    request.session.pop(SESSION, None)
    messages.success(
        request, "Uw gegevens zijn verwijderd. U krijgt daar één mail over. Daarna wissen wij ook uw mailadres."
    )
    return redirect("home")
