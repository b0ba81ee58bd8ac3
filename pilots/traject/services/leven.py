"""The life of a pilot: start, round off, nazorg, archive, break off; and what is still missing for each step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from datt.accounts.models import User
from datt.core.states import TransitionError
from pilots.traject.models import Pilot, PilotStatus, Taak


@dataclass(frozen=True, kw_only=True)
class Levensstap:
    """A step in the life of a pilot, in the words of the page that asks for it."""

    slug: str
    target: str
    knop: str
    titel: str
    uitleg: str
    gelukt: str
    do: Callable[[Pilot, User, str], None]
    missing: Callable[[Pilot], Sequence[str]]
    is_end: bool = False
    needs_reason: bool = False

    @property
    def url_name(self) -> str:
        return f"traject:pilot_{self.slug}"


def _missing_to_begin(pilot: Pilot) -> Sequence[str]:
    missing = []
    if not pilot.doelstelling.strip():
        missing.append("Schrijf eerst op wat de pilot wil bereiken.")
    if not any(meeting.is_open() or meeting.is_held() for meeting in pilot.bijeenkomsten.all()):
        missing.append("Plan eerst minstens één bijeenkomst.")
    return missing


def _missing_to_finish(pilot: Pilot) -> Sequence[str]:
    meetings = list(pilot.bijeenkomsten.all())
    missing = [f"‘{meeting}’ is nog niet gehouden en niet geannuleerd." for meeting in meetings if meeting.is_open()]
    if not any(meeting.is_held() for meeting in meetings):
        missing.append("Er is nog geen bijeenkomst gehouden. Gaat de pilot niet door? Breek hem dan af.")
    return missing


def _missing_to_archive(pilot: Pilot) -> Sequence[str]:
    if pilot.status == PilotStatus.AFGEBROKEN:
        return []
    count = Taak.objects.filter(bijeenkomst__pilot=pilot).open().relevant().count()
    if not count:
        return []
    tasks = "Er staat nog 1 taak open." if count == 1 else f"Er staan nog {count} taken open."
    return [f"{tasks} Vink af wat klaar is, en zet de rest op niet nodig."]


def _nothing(pilot: Pilot) -> Sequence[str]:
    return []


STAPPEN = {
    step.slug: step
    for step in (
        Levensstap(
            slug="starten",
            target=PilotStatus.LOPEND,
            knop="Start de pilot",
            titel="De pilot starten?",
            uitleg="De pilot staat dan op ‘lopend’. Iedereen die meedoet, ziet dat.",
            gelukt="De pilot loopt. Succes!",
            do=lambda pilot, by, reden: pilot.begin(by=by),
            missing=_missing_to_begin,
        ),
        Levensstap(
            slug="afronden",
            target=PilotStatus.AFGEROND,
            knop="Rond de pilot af",
            titel="De pilot afronden?",
            uitleg="De bijeenkomsten veranderen daarna niet meer. Plannen en taken kunt u nog wel bijwerken.",
            gelukt="De pilot is afgerond.",
            do=lambda pilot, by, reden: pilot.finish(by=by),
            missing=_missing_to_finish,
        ),
        Levensstap(
            slug="nazorg",
            target=PilotStatus.NAZORG,
            knop="Begin de nazorg",
            titel="De nazorg beginnen?",
            uitleg="In de nazorg volgt u wat er van de plannen terechtkomt. De nazorg duurt meestal twee jaar.",
            gelukt="De nazorg is begonnen.",
            do=lambda pilot, by, reden: pilot.begin_nazorg(by=by),
            missing=_nothing,
        ),
        Levensstap(
            slug="archiveren",
            target=PilotStatus.GEARCHIVEERD,
            knop="Archiveer de pilot",
            titel="De pilot archiveren?",
            uitleg=(
                "U kunt daarna alles nog lezen en rapporten maken. Veranderen kan niet meer."
                " Dit kunt u niet terugdraaien."
            ),
            gelukt="De pilot is gearchiveerd. Alles blijft te lezen.",
            do=lambda pilot, by, reden: pilot.archive(by=by),
            missing=_missing_to_archive,
            is_end=True,
        ),
        Levensstap(
            slug="afbreken",
            target=PilotStatus.AFGEBROKEN,
            knop="Breek de pilot af",
            titel="De pilot afbreken?",
            uitleg=(
                "De pilot stopt. U kunt daarna alles nog lezen en rapporten maken. Veranderen kan niet meer."
                " Organisaties krijgen geen mail: laat het hun zelf weten. Dit kunt u niet terugdraaien."
            ),
            gelukt="De pilot is afgebroken. Alles blijft te lezen.",
            do=lambda pilot, by, reden: pilot.break_off(by=by, reden=reden),
            missing=_nothing,
            is_end=True,
            needs_reason=True,
        ),
    )
}


def steps_of(pilot: Pilot) -> list[Levensstap]:
    """The steps that may follow now."""
    return [step for step in STAPPEN.values() if pilot.may_become(step.target)]


@transaction.atomic
def take_step(pilot: Pilot, step: Levensstap, *, by: User, reden: str = "") -> None:
    """Take the step and log it. Raises TransitionError, with what is missing, when it may not be taken."""
    # Held until the end, so that nobody opens a meeting or a task between looking and moving.
    locked = Pilot.objects.select_for_update().get(pk=pilot.pk)
    missing = step.missing(locked) if locked.may_become(step.target) else []
    if missing:
        raise TransitionError(" ".join(missing))
    step.do(locked, by, reden)
    pilot.refresh_from_db(fields=["status"])
