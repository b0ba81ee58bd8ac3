"""Writing in a plan without losing a word."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import TransitionError
from datt.core.versions import store
from verbeterplannen.plannen.kaart import Veld
from verbeterplannen.plannen.models import Actie, Indicator, Sectie, Sectieversie, Verbeterplan


@dataclass(frozen=True, kw_only=True)
class Antwoord:
    """An answer as the form gives it: its text, and for a table its rows, for a scale its scores.

    A table's text is its rows in words, so that every version can be read and compared.
    """

    tekst: str
    acties: list[dict[str, Any]] | None = None
    indicatoren: list[dict[str, Any]] | None = None
    cijfers: dict[str, int | None] = field(default_factory=dict)

    def in_full(self) -> str:
        """What a version keeps: the scores, then the text."""
        scores = ", ".join(f"{slug} {score}" for slug, score in self.cijfers.items() if score)
        return ". ".join(filter(None, [scores, self.tekst]))


@transaction.atomic
def save_section(plan: Verbeterplan, veld: Veld, antwoord: Antwoord, *, versie: int, by: User) -> Sectie:
    """Save an answer that was written on top of `versie`, and keep it as a version.

    Saving what is there already changes nothing. Raises VerouderdError when somebody else
    saved another text first, and TransitionError when the plan may not change any more.
    """
    locked = Verbeterplan.objects.select_for_update().get(pk=plan.pk)
    if not locked.is_concept():
        raise TransitionError(f"‘{locked}’ is al ingediend. U kunt er nu niet in schrijven.")
    sectie = Sectie.objects.select_related("gewijzigd_door").get(plan=locked, veld=veld.slug)
    if sectie.inhoud == antwoord.tekst and not _scores_differ(locked, antwoord):
        return sectie
    store(sectie, versie=versie, inhoud=antwoord.tekst, gewijzigd_door=by, gewijzigd_op=timezone.now())
    Sectieversie.objects.create(sectie=sectie, nummer=versie + 1, inhoud=antwoord.in_full(), door=by)
    _store_details(locked, veld, antwoord)
    return Sectie.objects.select_related("gewijzigd_door").get(pk=sectie.pk)


def _scores_differ(plan: Verbeterplan, antwoord: Antwoord) -> bool:
    return any(getattr(plan, slug) != score for slug, score in antwoord.cijfers.items())


def _store_details(plan: Verbeterplan, veld: Veld, antwoord: Antwoord) -> None:
    if veld.slug == "titel":
        Verbeterplan.objects.filter(pk=plan.pk).update(titel=antwoord.tekst)
    if antwoord.cijfers:
        Verbeterplan.objects.filter(pk=plan.pk).update(**antwoord.cijfers)
    if antwoord.acties is not None:
        plan.acties.all().delete()
        Actie.objects.bulk_create(
            Actie(plan=plan, volgorde=nr, **rij) for nr, rij in enumerate(antwoord.acties, start=1)
        )
    if antwoord.indicatoren is not None:
        plan.indicatoren.all().delete()
        Indicator.objects.bulk_create(
            Indicator(plan=plan, volgorde=nr, **rij) for nr, rij in enumerate(antwoord.indicatoren, start=1)
        )
