"""All rounds of a world café at once: propose them, show them to guests, and repair those that are still to come."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.tafels.herstellen import Herstel, repair
from pilots.tafels.models import Indeling
from pilots.tafels.services.indelen import write_proposal
from pilots.tafels.services.stoelen import Stoel, refuse_cancelled, write_seats
from pilots.tafels.services.vragen import Gegevens, fetch, question_of
from pilots.tafels.tijden import Tafeltijd, times_of
from pilots.tafels.uitleg import aantal_van
from pilots.tafels.vraagstuk import pairs_at
from pilots.traject.models import Bijeenkomst

# What a page showed: the version of each round, by its number.
type Versies = Mapping[int, int]


def versions_of(rounds: Sequence[Indeling]) -> str:
    """'1.4-2.4-3.5', as a form sends it along."""
    return "-".join(f"{one.ronde}.{one.versie}" for one in rounds)


def read_versions(sent: str) -> dict[int, int]:
    """The other way round; what is no number is left out, and so no version of anything."""
    pairs = (part.partition(".") for part in sent[:200].split("-"))
    return {
        int(ronde): int(versie)
        for ronde, _, versie in pairs
        if ronde.isascii() and ronde.isdecimal() and versie.isascii() and versie.isdecimal()
    }


def _refuse_older(rounds: Sequence[Indeling], seen: Versies) -> None:
    """Raises VerouderdError when a round is not, or no longer, as the page showed it."""
    for one in rounds:
        if seen.get(one.ronde) != one.versie:
            raise VerouderdError(one)


@transaction.atomic
def propose_all(meeting: Bijeenkomst, *, seen: Versies, by: User) -> int:
    """Divide everybody anew in every round that is still a draft, together; answers how many rounds.

    Raises VerouderdError when a round changed since, TransitionError when there is nothing to divide.
    """
    refuse_cancelled(meeting)
    gegevens = fetch(meeting)
    drafts = [one for one in gegevens.indelingen if not one.is_fixed]
    if not drafts:
        raise TransitionError("Alle rondes staan vast. Maak eerst weer open wat u opnieuw wilt laten verdelen.")
    _refuse_older(gegevens.indelingen, seen)
    write_proposal(gegevens, seen={one.pk: seen[one.ronde] for one in drafts}, by=by)
    return len(drafts)


@transaction.atomic
def fix_all(meeting: Bijeenkomst, *, seen: Versies, by: User) -> int:
    """Let guests see their table in every round; answers how many rounds were fixed."""
    refuse_cancelled(meeting)
    rounds = _rounds(meeting)
    _refuse_older(rounds, seen)
    drafts = [one for one in rounds if not one.is_fixed]
    for one in drafts:
        if not one.plaatsen.exists():
            raise TransitionError(f"In ronde {one.ronde} zit nog niemand aan tafel. Vraag eerst een voorstel.")
        one.fix(timezone.now(), by=by)
    return len(drafts)


@transaction.atomic
def reopen_all(meeting: Bijeenkomst, *, by: User) -> None:
    """Guests no longer see a table, until the rounds are fixed again."""
    refuse_cancelled(meeting)
    for one in _rounds(meeting):
        if one.is_fixed:
            one.reopen(by=by)


def _rounds(meeting: Bijeenkomst) -> list[Indeling]:
    rounds = list(meeting.indelingen.select_for_update(of=("self",)))
    for one in rounds:
        one.bijeenkomst = meeting
    return rounds


def is_over(tijd: Tafeltijd | None) -> bool:
    return tijd is not None and tijd.eindigt <= timezone.now()


def still_to_come(gegevens: Gegevens, meeting: Bijeenkomst, *, vanaf: int | None = None) -> list[Indeling]:
    """The rounds with people in them that can still change: from `vanaf` on, or those that are not over yet."""
    times = times_of(meeting, len(gegevens.indelingen))
    taken = {row.indeling_id for row in gegevens.plaatsen}
    return [
        one
        for one in gegevens.indelingen
        if one.pk in taken and not is_over(times.get(one.ronde)) and (vanaf is None or one.ronde >= vanaf)
    ]


def repairs_of(gegevens: Gegevens, coming: Sequence[Indeling]) -> dict[int, Herstel]:
    """What changes in each of these rounds when who is expected now sits down; nothing is written.

    Each round moves as few people as it can. Who moves anyway meets new people: what the rounds before it became
    counts as met.
    """
    at = {one.pk: {row.persoon_id: row.tafel_id for row in gegevens.seats_of(one)} for one in gegevens.indelingen}
    found: dict[int, Herstel] = {}
    for one in coming:
        known = Counter(gegevens.kennen)
        known.update(both for pk, seating in at.items() if pk != one.pk for both in pairs_at(seating))
        vast = {row.persoon_id: row.tafel_id for row in gegevens.seats_of(one) if row.is_vast}
        vraag = question_of(gegevens, gegevens.gasten, kennen=known, vast=vast, zaad=one.zaad)
        found[one.pk] = repair(vraag, at[one.pk])
        at[one.pk] = found[one.pk].plaatsen
    return found


@transaction.atomic
def apply_repairs(meeting: Bijeenkomst, *, seen: Versies, vanaf: int | None, by: User) -> int:
    """Do what the proposal said in every round to come; answers how often somebody moves.

    Raises VerouderdError when a round changed since.
    """
    refuse_cancelled(meeting)
    gegevens = fetch(meeting)
    coming = still_to_come(gegevens, meeting, vanaf=vanaf)
    _refuse_older(coming, seen)
    repairs = repairs_of(gegevens, coming)
    for one in coming:
        found = repairs[one.pk]
        pinned = {row.persoon_id for row in gegevens.seats_of(one) if row.is_vast}
        wanted = {nr: Stoel(tafel, nr in pinned) for nr, tafel in found.plaatsen.items()}
        moves = aantal_van(len(found.verhuist), "persoon verhuisde", "mensen verhuisden")
        write_seats(one, wanted, zin=f"herstelde de tafels: {moves}", versie=seen[one.ronde], by=by)
    return sum(len(found.verhuist) for found in repairs.values())
