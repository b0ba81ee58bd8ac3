"""Fix the rule, draw, and take the result over into the guest list. Nothing is sent."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kiezen import put_on_list
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import lock_meeting
from pilots.werkconferentie.selectie.invoer import at_moment, from_data, hash_of, texts_of, to_data
from pilots.werkconferentie.selectie.kiezer import NietOpgelostError
from pilots.werkconferentie.selectie.loten import Uitkomst, draw
from pilots.werkconferentie.selectie.models import Lot, Loting, Selectie
from pilots.werkconferentie.selectie.redenen import all_reasons
from pilots.werkconferentie.selectie.services.beeld import Beeld, picture_of
from pilots.werkconferentie.selectie.services.opstellen import refuse_started

MEESTE_TEKENS = 400


def _lock(selectie: Selectie, versie: int) -> Selectie:
    """The row under a lock. Raises VerouderdError when somebody changed it, TransitionError when it may not change."""
    meeting = lock_meeting(selectie.bijeenkomst_id)
    locked = Selectie.objects.select_for_update(of=("self",)).get(pk=selectie.pk)
    locked.bijeenkomst = meeting
    if locked.versie != versie:
        raise VerouderdError(locked)
    refuse_started(meeting)
    return locked


@transaction.atomic
def fix(selectie: Selectie, *, versie: int, by: User) -> Loting:
    """Let the rule and the candidates stand, and make the seed public that follows from them.

    The same rule with the same candidates gives the draw it gave before: nobody tries again until they like it.
    Raises VerouderdError; TransitionError when something in the rule cannot be.
    """
    locked = _lock(selectie, versie)
    beeld = picture_of(locked)
    if beeld.bezwaren:
        raise TransitionError(beeld.bezwaren[0])
    data = to_data(beeld.opdracht, beeld.teksten)
    # Who the numbers stand for counts too: the same numbers of other people are another list.
    content = hash_of({**data, "mensen": [one.pk for one in beeld.mensen]})
    loting = locked.lotingen.filter(inhoud_hash=content).first() or _new(locked, beeld, data, content, by=by)
    locked.fix(loting, by=by, zin=f"zette {locked} vast, met {loting.nummer} als nummer van de loting")
    return loting


def _new(selectie: Selectie, beeld: Beeld, data: dict[str, Any], content: str, *, by: User) -> Loting:
    now = timezone.now()
    invoer = at_moment(data, now)
    loting: Loting = Loting.objects.create(
        selectie=selectie, nummer=selectie.lotingen.count() + 1, invoer=invoer, zaad=hash_of(invoer),
        inhoud_hash=content, vastgezet_op=now, vastgezet_door=by,
    )  # fmt: skip
    said = {one.persoon_id: one.reden for one in beeld.keuzes}
    Lot.objects.bulk_create(
        Lot(loting=loting, persoon=one, nummer=beeld.nummers[one.pk], reden=said.get(one.pk, ""))
        for one in beeld.mensen
    )
    return loting


@transaction.atomic
def release(selectie: Selectie, *, versie: int, by: User) -> None:
    """Let the rule be changed again; what was fixed stays in the history. Raises VerouderdError, TransitionError."""
    _lock(selectie, versie).release(by=by)


def result_of(loting: Loting) -> Uitkomst:
    """What follows from the rule, the candidates and the seed: always the same. Raises TransitionError after 30 s."""
    try:
        return draw(from_data(loting.invoer), loting.zaad)
    except NietOpgelostError as error:
        raise TransitionError(
            "De regels samen zijn te ingewikkeld om uit te rekenen. Maak de regel los en haal er een zin uit."
        ) from error


@transaction.atomic
def draw_lots(selectie: Selectie, *, versie: int, by: User) -> Loting:
    """Draw: who comes, who is on the reserve list, and a sentence for each. Raises VerouderdError, TransitionError."""
    locked = _lock(selectie, versie)
    loting = locked.loting
    if loting is None or not locked.may_become("getrokken"):
        raise TransitionError("De regel staat nog niet vast. Zet haar eerst vast.")
    outcome = result_of(loting)
    if loting.getrokken_op is None:
        _keep(loting, outcome)
    many = len(outcome.gekozen)
    locked.draw(by=by, zin=f"lootte met {locked}: {many} gekozen, {len(outcome.reserve)} op de reservelijst")
    return loting


def _keep(loting: Loting, outcome: Uitkomst) -> None:
    lots = list(loting.loten.all())
    own = {one.nummer: one.reden for one in lots}
    said = all_reasons(from_data(loting.invoer), outcome, texts_of(loting.invoer), own)
    places = {nr: plek for plek, nr in enumerate(outcome.volgorde, start=1)}
    for one in lots:
        one.plek = places.get(one.nummer)
        one.is_gekozen = one.nummer in outcome.gekozen
        one.reden = said[one.nummer][:MEESTE_TEKENS]
    Lot.objects.bulk_update(lots, ["plek", "is_gekozen", "reden"])
    loting.getrokken_op = timezone.now()
    loting.save(update_fields=["getrokken_op"])


@dataclass(frozen=True)
class Overname:
    """What changed on the guest list."""

    erbij: int
    eraf: int
    vergeten: int  # who was drawn and is not in the pilot any more


@transaction.atomic
def take_over(selectie: Selectie, *, versie: int, by: User) -> Overname:
    """Put who was drawn on the guest list, and take off who was not; nothing is sent.

    Raises VerouderdError; TransitionError when the number of seats is another by now, or it was taken over already.
    """
    locked = _lock(selectie, versie)
    loting, meeting = locked.loting, locked.bijeenkomst
    if loting is None or not locked.may_become("overgenomen"):
        raise TransitionError("Er is nog niet geloot, of de uitslag staat al op de gastenlijst.")
    if loting.invoer["plaatsen"] != meeting.capaciteit:
        raise TransitionError(
            f"De loting was voor {loting.invoer['plaatsen']} plaatsen. Nu zijn er {meeting.capaciteit}. Maak de regel"
            " los, zet haar opnieuw vast en loot opnieuw."
        )
    lots = list(loting.loten.with_persoon())
    chosen = [one.persoon for one in lots if one.is_gekozen]
    known = [one for one in chosen if one.samengevoegd_in_id is None and one.vergeten_op is None]
    others = [one.persoon_id for one in lots if not one.is_gekozen]
    gone, _ = Uitnodiging.objects.filter(
        bijeenkomst=meeting, persoon__in=others, status=UitnodigingStatus.KLAAR
    ).delete()
    added = put_on_list(meeting, known, by=by)
    loting.overgenomen_op = timezone.now()
    loting.save(update_fields=["overgenomen_op"])
    locked.take_over(by=by, zin=f"zette de uitslag van loting {loting.nummer} op de gastenlijst van {meeting}")
    return Overname(erbij=added, eraf=gone, vergeten=len(chosen) - len(known))
