"""Download the lists of a pilot, with the filter that was on the page."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from datt.core.lists import words_of
from datt.core.tabellen import BETEKENIS, SOORTEN, Tabel, table_response
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.partners.models import Ketenpartner
from pilots.partners.services import uitvoer
from pilots.partners.services.zoeken import Zoekvraag, find_partners, people_of
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_GET
@pilot_view(Right.VIEW)
def export(request: Request, pilot: Pilot) -> HttpResponse:
    """Choose what to download and as which kind of file."""
    vraag = Zoekvraag.read(request.GET)
    people = Right.VIEW_PEOPLE in request.rights
    partners = _partners(request, pilot, vraag) if people else []
    context = header(
        request, pilot, tab="partners" if people else "sociale_kaart",
        soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
        ziet_mensen=people, aantal=len(partners), is_gefilterd=not vraag.is_empty(),
        op_de_kaart=len(_on_the_map(request, pilot, vraag)),
        mensen=pilot.personen.known().count() if people else 0,
        filter=request.GET.urlencode(), betekenis=BETEKENIS,
    )  # fmt: skip
    return respond(request, "partners/export.html", context)


def _partners(request: Request, pilot: Pilot, vraag: Zoekvraag) -> list[Ketenpartner]:
    seen = pilot.ketenpartners.seen_by(request.user, request.rights).with_organisatie()
    return find_partners(seen.prefetch_related("organisatie__fasen"), vraag)


def _on_the_map(request: Request, pilot: Pilot, vraag: Zoekvraag) -> list[Ketenpartner]:
    confirmed = pilot.ketenpartners.confirmed().with_organisatie().prefetch_related("organisatie__fasen")
    return find_partners(confirmed, vraag)


@require_GET
@pilot_view(Right.VIEW_PEOPLE)
def export_partners(request: Request, pilot: Pilot) -> HttpResponse:
    """The partners, with their people."""
    partners = _partners(request, pilot, Zoekvraag.read(request.GET))
    tabel = uitvoer.partners_table(pilot, partners, with_people=request.GET.get("mensen") != "nee")
    return _file(request, pilot, "de lijst van partners", tabel)


@require_GET
@pilot_view(Right.VIEW_PEOPLE)
def export_mensen(request: Request, pilot: Pilot) -> HttpResponse:
    """The people of the pilot."""
    wie = request.GET.get("wie", "")
    words = words_of(request.GET)
    people = people_of(pilot, words, only_keys=wie == "sleutel", without=wie == "zonder")
    return _file(request, pilot, "de lijst van mensen", uitvoer.people_table(pilot, people))


@require_GET
@pilot_view(Right.VIEW)
def export_kaart(request: Request, pilot: Pilot) -> HttpResponse:
    """The sociale kaart: what everybody in the pilot may see, without people."""
    vraag = Zoekvraag.read(request.GET.dict() | {"sorteer": "categorie"})
    return _file(request, pilot, "de sociale kaart", uitvoer.kaart_table(pilot, _on_the_map(request, pilot, vraag)))


def _file(request: Request, pilot: Pilot, what: str, tabel: Tabel) -> HttpResponse:
    als = request.GET.get("als", "")
    soort = als if als in SOORTEN else "xlsx"
    uitvoer.log_download(pilot, what, tabel, soort, by=request.user)
    return table_response(tabel, soort)
