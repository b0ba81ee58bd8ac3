"""The colours and the logo of a gemeente: public, and kept by browsers for a year under an address that changes."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from pilots.keten.kleur import stylesheet
from pilots.keten.models import Gemeente

EEN_JAAR = "public, max-age=31536000, immutable"


@login_not_required
@require_GET
def huisstijl(request: HttpRequest, code: str, versie: str) -> HttpResponse:
    """The few lines of CSS that put the brand colour in place of ours."""
    gemeente = get_object_or_404(Gemeente, code__iexact=code, kleur=f"#{versie}")
    response = HttpResponse(stylesheet(gemeente.kleur), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = EEN_JAAR
    return response


@login_not_required
@require_GET
def logo(request: HttpRequest, code: str, versie: str) -> HttpResponseBase:
    """The logo, which was made anew when it came in; a browser only draws it."""
    gemeente = get_object_or_404(Gemeente.objects.exclude(logo=""), code__iexact=code)
    if gemeente.logo_versie() != versie:
        raise Http404
    try:
        file = gemeente.logo.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename="logo.png", content_type="image/png")
    response["Cache-Control"] = EEN_JAAR
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
