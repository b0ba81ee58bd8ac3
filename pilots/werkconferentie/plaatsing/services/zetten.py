"""Move one person by hand, keep somebody where they are, take somebody out, and undo the last step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.werkconferentie.keuzes.models import Keus
from pilots.werkconferentie.plaatsing.models import Verdeling
from pilots.werkconferentie.plaatsing.services import plekken
from pilots.werkconferentie.plaatsing.services.herstel import counts
from pilots.werkconferentie.plaatsing.services.plekken import Plaats, places_now, refuse_over, write_places
from pilots.werkconferentie.plaatsing.services.vragen import Gegevens, Mens, fetch
from pilots.werkconferentie.plaatsing.vraagstuk import Plek, pair
from pilots.werkconferentie.programma.models import Ronde, Sessie

DOOR_FACILITATOR = "De facilitator gaf u deze plaats."
KEUZEN = dict(Keus.choices)


class NotAgreedError(Exception):
    """Something speaks against it; who moves has to say that it is meant. `bezwaren` are Dutch sentences."""

    def __init__(self, sessie: Sessie, bezwaren: Sequence[str]) -> None:
        super().__init__(" ".join(bezwaren))
        self.sessie, self.bezwaren = sessie, bezwaren


@dataclass(frozen=True, kw_only=True)
class Mogelijkheid:
    """One session to go to. `weigering`: it cannot be; `bezwaren`: it can, when somebody says so."""

    sessie: Sessie
    aantal: int
    keus: str
    is_hier: bool
    weigering: str
    bezwaren: Sequence[str]

    @property
    def vrij(self) -> int:
        return max(self.sessie.plaatsen - self.aantal, 0)


@dataclass(frozen=True, kw_only=True)
class Zetbeeld:
    """The page that asks where somebody goes."""

    verdeling: Verdeling
    mens: Mens
    ronde: Ronde
    nu: Plaats | None
    mogelijkheden: Sequence[Mogelijkheid]


def options(verdeling: Verdeling, gegevens: Gegevens, ronde: Ronde, who: int) -> Zetbeeld:
    """Every session of the round, what they wished first. Raises TransitionError when they do not come."""
    mens = _there(gegevens, who, ronde)
    found = [option_of(gegevens, mens, sessie) for sessie in gegevens.rooster.of_round(ronde)]
    wishes = gegevens.keuzes.get(who, {})
    found.sort(key=lambda one: (wishes.get(one.sessie.pk, Keus.DERDE + 1), one.sessie.workshop.titel))
    now = places_now(verdeling).get((who, ronde.pk))
    return Zetbeeld(verdeling=verdeling, mens=mens, ronde=ronde, nu=now, mogelijkheden=found)


def _there(gegevens: Gegevens, who: int, ronde: Ronde) -> Mens:
    mens = gegevens.mensen.get(who)
    if mens is None or (mens.rondes is not None and ronde.pk not in mens.rondes):
        raise TransitionError("Deze gast komt niet (meer) in deze ronde, en kan dus geen plek krijgen.")
    return mens


def option_of(gegevens: Gegevens, mens: Mens, sessie: Sessie) -> Mogelijkheid:
    now = gegevens.plaatsen.get((mens.pk, sessie.ronde_id))
    is_here = now is not None and now.sessie_id == sessie.pk
    count = counts(gegevens).get(sessie.pk, 0)
    keus = gegevens.keuzes.get(mens.pk, {}).get(sessie.pk)
    return Mogelijkheid(
        sessie=sessie,
        aantal=count,
        keus=KEUZEN.get(keus, "") if keus else "",
        is_hier=is_here,
        weigering=_refusal(gegevens, mens, sessie),
        bezwaren=[] if is_here else _objections(gegevens, mens, sessie, count),
    )


def _refusal(gegevens: Gegevens, mens: Mens, sessie: Sessie) -> str:
    """What never goes."""
    if not sessie.is_open:
        return f"‘{sessie.workshop}’ gaat in deze ronde niet door."
    for other in gegevens.rooster.of_round(sessie.ronde):
        leads = any(persoon.pk == mens.pk for persoon in other.workshop.begeleiders.all())
        if leads and other.is_open and other.pk != sessie.pk:
            return f"{mens.naam} begeleidt in deze ronde ‘{other.workshop}’."
    return ""


def _objections(gegevens: Gegevens, mens: Mens, sessie: Sessie, count: int) -> list[str]:
    found = []
    if count >= sessie.plaatsen:
        found.append(f"‘{sessie.workshop}’ zit vol: {count} van {sessie.plaatsen} plaatsen.")
    if mens.toegang and sessie.ruimte is not None and not sessie.ruimte.is_toegankelijk:
        found.append(f"{sessie.ruimte} is niet zonder drempels te bereiken. {mens.naam} heeft nodig: {mens.toegang}.")
    titles = {one.pk: one for one in gegevens.sessies}
    for (who, ronde), place in gegevens.plaatsen.items():
        other = titles.get(place.sessie_id)
        if who == mens.pk and ronde != sessie.ronde_id and other and other.workshop_id == sessie.workshop_id:
            found.append(f"{mens.naam} is in ‘{other.ronde}’ al bij ‘{sessie.workshop}’.")
    for (who, _), place in gegevens.plaatsen.items():
        if place.sessie_id == sessie.pk and who != mens.pk and pair(who, mens.pk) in gegevens.niet_samen:
            found.append(f"{mens.naam} en {gegevens.mensen[who].naam} willen niet samen zitten.")
    if gegevens.keuzes.get(mens.pk, {}).get(sessie.pk) == Keus.LIEVER_NIET:
        found.append(f"{mens.naam} wil liever niet naar ‘{sessie.workshop}’.")
    return found


@transaction.atomic
def move(
    verdeling: Verdeling, who: int, sessie: Sessie, *, is_vast: bool, is_akkoord: bool, versie: int, by: User
) -> str:
    """Put somebody into this session, from another one or from nowhere; answers what was done.

    Raises TransitionError when it cannot be, NotAgreedError when something speaks against it and nobody said that it
    is meant, VerouderdError when the division changed since `versie`.
    """
    gegevens = fetch(verdeling.bijeenkomst)
    mens = _there(gegevens, who, sessie.ronde)
    option = option_of(gegevens, mens, sessie)
    if option.weigering:
        raise TransitionError(f"Dit kan niet. {option.weigering}")
    if option.bezwaren and not is_akkoord:
        raise NotAgreedError(sessie, option.bezwaren)
    leads = any(persoon.pk == who for persoon in sessie.workshop.begeleiders.all())
    wanted = places_now(verdeling)
    keus = gegevens.keuzes.get(who, {}).get(sessie.pk)
    wanted[who, sessie.ronde_id] = Plaats(sessie.pk, is_vast, leads, keus, DOOR_FACILITATOR)
    zin = f"zette {mens.naam} bij ‘{sessie.workshop}’ in ‘{sessie.ronde}’"
    write_places(verdeling, wanted, zin=zin, versie=versie, by=by)
    return zin


def _has(verdeling: Verdeling, plek: Plek) -> tuple[dict[Plek, Plaats], Plaats]:
    wanted = places_now(verdeling)
    if plek not in wanted:
        raise TransitionError("Deze gast heeft in deze ronde geen plek (meer). Er is niets veranderd.")
    return wanted, wanted[plek]


def take_out(verdeling: Verdeling, who: int, ronde: Ronde, *, naam: str, versie: int, by: User) -> str:
    """Give up the place of somebody in one round; answers what was done. Raises VerouderdError, TransitionError."""
    wanted, _ = _has(verdeling, (who, ronde.pk))
    wanted.pop((who, ronde.pk))
    zin = f"haalde {naam} uit ‘{ronde}’"
    write_places(verdeling, wanted, zin=zin, versie=versie, by=by)
    return zin


def pin(verdeling: Verdeling, who: int, ronde: Ronde, *, naam: str, versie: int, by: User) -> str:
    """Let somebody keep this place in every proposal, or no longer. Raises VerouderdError, TransitionError."""
    wanted, was = _has(verdeling, (who, ronde.pk))
    wanted[who, ronde.pk] = replace(was, is_vast=not was.is_vast)
    zin = f"maakte de plek van {naam} weer vrij" if was.is_vast else f"gaf {naam} een vaste plek in ‘{ronde}’"
    write_places(verdeling, wanted, zin=zin, versie=versie, by=by)
    return zin


@transaction.atomic
def undo_step(verdeling: Verdeling, *, versie: int, by: User) -> str:
    """Take the last step back, for who still comes; answers what it was. Raises TransitionError when there is none."""
    refuse_over(verdeling.bijeenkomst)
    step = verdeling.stappen.first()
    if step is None:
        raise TransitionError("Er is niets om ongedaan te maken.")
    store(verdeling, versie=versie)
    changes = list(step.wissels.all())
    still = fetch(verdeling.bijeenkomst).mensen
    back = {
        (one.persoon_id, one.ronde_id): Plaats(one.sessie_id, one.was_vast, one.was_begeleider, one.keus, one.reden)
        for one in changes
        if one.sessie_id is not None and one.persoon_id in still
    }
    plekken.replace(verdeling, [(one.persoon_id, one.ronde_id) for one in changes], back)
    zin = step.zin
    step.delete()
    record(verdeling, "plaatsing.ongedaan", f"maakte ongedaan: {zin} ({verdeling.bijeenkomst.korte_titel})", by=by)
    return zin
