"""One run of the worker: asked for, claimed, followed, stopped. It proposes; a facilitator takes it over, or not."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from celery import signature
from django.db import IntegrityError, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.queue import ring_on_commit
from datt.core.states import TransitionError
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.plaatsing.models import Verdeelbeurt, VerdeelbeurtStatus, Verdeling
from pilots.werkconferentie.plaatsing.services.plekken import Plaats, division_of, refuse_over, write_places
from pilots.werkconferentie.plaatsing.services.rekenaar import CannotCalculateError, NotWantedError, calculate
from pilots.werkconferentie.plaatsing.services.vragen import Gegevens, fetch, question_for
from pilots.werkconferentie.plaatsing.uitleg import explain
from pilots.werkconferentie.plaatsing.vraagstuk import Plek, Vraagstuk, from_data, outcome_from_data, to_data
from pilots.werkconferentie.programma.models import Sessie
from pilots.werkconferentie.programma.services.rooster import programme_of

logger = logging.getLogger(__name__)

TASK = signature("pilots.werkconferentie.plaatsing.tasks.process_verdeelbeurt")
MISLUKT = "Het rekenen stopte een paar keer halverwege. Er is niets veranderd. Probeer het opnieuw."
S = VerdeelbeurtStatus
# After so long the best that was found counts.
SECONDEN = 55.0


@transaction.atomic
def order(meeting: Bijeenkomst, *, by: User, zaad: int = 0, is_herstel: bool = False) -> Verdeelbeurt:
    """Ask the worker for a proposal; the question is written down as it stands now.

    Raises TransitionError when one is being made already, when the division is fixed, or when there is nothing to do.
    """
    refuse_over(meeting)
    verdeling = division_of(meeting)
    if verdeling.is_fixed and not is_herstel:
        raise TransitionError("De verdeling staat vast. Maak haar eerst weer open, of vraag een herstel.")
    vraagstuk = question_for(meeting, zaad=zaad, is_herstel=is_herstel)
    if not vraagstuk.sessies:
        raise TransitionError("Er staan nog geen workshops in het programma. Zet er eerst een in een ronde.")
    if not vraagstuk.deelnemers:
        raise TransitionError("Er komt nog niemand. Nodig eerst gasten uit.")
    try:
        with transaction.atomic():
            beurt = Verdeelbeurt.objects.create(
                bijeenkomst=meeting,
                is_herstel=is_herstel,
                zaad=zaad,
                invoer=to_data(vraagstuk),
                van_verdeling=verdeling.versie,
                van_programma=programme_of(meeting).versie,
                gevraagd_door=by,
            )
    except IntegrityError as error:
        raise TransitionError("Er wordt al een voorstel gemaakt. Wacht tot het klaar is, of stop het.") from error
    record(beurt, "plaatsing.gevraagd", f"vroeg {beurt}", by=by)
    ring_on_commit(TASK, beurt.pk)
    return beurt


def stop(beurt: Verdeelbeurt, *, by: User) -> None:
    """End it; the worker notices within a second. Raises TransitionError when it was done already."""
    beurt.stop(timezone.now(), by=by)


def process(pk: int) -> None:
    """What the worker does with one run: nothing when another has it; whatever happens, its row says how it went."""
    beurt = Verdeelbeurt.objects.claim(pk, timezone.now())
    if beurt is None:
        return
    try:
        found = calculate(beurt.invoer, _beat_of(beurt), seconden=SECONDEN)
    except NotWantedError:
        return
    except CannotCalculateError as error:
        logger.warning("verdeelbeurt %s: %s", beurt.pk, error)
        return  # the sweeper tries again, and in the end gives up
    beurt.finish(timezone.now(), found)


def _beat_of(beurt: Verdeelbeurt) -> Any:
    def beat(procent: int, wat: str) -> bool:
        return beurt.beat(timezone.now(), procent, wat)

    return beat


def sweep(now: datetime) -> list[int]:
    """Those that wait, or whose worker fell silent; who was tried too often is given up."""
    for beurt in Verdeelbeurt.objects.given_up(now):
        beurt.fail(now, MISLUKT)
    return list(Verdeelbeurt.objects.due(now).values_list("pk", flat=True))


def discard(beurt: Verdeelbeurt, *, by: User) -> None:
    """Throw a proposal away; places stay as they are. Raises TransitionError when it was taken over."""
    if beurt.overgenomen_op is not None:
        raise TransitionError("Dit voorstel is al overgenomen. U kunt het ongedaan maken bij de verdeling.")
    beurt.discard(by=by)


@transaction.atomic
def take_over(beurt: Verdeelbeurt, *, by: User) -> int:
    """Let the proposal be the division; answers how many places changed.

    Raises TransitionError when the proposal is not ready or was taken over, or the division or programme changed since.
    """
    verdeling = Verdeling.objects.select_for_update().get(pk=division_of(beurt.bijeenkomst).pk)
    verdeling.bijeenkomst = beurt.bijeenkomst
    beurt.refresh_from_db(fields=["status", "overgenomen_op"])
    why = outdated(beurt, verdeling)
    if why:
        raise TransitionError(why)
    changed = write_places(verdeling, _places_of(beurt), zin=f"nam {beurt} over", versie=verdeling.versie, by=by)
    beurt.take_over(timezone.now(), by=by)
    return changed


def outdated(beurt: Verdeelbeurt, verdeling: Verdeling) -> str:
    """Why this proposal cannot be taken over (any more), as a sentence; empty when it can."""
    if beurt.status != S.KLAAR:
        return "Dit voorstel is nog niet klaar, of niet meer te gebruiken."
    if beurt.overgenomen_op is not None:
        return "Dit voorstel is al overgenomen."
    if verdeling.is_fixed and not beurt.is_herstel:
        return "De verdeling staat vast. Maak haar eerst weer open."
    if beurt.van_verdeling != verdeling.versie or beurt.van_programma != programme_of(beurt.bijeenkomst).versie:
        return "Sinds dit voorstel veranderde er iets aan het programma of aan de plaatsen. Vraag een nieuw voorstel."
    sessies = {one["nr"] for one in beurt.invoer["sessies"]}
    if Sessie.objects.filter(pk__in=sessies).count() != len(sessies):
        return "Een workshop van dit voorstel is er niet meer. Vraag een nieuw voorstel."
    return ""


def _places_of(beurt: Verdeelbeurt) -> dict[Plek, Plaats]:
    """The places of the answer, pins included; who withdrew meanwhile gets none, and each reason is true of today."""
    gegevens = fetch(beurt.bijeenkomst)
    vraagstuk, uitkomst = with_wishes(from_data(beurt.invoer), gegevens), outcome_from_data(beurt.voorstel)
    why = explain(vraagstuk, uitkomst, {sessie.pk: sessie.workshop.titel for sessie in gegevens.sessies})
    choices = {one.nr: one.keuzes for one in vraagstuk.deelnemers}
    leads = {(who, sessie.nr) for sessie in vraagstuk.sessies for who in sessie.begeleiders}
    return {
        (who, ronde): Plaats(
            sessie=nr,
            is_vast=vraagstuk.vast.get((who, ronde)) == nr,
            is_begeleider=(who, nr) in leads,
            keus=choices[who].get(nr),
            reden=why[who, ronde],
        )
        for (who, ronde), nr in sorted(uitkomst.plaatsen.items())
        if who in gegevens.mensen
    }


def with_wishes(vraagstuk: Vraagstuk, gegevens: Gegevens) -> Vraagstuk:
    """The question with what people wish by now: a sentence never speaks of a wish that somebody changed."""
    known = {sessie.nr for sessie in vraagstuk.sessies}
    return replace(
        vraagstuk,
        deelnemers=tuple(
            replace(one, keuzes={nr: keus for nr, keus in gegevens.keuzes.get(one.nr, {}).items() if nr in known})
            for one in vraagstuk.deelnemers
        ),
    )
