"""What an audience may fetch: a guest with the own link, a resident on the public page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from datt.documenten.download import file_response
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import Publiek
from pilots.werkconferentie.proeverij.services.publieken import audience_of, documents_of, open_audience
from pilots.werkconferentie.proeverij.views.publiek import public_page


@guest_view
@require_safe
def gast_stuk(request: HttpRequest, gast: Gast, bijeenkomst_id: int, stuksoort: str) -> HttpResponse:
    """A document of the own audience; of any other it does not exist."""
    meeting = get_object_or_404(gast.pilot.bijeenkomsten, pk=bijeenkomst_id)
    return _file(meeting, audience_of(meeting, gast.persoon), stuksoort)


@login_not_required
@never_cache
@require_safe
def publiek_stuk(request: HttpRequest, openslug: str, stuksoort: str) -> HttpResponse:
    """A document that everybody may have."""
    meeting = public_page(openslug).bijeenkomst
    return _file(meeting, open_audience(meeting), stuksoort)


def _file(meeting: Bijeenkomst, publiek: Publiek | None, stuksoort: str) -> HttpResponse:
    found = documents_of(meeting, publiek) if publiek else []
    document = next((one for one in found if one.soort == stuksoort), None)
    if document is None:
        raise Http404("Dit document is niet voor u.")
    return file_response(document)
