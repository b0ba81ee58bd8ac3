"""The grid: see it, put workshops in rounds and rooms, close and open them, undo the last step."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of, words_of
from datt.core.models import Gebeurtenis
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.programma.betrokken import who_go_to
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.programma.forms.rooster import SluitForm
from pilots.werkconferentie.programma.models import Programma, Sessie, Workshop
from pilots.werkconferentie.programma.services import overnemen, schikken, terug
from pilots.werkconferentie.programma.services.beeld import picture_of
from pilots.werkconferentie.programma.services.rooster import find_programme, programme_of
from pilots.werkconferentie.programma.views.vinden import find_sessie, find_workshop, place_of, split

PAGE = "programma/rooster.html"
# Where this browser keeps its last step.
STAP = "programma_stap"


def page_url(meeting: Bijeenkomst, **query: str) -> str:
    return reverse("programma:rooster", args=[meeting.pilot_id, meeting.pk], query=query or None)


@require_safe
@pilot_view(Right.HOST)
def rooster(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The whole programme; `kies` is a workshop picked up, to be put down in a round and a room."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    programma = find_programme(meeting)
    if number_of(request.GET, "gezien") == programma.versie:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _page(request, pilot, programma, kies=words_of(request.GET, "kies"), net=words_of(request.GET, "net"))


def _page(
    request: Request, pilot: Pilot, programma: Programma, *, kies: str = "", net: str = "",
    status: int = HTTPStatus.OK, **context: Any,
) -> HttpResponse:  # fmt: skip
    meeting = programma.bijeenkomst
    beeld = picture_of(meeting, kies=kies, net=net)
    page = programme_header(
        request, pilot, meeting, deel="rooster", beeld=beeld, net=net, programma=programma,
        mag=schikken.may_change(programma),
        stap=_last_step(request, programma), kan_overnemen=not beeld.rijen and overnemen.can_begin_with(meeting),
        laatste=_newest(programma) if status == HTTPStatus.CONFLICT else None, **context,
    )  # fmt: skip
    return respond(request, PAGE, page, partial="rooster", status=status)


def _newest(programma: Programma) -> Gebeurtenis | None:
    """What somebody else did just now."""
    return Gebeurtenis.objects.about(programma).first() if programma.pk else None


def _last_step(request: Request, programma: Programma) -> terug.Stap | None:
    """What this person did last, as long as nobody changed anything since."""
    stap = terug.Stap.read(request.session.get(STAP, {}).get(str(programma.bijeenkomst.pk)))
    return stap if stap is not None and stap.versie == programma.versie else None


def _keep_step(request: Request, programma: Programma, workshop: Workshop, zin: str, stond: list[terug.Plek]) -> None:
    stap = terug.Stap(workshop=workshop.pk, zin=zin, versie=programma.versie, stond=stond)
    request.session[STAP] = {str(programma.bijeenkomst.pk): stap.as_plain()}


type Step = Callable[[Programma, int], tuple[str, str]]


def _change(request: Request, pilot: Pilot, bijeenkomst_id: int, step: Step) -> HttpResponse:
    """Do one thing on top of the version that the page showed; who was too late sees how it is now.

    `step` answers what it did, as a sentence, and what the page shows as just changed.
    """
    programma = programme_of(find_meeting(pilot, bijeenkomst_id))
    try:
        said, net = step(programma, sent_versie(request.POST))
    except VerouderdError:
        programma.refresh_from_db(fields=["versie"])
        kies = words_of(request.POST, "wat")
        return _page(request, pilot, programma, kies=kies, status=HTTPStatus.CONFLICT, te_laat=True)
    if said and not request.htmx:
        messages.success(request, said)
    return redirect(page_url(programma.bijeenkomst, **({"net": net} if net else {})))


@require_POST
@pilot_view(Right.HOST)
def sessie_place(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Put down what was picked up: in a round and a room, in every round, or out of the programme."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    kind, nr = split(words_of(request.POST, "wat"))
    plek = words_of(request.POST, "plek")
    if kind == "s" and plek == "weg" and _asks_first(request, find_sessie(meeting, nr)):
        return redirect(page_url(meeting, kies=f"s{nr}"))

    def step(programma: Programma, versie: int) -> tuple[str, str]:
        if kind == "w":
            return _put(request, programma, find_workshop(meeting, nr), plek, versie)
        return _move(request, programma, find_sessie(meeting, nr), plek, versie)

    return _change(request, pilot, bijeenkomst_id, step)


def _asks_first(request: Request, sessie: Sessie) -> bool:
    """Whether people have a place there, and the page did not say so yet."""
    count = len(who_go_to(sessie.ronde.bijeenkomst, [sessie.pk]))
    if not count or words_of(request.POST, "zeker"):
        return False
    people = "is 1 mens" if count == 1 else f"zijn {count} mensen"
    messages.warning(request, f"Bij ‘{sessie.workshop}’ {people} ingedeeld. Kies hieronder wat u wilt doen.")
    return True


def _target(request: Request, plek: str) -> str:
    """A cell that was clicked or dropped on; else what the two lists say."""
    return plek or f"{words_of(request.POST, 'ronde')}-{words_of(request.POST, 'ruimte')}"


def _put(request: Request, programma: Programma, workshop: Workshop, plek: str, versie: int) -> tuple[str, str]:
    meeting, stond = programma.bijeenkomst, terug.places_of(workshop)
    target = _target(request, plek)
    if target.startswith("alle-"):
        first = meeting.rondes.filter(soort="keuze").values_list("pk", flat=True).first()
        _, ruimte = place_of(meeting, target.replace("alle", str(first), 1))
        made = schikken.place_everywhere(programma, workshop, ruimte, versie=versie, by=request.user)
        said, net = f"‘{workshop}’ staat nu in elke ronde.", f"s{made[0].pk}"
    else:
        ronde, ruimte = place_of(meeting, target)
        sessie = schikken.place(programma, workshop, ronde, ruimte, versie=versie, by=request.user)
        said, net = f"‘{workshop}’ staat nu in ‘{ronde}’{_in(ruimte)}.", f"s{sessie.pk}"
    _keep_step(request, programma, workshop, said, stond)
    return said, net


def _in(ruimte: Any) -> str:
    return f", {ruimte}" if ruimte else ", nog zonder ruimte"


def _move(request: Request, programma: Programma, sessie: Sessie, plek: str, versie: int) -> tuple[str, str]:
    workshop, stond = sessie.workshop, terug.places_of(sessie.workshop)
    if plek == "weg":
        schikken.take_out(sessie, programma=programma, versie=versie, by=request.user)
        said, net = f"‘{workshop}’ staat niet meer in ‘{sessie.ronde}’.", ""
    else:
        ronde, ruimte = place_of(programma.bijeenkomst, _target(request, plek))
        schikken.move(sessie, ronde, ruimte, programma=programma, versie=versie, by=request.user)
        said, net = f"‘{workshop}’ staat nu in ‘{ronde}’{_in(ruimte)}.", f"s{sessie.pk}"
    _keep_step(request, programma, workshop, said, stond)
    return said, net


@require_POST
@pilot_view(Right.HOST)
def rooster_undo(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Take back what this person did last."""

    def step(programma: Programma, versie: int) -> tuple[str, str]:
        stap = _last_step(request, programma)
        if stap is None:
            raise VerouderdError(programma)
        terug.undo(programma, stap, by=request.user)
        request.session.pop(STAP, None)
        return f"U maakte ongedaan: {stap.zin}", ""

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def rooster_copy(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Begin with the rounds and rooms of the run sheet."""

    def step(programma: Programma, versie: int) -> tuple[str, str]:
        rondes, ruimten = overnemen.take_over(programma, versie=versie, by=request.user)
        return (
            f"{rondes} rondes en {ruimten} ruimten komen uit het draaiboek. Kijk bij elke ruimte na hoeveel plaatsen"
            " er zijn.",
            "",
        )

    return _change(request, pilot, bijeenkomst_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def sessie_close(request: Request, pilot: Pilot, bijeenkomst_id: int, sessie_id: int) -> HttpResponse:
    """Let a workshop not take place in one round, with the reason."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    sessie, programma = find_sessie(meeting, sessie_id), find_programme(meeting)
    form = SluitForm(request.POST if request.method == "POST" else None, initial={"versie": programma.versie})
    if form.is_bound and form.is_valid():
        omdat = form.cleaned_data["omdat"]

        def step(programma: Programma, versie: int) -> tuple[str, str]:
            stond = terug.places_of(sessie.workshop)
            schikken.close(sessie, omdat=omdat, programma=programma, versie=versie, by=request.user)
            said = f"‘{sessie.workshop}’ gaat in ‘{sessie.ronde}’ niet door."
            _keep_step(request, programma, sessie.workshop, said, stond)
            return said, f"s{sessie.pk}"

        return _change(request, pilot, bijeenkomst_id, step)
    context = programme_header(
        request, pilot, meeting, deel="rooster", sessie=sessie, form=form, mensen=len(who_go_to(meeting, [sessie.pk]))
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return respond(request, "programma/sessie_close.html", context, status=status)


@require_POST
@pilot_view(Right.HOST)
def sessie_open(request: Request, pilot: Pilot, bijeenkomst_id: int, sessie_id: int) -> HttpResponse:
    """Let it take place after all."""
    sessie = find_sessie(find_meeting(pilot, bijeenkomst_id), sessie_id)

    def step(programma: Programma, versie: int) -> tuple[str, str]:
        stond = terug.places_of(sessie.workshop)
        schikken.open_again(sessie, programma=programma, versie=versie, by=request.user)
        said = f"‘{sessie.workshop}’ gaat in ‘{sessie.ronde}’ toch door."
        _keep_step(request, programma, sessie.workshop, said, stond)
        return said, f"s{sessie.pk}"

    return _change(request, pilot, bijeenkomst_id, step)
