"""The werkvormen of a gemeente: the library and its own ones; find, add, copy, change and remove."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from datt.accounts.models import User
from datt.core.lists import number_of, words_of
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.text import matching
from datt.core.versions import store
from pilots.bijeenkomsten.draaiboek.models import Werkvorm, Werkvormstap
from pilots.bijeenkomsten.draaiboek.services.bibliotheek import VELDEN
from pilots.traject.models import Pilot

# A tag that is a kind of meeting, as people say it.
TAGWOORDEN = {
    "bestuurders_kickoff": "start met bestuurders",
    "sleutel_1": "kennismaken met sleutelfunctionarissen",
    "sleutel_2": "verdiepen met sleutelfunctionarissen",
    "plannen_maken": "werkbijeenkomst verbeterplannen",
    "verbeterplan_presentatie": "presentatie verbeterplannen",
}
INHOUD = tuple(name for name in VELDEN if name != "herkomst")
type Stap = Mapping[str, Any]


def tag_in_words(tag: str) -> str:
    return TAGWOORDEN.get(tag, tag.replace("_", " "))


@dataclass(frozen=True)
class Werkvormvraag:
    """What somebody looks for."""

    woorden: str = ""
    tag: str = ""
    mensen: int | None = None
    minuten: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "Werkvormvraag":
        return cls(words_of(query), words_of(query, "tag"), number_of(query, "mensen"), number_of(query, "minuten"))

    @property
    def is_empty(self) -> bool:
        return self == Werkvormvraag()

    def find(self, rows: Sequence[Werkvorm]) -> list[Werkvorm]:
        found = [row for row in rows if self._fits(row)]
        return matching(
            found,
            self.woorden,
            lambda row: f"{row.naam} {row.doel} {row.waarvoor} {' '.join(map(tag_in_words, row.tags))}",
        )

    def _fits(self, row: Werkvorm) -> bool:
        return (
            (not self.tag or self.tag in row.tags)
            and (self.mensen is None or row.groep_min <= self.mensen <= row.groep_max)
            and (self.minuten is None or row.min_minuten <= self.minuten)
        )


def usable_list(pilot: Pilot) -> list[Werkvorm]:
    return list(Werkvorm.objects.usable_in(pilot.gemeente))


def tags_of(rows: Sequence[Werkvorm]) -> list[tuple[str, str]]:
    """Every tag once, by its words."""
    return sorted({(tag, tag_in_words(tag)) for row in rows for tag in row.tags}, key=lambda pair: pair[1])


def copy_of(werkvorm: Werkvorm) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the form of a copy begins with: all of it, and its steps."""
    values = {name: getattr(werkvorm, name) for name in INHOUD} | {"naam": f"{werkvorm.naam} (eigen versie)"[:80]}
    return values, steps_of(werkvorm)


def steps_of(werkvorm: Werkvorm) -> list[dict[str, Any]]:
    return [{"minuten": step.minuten, "wat": step.wat, "zeg": step.zeg} for step in werkvorm.stappen.all()]


@transaction.atomic
def add_werkvorm(
    pilot: Pilot, values: dict[str, Any], steps: Sequence[Stap], *, by: User, herkomst: str = ""
) -> Werkvorm:
    """One of its own for the gemeente of this pilot."""
    _refuse_practice(pilot)
    werkvorm = Werkvorm.objects.create(
        gemeente=pilot.gemeente, slug=_free_slug(pilot, values["naam"]), herkomst=herkomst, **values
    )
    _write_steps(werkvorm, steps)
    record(werkvorm, "draaiboek.werkvorm.toegevoegd", f"maakte de werkvorm ‘{werkvorm}’", by=by, kring=pilot)
    return werkvorm


def _free_slug(pilot: Pilot, naam: str) -> str:
    base = slugify(naam)[:50] or "werkvorm"
    taken = set(Werkvorm.objects.filter(gemeente=pilot.gemeente, slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(f"{base}-{nr}" for nr in range(2, 1000) if f"{base}-{nr}" not in taken)


def _write_steps(werkvorm: Werkvorm, steps: Sequence[Stap]) -> None:
    werkvorm.stappen.all().delete()
    Werkvormstap.objects.bulk_create(
        Werkvormstap(werkvorm=werkvorm, volgorde=nr, **step) for nr, step in enumerate(steps, start=1)
    )


@transaction.atomic
def change_werkvorm(
    pilot: Pilot, werkvorm: Werkvorm, values: dict[str, Any], steps: Sequence[Stap], *, versie: int, by: User
) -> None:
    """Write what it says now. Raises VerouderdError when somebody changed it since `versie`."""
    refuse_foreign(werkvorm)
    _refuse_practice(pilot)
    store(werkvorm, versie=versie, **values)
    _write_steps(werkvorm, steps)
    werkvorm.refresh_from_db()
    record(werkvorm, "draaiboek.werkvorm.gewijzigd", f"wijzigde de werkvorm ‘{werkvorm}’", by=by, kring=pilot)


@transaction.atomic
def remove_werkvorm(pilot: Pilot, werkvorm: Werkvorm, *, by: User) -> None:
    """Out of the list; run sheets that use it keep it."""
    refuse_foreign(werkvorm)
    _refuse_practice(pilot)
    if Werkvorm.objects.filter(pk=werkvorm.pk, is_weg=False).update(is_weg=True):
        record(werkvorm, "draaiboek.werkvorm.verwijderd", f"haalde de werkvorm ‘{werkvorm}’ weg", by=by, kring=pilot)


@transaction.atomic
def restore_werkvorm(pilot: Pilot, werkvorm: Werkvorm, *, by: User) -> None:
    refuse_foreign(werkvorm)
    _refuse_practice(pilot)
    if Werkvorm.objects.filter(pk=werkvorm.pk, is_weg=True).update(is_weg=False):
        record(werkvorm, "draaiboek.werkvorm.terug", f"zette de werkvorm ‘{werkvorm}’ terug", by=by, kring=pilot)


def _refuse_practice(pilot: Pilot) -> None:
    """The list is of the gemeente, and stays when a practice pilot is thrown away. Raises TransitionError."""
    if pilot.is_oefening:
        raise TransitionError("Dit is een oefenpilot. De lijst met werkvormen verandert u in de echte pilot.")


def refuse_foreign(werkvorm: Werkvorm) -> None:
    """What comes with the software is the same for everybody. Raises TransitionError."""
    if werkvorm.gemeente_id is None:
        raise TransitionError(f"‘{werkvorm}’ hoort bij de bibliotheek. Maak er een eigen versie van en pas die aan.")
