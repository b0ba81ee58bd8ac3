"""The least that a Django page can cost: each reads the rows of one of our pages and writes a page of the same size.

No help, no comfort, no look: plain tables, and after them a constant text up to the size that is asked for.
"""

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.keten.models import Categorie, Fase
from pilots.traject.models import Pilot, Taak

FILLING = "De vloer doet het minste dat een bladzijde kan doen. " * 4000


@login_required
def overview(request: HttpRequest, pilot_id: int) -> HttpResponse:
    pilot = _pilot(request, pilot_id)
    return _page(
        request,
        "overzicht.html",
        pilot=pilot,
        bijeenkomsten=list(pilot.bijeenkomsten.all()),
        maatstaven=list(pilot.maatstaven.all()),
        mensen=list(pilot.deelnames.filter(rol="facilitator").select_related("persoon")),
        partners=list(pilot.ketenpartners.select_related("organisatie", "contactpersoon")),
        sleutels=list(pilot.personen.filter(is_sleutelfunctionaris=True)),
        plannen=list(pilot.verbeterplannen.select_related("groep")),
        taken=list(Taak.objects.filter(bijeenkomst__pilot=pilot, status="open").select_related("bijeenkomst")),
        gebeurd=Gebeurtenis.objects.within(pilot)[:5],
    )


@login_required
def sociale_kaart(request: HttpRequest, pilot_id: int) -> HttpResponse:
    pilot = _pilot(request, pilot_id)
    return _page(
        request,
        "sociale_kaart.html",
        pilot=pilot,
        bijeenkomsten=list(pilot.bijeenkomsten.all()),
        partners=pilot.ketenpartners.filter(status="bevestigd")
        .select_related("organisatie__type__categorie")
        .prefetch_related("organisatie__fasen"),
        categorieen=Categorie.objects.all(),
        fasen=Fase.objects.all(),
    )


@login_required
def partners(request: HttpRequest, pilot_id: int) -> HttpResponse:
    pilot = _pilot(request, pilot_id)
    return _page(
        request,
        "partners.html",
        pilot=pilot,
        bijeenkomsten=list(pilot.bijeenkomsten.all()),
        partners=pilot.ketenpartners.select_related("organisatie__type__categorie"),
        mensen=pilot.personen.filter(is_sleutelfunctionaris=True).values_list("organisatie_id", "naam"),
        categorieen=Categorie.objects.all(),
    )


@login_required
def gasten(request: HttpRequest, pilot_id: int, bijeenkomst_id: int) -> HttpResponse:
    pilot = _pilot(request, pilot_id)
    meeting = get_object_or_404(pilot.bijeenkomsten, pk=bijeenkomst_id)
    rows = list(meeting.uitnodigingen.select_related("persoon__organisatie"))
    mails = Bericht.objects.filter(over_nr__in=[rij.pk for rij in rows], kring_nr=pilot.pk)
    return _page(
        request,
        "gasten.html",
        pilot=pilot,
        bijeenkomsten=list(pilot.bijeenkomsten.all()),
        gasten=rows,
        berichten=mails.values_list("over_nr", "status"),
    )


@login_required
def pilots(request: HttpRequest) -> HttpResponse:
    found = Pilot.objects.filter(deelnames__persoon__user=request.user).distinct()
    return _page(request, "pilots.html", pilots=found.select_related("gemeente").prefetch_related("bijeenkomsten"))


def sign_in(request: HttpRequest) -> HttpResponse:
    return _page(request, "inloggen.html")


def _pilot(request: HttpRequest, pilot_id: int) -> Pilot:
    """The pilot, if this user has a role in it."""
    mine = Pilot.objects.filter(deelnames__persoon__user=request.user).distinct()
    return get_object_or_404(mine.select_related("gemeente"), pk=pilot_id)


def _page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    page = render_to_string(template, context, request)
    left = int(request.GET.get("omvang", "0")) - len(page.encode())
    return HttpResponse(page + FILLING[: max(0, left)])


def unchanged(request: HttpRequest, sleutel: str) -> HttpResponse:
    """A version from the cache, and 204: the least that a screen that follows a meeting can ask."""
    cache.get_or_set(f"vloer:{sleutel}", "1", 60)
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
