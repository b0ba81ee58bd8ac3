"""One small thing that somebody will do: chosen by themselves, or typed by the facilitator who heard it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.bijeenkomsten.verslag.models import EigenActie, EigenActieStatus
from pilots.traject.models import Bijeenkomst, Persoon


@dataclass(frozen=True, kw_only=True)
class Actiestand:
    """How the own actions of a meeting stand, without saying of whom; the texts only of who agreed."""

    aantal: int
    gekozen: int
    bezig: int
    gelukt: int
    niet_meer: int
    gedeeld: Sequence[EigenActie]


@transaction.atomic
def choose_actie(
    meeting: Bijeenkomst, persoon: Persoon, *, tekst: str, mag_gedeeld: bool, by: User | None = None, wie: str = ""
) -> EigenActie:
    """One for a person and a meeting. Raises TransitionError when there is one already."""
    try:
        with transaction.atomic():
            actie = EigenActie.objects.create(
                bijeenkomst=meeting, persoon=persoon, tekst=tekst, mag_gedeeld=mag_gedeeld
            )
    except IntegrityError as error:
        raise TransitionError("Er is al een eigen actie voor deze bijeenkomst. Verander die.") from error
    record(actie, "verslag.eigenactie.gekozen", f"koos {actie}", by=by, wie=wie)
    return actie


@transaction.atomic
def change_actie(actie: EigenActie, *, tekst: str, mag_gedeeld: bool, versie: int, wie: str) -> None:
    """Raises VerouderdError when it was changed on another screen first."""
    if (actie.tekst, actie.mag_gedeeld) == (tekst, mag_gedeeld):
        return
    store(actie, versie=versie, tekst=tekst, mag_gedeeld=mag_gedeeld)
    record(actie, "verslag.eigenactie.gewijzigd", f"veranderde {actie}", by=None, wie=wie)


@transaction.atomic
def answer_actie(actie: EigenActie, status: EigenActieStatus, *, wie: str) -> None:
    """Say how it went; the same answer twice changes nothing."""
    actie.refresh_from_db(fields=["status"])
    if actie.status != status:
        actie.answer(status, by=None, wie=wie)


def standing_of(meeting: Bijeenkomst) -> Actiestand:
    return standing(EigenActie.objects.filter(bijeenkomst=meeting))


def standing(actions: QuerySet[EigenActie]) -> Actiestand:
    rows = list(actions.order_by("tekst", "pk"))
    counts = Counter(row.status for row in rows)
    return Actiestand(
        aantal=len(rows),
        gekozen=counts[EigenActieStatus.OPEN],
        bezig=counts[EigenActieStatus.BEZIG],
        gelukt=counts[EigenActieStatus.GELUKT],
        niet_meer=counts[EigenActieStatus.NIET_MEER],
        gedeeld=[row for row in rows if row.mag_gedeeld],
    )
