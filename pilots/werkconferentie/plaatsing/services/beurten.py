"""One run of the worker: asked for, claimed, followed, stopped. It proposes; a facilitator takes it over, or not."""

import logging
from collections.abc import Mapping
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
from pilots.werkconferentie.plaatsing.models import (
    Plaatsing,
    Verdeelbeurt,
    VerdeelbeurtStatus,
    Verdeling,
    VerdelingStatus,
)
from pilots.werkconferentie.plaatsing.services.rekenaar import CannotCalculateError, NotWantedError, calculate
from pilots.werkconferentie.plaatsing.services.vragen import question_for
from pilots.werkconferentie.plaatsing.uitleg import explain
from pilots.werkconferentie.plaatsing.vraagstuk import Uitkomst, Vraagstuk, from_data, outcome_from_data, to_data
from pilots.werkconferentie.programma.models import Sessie
from pilots.werkconferentie.programma.services.rooster import programme_of

logger = logging.getLogger(__name__)

TASK = signature("pilots.werkconferentie.plaatsing.tasks.process_verdeelbeurt")
MISLUKT = "Het rekenen stopte een paar keer halverwege. Er is niets veranderd. Probeer het opnieuw."
S = VerdeelbeurtStatus
# After so long the best that was found counts.
SECONDEN = 55.0


def division_of(meeting: Bijeenkomst) -> Verdeling:
    """The division of a meeting, made when it has none yet."""
    verdeling, _ = Verdeling.objects.get_or_create(bijeenkomst=meeting)
    verdeling.bijeenkomst = meeting
    return verdeling


@transaction.atomic
def order(meeting: Bijeenkomst, *, by: User, zaad: int = 0, is_herstel: bool = False) -> Verdeelbeurt:
    """Ask the worker for a proposal; the question is written down as it stands now.

    Raises TransitionError when one is being made already, when the division is fixed, or when there is nothing to do.
    """
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


@transaction.atomic
def take_over(beurt: Verdeelbeurt, *, by: User) -> int:
    """Let the proposal be the division; answers how many places changed.

    Raises TransitionError when the proposal is not ready or was taken over, or the division or programme changed since.
    """
    meeting = beurt.bijeenkomst
    verdeling = Verdeling.objects.select_for_update().get(pk=division_of(meeting).pk)
    verdeling.bijeenkomst = meeting
    _refuse_outdated(beurt, verdeling)
    vraagstuk, uitkomst = from_data(beurt.invoer), outcome_from_data(beurt.voorstel)
    changed = _write(verdeling, vraagstuk, uitkomst)
    Verdeling.objects.filter(pk=verdeling.pk).update(versie=verdeling.versie + 1)
    beurt.take_over(timezone.now(), by=by)
    record(verdeling, "plaatsing.overgenomen", f"nam {beurt} over", by=by)
    return changed


def _refuse_outdated(beurt: Verdeelbeurt, verdeling: Verdeling) -> None:
    if beurt.status != S.KLAAR:
        raise TransitionError("Dit voorstel is nog niet klaar.")
    if beurt.overgenomen_op is not None:
        raise TransitionError("Dit voorstel is al overgenomen.")
    if verdeling.status == VerdelingStatus.VASTGESTELD and not beurt.is_herstel:
        raise TransitionError("De verdeling staat vast. Maak haar eerst weer open.")
    if beurt.van_verdeling != verdeling.versie or beurt.van_programma != programme_of(beurt.bijeenkomst).versie:
        raise TransitionError(
            "Sinds dit voorstel veranderde er iets aan het programma of aan de plaatsen. Vraag een nieuw voorstel."
        )
    sessies = {one["nr"] for one in beurt.invoer["sessies"]}
    if Sessie.objects.filter(pk__in=sessies).count() != len(sessies):
        raise TransitionError("Een workshop van dit voorstel is er niet meer. Vraag een nieuw voorstel.")


def _write(verdeling: Verdeling, vraagstuk: Vraagstuk, uitkomst: Uitkomst) -> int:
    """Replace the places by those of the answer, pins included; who withdrew meanwhile gets none."""
    titles: Mapping[int, str] = dict(
        Sessie.objects.filter(ronde__bijeenkomst=verdeling.bijeenkomst).values_list("pk", "workshop__titel")
    )
    why = explain(vraagstuk, uitkomst, titles)
    still = {one.nr for one in question_for(verdeling.bijeenkomst, zaad=0).deelnemers}
    before = {(one.persoon_id, one.ronde_id): one for one in verdeling.plaatsingen.all()}
    choices = {one.nr: one.keuzes for one in vraagstuk.deelnemers}
    leads = {(who, sessie.nr) for sessie in vraagstuk.sessies for who in sessie.begeleiders}
    verdeling.plaatsingen.all().delete()
    Plaatsing.objects.bulk_create(
        Plaatsing(
            verdeling=verdeling,
            persoon_id=who,
            ronde_id=ronde,
            sessie_id=nr,
            is_vast=vraagstuk.vast.get((who, ronde)) == nr,
            is_begeleider=(who, nr) in leads,
            keus=choices[who].get(nr),
            reden=why[who, ronde],
        )
        for (who, ronde), nr in sorted(uitkomst.plaatsen.items())
        if who in still
    )
    after = {plek: nr for plek, nr in uitkomst.plaatsen.items() if plek[0] in still}
    return sum(plek not in before or before[plek].sessie_id != nr for plek, nr in after.items())
