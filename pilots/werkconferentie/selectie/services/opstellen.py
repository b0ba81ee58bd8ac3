"""Write the mix rule: who takes part, the sentences, who is pinned. Nobody undoes unseen what somebody else did."""

from typing import Any

from django.db import IntegrityError, transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.bijeenkomsten.uitnodigen.models import UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import plaatsen
from pilots.traject.models import Bijeenkomst
from pilots.traject.services.verloop import refuse_ended
from pilots.werkconferentie.selectie.models import Mengregel, Selectie, Selectiekeuze
from pilots.werkconferentie.selectie.services.beeld import sentence

MEESTE_REGELS = 20
VERSTUURD = (
    "Er zijn al uitnodigingen verstuurd voor ‘{}’. Wie een uitnodiging kreeg, houdt die. Daarom kunt u niet meer loten."
)
STAAT_VAST = "De regel staat al vast. Maak haar eerst los, dan kunt u haar veranderen. Er is niets veranderd."


def refuse_started(meeting: Bijeenkomst) -> None:
    """Nobody is drawn who was invited already. Raises TransitionError with what there is to know."""
    refuse_ended(meeting.pilot)
    plaatsen.refuse_closed(meeting)
    if meeting.uitnodigingen.of_live().exclude(status=UitnodigingStatus.KLAAR).exists():
        raise TransitionError(VERSTUURD.format(meeting))


def stored_selection(meeting: Bijeenkomst) -> Selectie:
    """The row of a meeting, made when there is none yet."""
    selectie, _ = Selectie.objects.select_related("loting").get_or_create(bijeenkomst=meeting)
    selectie.bijeenkomst = meeting
    return selectie


def _step(selectie: Selectie, versie: int, **fields: Any) -> None:
    """Raises VerouderdError when somebody changed the rule since `versie`, TransitionError when it may not change."""
    refuse_started(selectie.bijeenkomst)
    if not selectie.is_concept:
        raise TransitionError(STAAT_VAST)
    store(selectie, versie=versie, **fields)


@transaction.atomic
def change_settings(selectie: Selectie, *, bron: str, per_organisatie: int | None, versie: int, by: User) -> None:
    """Who takes part, and how many of one organisation at most. Raises VerouderdError, TransitionError."""
    _step(selectie, versie, bron=bron, per_organisatie=per_organisatie)
    record(selectie, "selectie.instelling", f"paste {selectie} aan", by=by)


@transaction.atomic
def add_rule(selectie: Selectie, regel: Mengregel, *, versie: int, by: User) -> None:
    """Add one sentence. Raises VerouderdError, TransitionError when there are too many or it stands there already."""
    _step(selectie, versie)
    if selectie.regels.count() >= MEESTE_REGELS:
        raise TransitionError(f"Er passen {MEESTE_REGELS} zinnen in een regel. Haal er eerst een weg.")
    regel.selectie = selectie
    try:
        with transaction.atomic():
            regel.save()
    except IntegrityError as error:
        raise TransitionError("Deze zin staat al in de regel. Haal haar eerst weg.") from error
    record(selectie, "selectie.regel", f"zette in {selectie}: {sentence(regel)}", by=by)


@transaction.atomic
def remove_rule(selectie: Selectie, regel: Mengregel, *, versie: int, by: User) -> None:
    """Raises VerouderdError, TransitionError."""
    _step(selectie, versie)
    record(selectie, "selectie.regel weg", f"haalde uit {selectie}: {sentence(regel)}", by=by)
    regel.delete()


@transaction.atomic
def add_choice(selectie: Selectie, keuze: Selectiekeuze, *, versie: int, by: User) -> None:
    """Pin somebody, or let them not take part; an earlier choice about them is replaced."""
    _step(selectie, versie)
    Selectiekeuze.objects.update_or_create(
        selectie=selectie, persoon=keuze.persoon, defaults={"soort": keuze.soort, "reden": keuze.reden}
    )
    verb = "zette {} vast in {}" if keuze.soort == "vast" else "liet {} niet meedoen aan {}"
    record(selectie, f"selectie.{keuze.soort}", verb.format(keuze.persoon, selectie), by=by)


@transaction.atomic
def remove_choice(selectie: Selectie, keuze: Selectiekeuze, *, versie: int, by: User) -> None:
    """Let the lot decide about somebody after all."""
    _step(selectie, versie)
    record(selectie, "selectie.keuze weg", f"laat het lot over {keuze.persoon} beslissen in {selectie}", by=by)
    keuze.delete()


def may_change(meeting: Bijeenkomst) -> bool:
    """Whether somebody could still be drawn."""
    try:
        refuse_started(meeting)
    except TransitionError:
        return False
    return True
