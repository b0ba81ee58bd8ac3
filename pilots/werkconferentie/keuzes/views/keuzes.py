"""What guests chose, for the facilitator: the counts, the list, an answer by phone, and until when."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.models import record
from datt.core.tabellen import SOORTEN as BESTANDEN
from datt.core.tabellen import table_response
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.keuzes.aanbod import Aanbod, offer_for, offer_of, why_closed
from pilots.werkconferentie.keuzes.forms.keuzes import BelForm, OpenForm
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Voorkeur, Voorkeurbron
from pilots.werkconferentie.keuzes.services import bewaren, tellen
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.programma.services.rooster import programme_of


@require_safe
@pilot_view(Right.INVITE)
def keuze_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How many chose, what they want most, and who did not choose yet."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    aanbod, rows = offer_of(meeting), tellen.choice_rows(meeting)
    vraag = tellen.Keuzevraag.read(request.GET)
    found = tellen.find_rows(rows, vraag)
    page = page_of(request, found, tellen.PER_BLADZIJDE)
    context = programme_header(
        request, pilot, meeting, deel="keuzes",
        aanbod=aanbod, dicht=why_closed(meeting, aanbod, timezone.localdate()), stand=tellen.stand_of(rows),
        rondes=tellen.counts_per_round(aanbod, rows), vraag=vraag, bladzijde=page, aantal=len(found),
        rijen=[(rij, tellen.in_words(aanbod, rij.keuzes)) for rij in page.object_list],
        keuzesoorten=tellen.SOORTEN.items(), bronnen=Voorkeurbron.choices,
        soorten=[(key, soort.naam) for key, soort in BESTANDEN.items()],
    )  # fmt: skip
    return respond(request, "keuzes/keuze_list.html", context, partial="gasten")


@require_safe
@pilot_view(Right.INVITE)
def keuze_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The list as a file, with the filter that was on the page; who took it stands in the log."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    als = request.GET.get("als", "")
    soort = als if als in BESTANDEN else "xlsx"
    rows = tellen.find_rows(tellen.choice_rows(meeting), tellen.Keuzevraag.read(request.GET))
    lines = "1 regel" if len(rows) == 1 else f"{len(rows)} regels"
    record(meeting, "keuzes.gedownload", f"downloadde de keuzes voor {meeting} ({lines}, {soort})", by=request.user)
    return table_response(tellen.choices_table(meeting, offer_of(meeting), rows), soort)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def keuze_open(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Say until when guests may choose; nobody is told by this alone."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    programma = programme_of(meeting)
    form = OpenForm(request.POST if request.method == "POST" else None, programma=programma)
    if not form.is_bound or not form.is_valid() or not _is_possible(form, meeting):
        return _open_page(request, meeting, form)
    try:
        bewaren.set_last_day(
            meeting, form.cleaned_data["kiezen_tot"], versie=form.cleaned_data["versie"], by=request.user
        )
    except VerouderdError:
        form.replace_versie(programma.versie)
        return _open_page(request, meeting, form, conflict=True)
    messages.success(request, "De datum is bewaard. Gasten zien nu op hun pagina dat zij kunnen kiezen.")
    return redirect("keuzes:keuze_list", pilot.pk, meeting.pk)


def _is_possible(form: OpenForm, meeting: Bijeenkomst) -> bool:
    if not timezone.localdate() <= form.cleaned_data["kiezen_tot"] <= meeting.datum:
        form.add_error("kiezen_tot", "Kies een dag vanaf vandaag, en niet na de bijeenkomst.")
    return form.is_valid()


def _open_page(request: Request, meeting: Bijeenkomst, form: OpenForm, *, conflict: bool = False) -> HttpResponse:
    context = programme_header(
        request, meeting.pilot, meeting, deel="keuzes", form=form, conflict=conflict,
        programma=programme_of(meeting), is_openbaar=bool(offer_of(meeting).rondes), fout_in_titel=form.is_bound,
    )  # fmt: skip
    wrong = HTTPStatus.CONFLICT if conflict else HTTPStatus.UNPROCESSABLE_ENTITY
    return respond(request, "keuzes/keuze_open.html", context, status=wrong if form.is_bound else HTTPStatus.OK)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def keuze_bellen(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Fill in what a guest says on the phone; the log and the guest's own page say who did."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    gast: Uitnodiging = get_object_or_404(meeting.uitnodigingen.of_live().with_persoon(), pk=uitnodiging_id)
    aanbod = offer_for(bewaren.offer_to_choose(meeting), gast.persoon)
    form = _phone_form(request, meeting, gast, aanbod)
    if not form.is_bound or not form.is_valid():
        return _phone_page(request, meeting, gast, form)
    sent = bewaren.Inzending(versie=form.cleaned_data["versie"])
    try:
        bewaren.keep_choices(
            meeting, gast.persoon, form.keuzes, bron=Voorkeurbron.FACILITATOR, by=request.user, inzending=sent
        )
    except VerouderdError:
        return _phone_page(request, meeting, gast, form, nu=_chosen(meeting, gast))
    messages.success(request, f"Bewaard wat {gast.persoon} koos.")
    return redirect("keuzes:keuze_list", pilot.pk, meeting.pk)


def _chosen(meeting: Bijeenkomst, gast: Uitnodiging) -> dict[int, int]:
    return dict(Voorkeur.objects.at(meeting).filter(persoon=gast.persoon_id).values_list("sessie_id", "keus"))


def _phone_form(request: Request, meeting: Bijeenkomst, gast: Uitnodiging, aanbod: Aanbod) -> BelForm:
    turn = Keuzebeurt.objects.filter(bijeenkomst=meeting, persoon=gast.persoon_id).first()
    sent = request.POST if request.method == "POST" else None
    return BelForm(sent, aanbod=aanbod, keuzes=_chosen(meeting, gast), versie=turn.versie if turn else 0)


def _phone_page(
    request: Request, meeting: Bijeenkomst, gast: Uitnodiging, form: BelForm, *, nu: dict[int, int] | None = None
) -> HttpResponse:
    """`nu`: what the guest chose meanwhile; the form goes back on top of it."""
    if nu is not None:
        turn = Keuzebeurt.objects.get(bijeenkomst=meeting, persoon=gast.persoon_id)
        form.replace_versie(turn.versie)
    context = programme_header(
        request, meeting.pilot, meeting, deel="keuzes", form=form, uitnodiging=gast,
        heeft_nodig=bool(gast.toegang.strip()), nu=None if nu is None else tellen.in_words(form.aanbod, nu),
        fout_in_titel=form.is_bound,
    )  # fmt: skip
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if nu is None else HTTPStatus.CONFLICT
    return respond(request, "keuzes/keuze_bellen.html", context, status=wrong if form.is_bound else HTTPStatus.OK)
