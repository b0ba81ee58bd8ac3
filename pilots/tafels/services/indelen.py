"""Put tables in the room, propose who sits where, fix it and open it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.tafels.gasten import Gast, guests_of
from pilots.tafels.herstellen import Herstel, repair
from pilots.tafels.models import Indeling, Tafel, Tafelstap
from pilots.tafels.services.stoelen import Stoel, refuse_cancelled, write_seats
from pilots.tafels.services.vragen import Gegevens, fetch, question_of, question_of_round
from pilots.tafels.uitleg import aantal_van
from pilots.tafels.verdelen import Verdeling, divide_rounds
from pilots.traject.models import Bijeenkomst

MOST_TABLES, MOST_SEATS, MOST_ROUNDS = 60, 20, 6
VOORSTEL = "stelde een indeling voor"


@dataclass(frozen=True, kw_only=True)
class Zaal:
    """How many tables and of what size, and in how many rounds people change."""

    aantal: int
    plaatsen_min: int
    plaatsen_max: int
    rondes: int = 1


def sensible(gasten: int, rondes: int = 1) -> Zaal:
    """Tables of about six: small enough to talk, large enough to miss one."""
    count = min(max(round(gasten / 6), 1), MOST_TABLES)
    each = -(-gasten // count) if gasten else 6
    return Zaal(aantal=count, plaatsen_min=max(each - 2, 2), plaatsen_max=max(each + 1, 3), rondes=rondes)


@transaction.atomic
def set_tables(meeting: Bijeenkomst, zaal: Zaal, *, by: User) -> None:
    """Make or take away tables and rounds; who sat at a table that goes has no seat."""
    refuse_cancelled(meeting)
    # Two who set up the room at once follow one another.
    Bijeenkomst.objects.select_for_update().get(pk=meeting.pk)
    gone = meeting.indelingen.filter(ronde__gt=zaal.rondes)
    if gone.fixed().exists():
        raise TransitionError("Een ronde die u weghaalt, staat vast. Maak die ronde eerst weer open.")
    gone.delete()
    too_many = meeting.tafels.filter(nummer__gt=zaal.aantal)
    if too_many.exists():
        _refuse_seen(meeting, "tafels weghalen")
        # A step back could lead to a table that is no longer there.
        Tafelstap.objects.filter(indeling__bijeenkomst=meeting).delete()
        too_many.delete()
    meeting.tafels.update(plaatsen_min=zaal.plaatsen_min, plaatsen_max=zaal.plaatsen_max)
    standing = set(meeting.tafels.values_list("nummer", flat=True))
    Tafel.objects.bulk_create(
        Tafel(bijeenkomst=meeting, nummer=nr, plaatsen_min=zaal.plaatsen_min, plaatsen_max=zaal.plaatsen_max)
        for nr in range(1, zaal.aantal + 1)
        if nr not in standing
    )
    rounds = set(meeting.indelingen.values_list("ronde", flat=True))
    Indeling.objects.bulk_create(
        Indeling(bijeenkomst=meeting, ronde=nr) for nr in range(1, zaal.rondes + 1) if nr not in rounds
    )
    tables = aantal_van(zaal.aantal, "tafel", "tafels")
    record(meeting, "tafels.zaal.ingesteld", f"zette {tables} klaar voor {meeting.korte_titel}", by=by)


@transaction.atomic
def set_up(meeting: Bijeenkomst, zaal: Zaal, *, by: User) -> None:
    """Put the tables there; the first time, when is known who comes, with a proposal at once."""
    set_tables(meeting, zaal, by=by)
    indeling = meeting.indelingen.get(ronde=1)
    indeling.bijeenkomst = meeting
    is_new = indeling.zaad == 0 and not indeling.plaatsen.exists()
    if is_new and guests_of(meeting):
        propose(indeling, versie=indeling.versie, by=by)


def _refuse_seen(meeting: Bijeenkomst, what: str) -> None:
    if meeting.indelingen.fixed().exists():
        raise TransitionError(
            f"De tafels staan vast en gasten zien hun plaats. Maak de indeling eerst weer open, dan kunt u {what}."
        )


@transaction.atomic
def propose(indeling: Indeling, *, versie: int, by: User, gasten: Sequence[Gast] | None = None) -> None:
    """Divide everybody anew over the tables, in every round that is still a draft; pins and hosts stay."""
    meeting = indeling.bijeenkomst
    if indeling.is_fixed:
        _refuse_seen(meeting, "een nieuw voorstel vragen")
    write_proposal(fetch(meeting, gasten), seen={indeling.pk: versie}, by=by)


def write_proposal(gegevens: Gegevens, *, seen: Mapping[int, int], by: User) -> None:
    """Divide every draft, together; `seen` is the version of a round that the page showed, by its key."""
    if not gegevens.tafels:
        raise TransitionError("Er staan nog geen tafels. Kies eerst hoeveel tafels er zijn.")
    drafts = [one for one in gegevens.indelingen if not one.is_fixed]
    zaad = max(one.zaad for one in drafts) + 1
    for draft, found in zip(drafts, _divided(gegevens, drafts, zaad), strict=True):
        pinned = {row.persoon_id for row in gegevens.seats_of(draft) if row.is_vast}
        wanted = {nr: Stoel(tafel, nr in pinned) for nr, tafel in found.plaatsen.items()}
        write_seats(draft, wanted, zin=VOORSTEL, versie=seen.get(draft.pk, draft.versie), by=by)
        Indeling.objects.filter(pk=draft.pk).update(zaad=zaad)


def _divided(gegevens: Gegevens, drafts: list[Indeling], zaad: int) -> list[Verdeling]:
    pins = [{row.persoon_id: row.tafel_id for row in gegevens.seats_of(one) if row.is_vast} for one in drafts]
    known = gegevens.known_for(drafts[0], fixed_only=True)
    return divide_rounds(question_of(gegevens, gegevens.gasten, kennen=known, vast={}, zaad=zaad), pins)


@transaction.atomic
def fix(indeling: Indeling, *, versie: int, by: User) -> None:
    """Guests see their table from now on, and the meeting counts for who knows whom."""
    refuse_cancelled(indeling.bijeenkomst)
    if not indeling.plaatsen.exists():
        raise TransitionError("Er zit nog niemand aan tafel. Vraag eerst een voorstel, of zet mensen zelf aan tafel.")
    _refuse_older(indeling, versie)
    indeling.fix(timezone.now(), by=by)


@transaction.atomic
def reopen(indeling: Indeling, *, by: User) -> None:
    refuse_cancelled(indeling.bijeenkomst)
    indeling.reopen(by=by)


def _refuse_older(indeling: Indeling, versie: int) -> None:
    """Nobody fixes what they did not see."""
    if versie != indeling.versie:
        raise TransitionError(
            "De tafels zijn intussen veranderd. Kijk hoe ze nu zijn en zet ze dan vast. Er is nog niets vastgezet."
        )


def repair_of(indeling: Indeling, gegevens: Gegevens) -> Herstel:
    """What would change when who is expected now sits down; nothing is written."""
    now = {row.persoon_id: row.tafel_id for row in gegevens.seats_of(indeling)}
    return repair(question_of_round(gegevens, indeling), now)


@transaction.atomic
def apply_repair(indeling: Indeling, *, versie: int, by: User) -> Herstel:
    """Do what the proposal said. Raises VerouderdError when the tables changed since."""
    gegevens = fetch(indeling.bijeenkomst)
    found = repair_of(indeling, gegevens)
    pinned = {row.persoon_id for row in gegevens.seats_of(indeling) if row.is_vast}
    wanted = {nr: Stoel(tafel, nr in pinned) for nr, tafel in found.plaatsen.items()}
    moves = aantal_van(len(found.verhuist), "persoon verhuisde", "mensen verhuisden")
    write_seats(indeling, wanted, zin=f"herstelde de tafels: {moves}", versie=versie, by=by)
    return found
