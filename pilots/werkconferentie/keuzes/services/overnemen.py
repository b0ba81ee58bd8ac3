"""Key in from paper: two people, each on their own; equal is kept, different is settled with the paper in hand."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.lists import one_of, words_of
from datt.core.states import TransitionError
from datt.core.text import fold, has_all_words
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.keuzes.models import (
    Keuzeformulier,
    KeuzeformulierStatus,
    Overname,
    Voorkeurbron,
)
from pilots.werkconferentie.keuzes.services.bewaren import (
    AndersGekozenError,
    Inzending,
    checked,
    coming_invitation,
    keep_choices,
    offer_to_choose,
)

# Without letters and figures that look alike on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
TEKENS = 6
S = KeuzeformulierStatus


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(TEKENS))


def plain_code(code: str) -> str:
    """A code as people type it, without capitals, spaces and dashes."""
    return "".join(char for char in code.lower() if char.isalnum())


def form_for(meeting: Bijeenkomst, persoon: Persoon) -> Keuzeformulier:
    """The form of this guest; made when there is none yet."""
    form, _ = Keuzeformulier.objects.get_or_create(bijeenkomst=meeting, persoon=persoon, defaults={"code": _new_code()})
    form.bijeenkomst, form.persoon = meeting, persoon
    return form


def ensure_forms(meeting: Bijeenkomst) -> None:
    """A form for everybody who comes, before they are printed; in two statements."""
    missing = (
        Uitnodiging.objects.filter(bijeenkomst=meeting)
        .coming()
        .exclude(persoon__in=Keuzeformulier.objects.filter(bijeenkomst=meeting).values("persoon"))
    )
    Keuzeformulier.objects.bulk_create(
        [
            Keuzeformulier(bijeenkomst=meeting, persoon_id=pk, code=_new_code())
            for pk in missing.values_list("persoon_id", flat=True)
        ],
        ignore_conflicts=True,
    )


def find_form(meeting: Bijeenkomst, code: str) -> Keuzeformulier | None:
    """The form with this code; of a record that was merged into another it is the form of that one."""
    found = Keuzeformulier.objects.filter(bijeenkomst=meeting, code=plain_code(code)).select_related("persoon").first()
    if found is None or found.persoon.samengevoegd_in_id is None:
        return found
    kept = Persoon.objects.get(pk=found.persoon.samengevoegd_in_id)
    return form_for(meeting, kept)


def _locked(formulier: Keuzeformulier) -> Keuzeformulier:
    """Two people who press the button at once go one after the other."""
    rows = Keuzeformulier.objects.select_for_update(of=("self",)).select_related("persoon")
    mine: Keuzeformulier = rows.get(pk=formulier.pk)
    mine.bijeenkomst = formulier.bijeenkomst
    return mine


@transaction.atomic
def key_in(formulier: Keuzeformulier, keuzes: Mapping[int, int], *, by: User) -> Keuzeformulier:
    """Write down what `by` read; the second of two people decides by it what happens. Answers the form as it is now.

    The first person may correct what they keyed in, as long as nobody else did. Raises TransitionError when two
    people did already, or when choosing is not possible (any more).
    """
    form = _locked(formulier)
    aanbod = offer_to_choose(form.bijeenkomst)
    coming_invitation(form.bijeenkomst, form.persoon)
    wanted = checked(aanbod, keuzes)
    entries = list(form.overnames.all())
    others = [one for one in entries if one.door_id != by.pk]
    if form.status not in {S.LEEG, S.EEN_KEER}:
        raise TransitionError(f"{form} is al door twee mensen overgenomen. Kijk op de lijst hoe het ermee staat.")
    _write(form, wanted, by=by)
    if form.status == S.LEEG:
        form.key_in_first(by=by)
    elif others and aanbod.only(others[0].as_choices) == wanted:
        _keep(form, wanted, by=by)
    elif others:
        form.differ(by=by)
    return form


def _write(form: Keuzeformulier, keuzes: Mapping[int, int], *, by: User) -> None:
    Overname.objects.update_or_create(
        formulier=form, door=by, defaults={"keuzes": sorted(keuzes.items()), "op": timezone.now()}
    )


def _keep(form: Keuzeformulier, keuzes: Mapping[int, int], *, by: User) -> None:
    try:
        keep_choices(form.bijeenkomst, form.persoon, keuzes, bron=Voorkeurbron.PAPIER, by=by)
    except AndersGekozenError:
        form.ask(by=by)
    else:
        form.finish(by=by)


def may_settle(formulier: Keuzeformulier, by: User) -> bool:
    """The second person, or a third; not who read it first."""
    first = formulier.overnames.order_by("pk").first()
    return first is not None and first.door_id != by.pk


@transaction.atomic
def settle(formulier: Keuzeformulier, keuzes: Mapping[int, int], *, by: User) -> Keuzeformulier:
    """Say what really stands on the paper, where two people read something else.

    Raises TransitionError when there is no difference (any more), or when `by` read it first.
    """
    form = _locked(formulier)
    if form.status != S.VERSCHIL:
        raise TransitionError(f"Bij {form} is geen verschil (meer). Kijk op de lijst hoe het ermee staat.")
    if not may_settle(form, by):
        raise TransitionError("U las dit formulier als eerste. Laat een ander kijken wat er staat.")
    wanted = checked(offer_to_choose(form.bijeenkomst), keuzes)
    _write(form, wanted, by=by)
    _keep(form, wanted, by=by)
    return form


@transaction.atomic
def decide(formulier: Keuzeformulier, *, papier: bool, by: User) -> Keuzeformulier:
    """The guest chose otherwise than the paper says: let the paper stand, or what they chose themselves.

    Raises TransitionError when there is nothing to decide (any more).
    """
    form = _locked(formulier)
    if form.status != S.ZELF:
        raise TransitionError(f"Bij {form} is niets (meer) te beslissen. Kijk op de lijst hoe het ermee staat.")
    if papier:
        wanted = offer_to_choose(form.bijeenkomst).only(agreed_of(form))
        keep_choices(
            form.bijeenkomst, form.persoon, wanted, bron=Voorkeurbron.PAPIER, by=by,
            inzending=Inzending(over_eigen=True),
        )  # fmt: skip
    form.finish(by=by, zin=f"rondde {form} af: {'het papier geldt' if papier else 'wat de gast zelf koos, geldt'}")
    return form


def agreed_of(formulier: Keuzeformulier) -> dict[int, int]:
    """What the paper says: what was written last, by the second person or by who settled it."""
    last = formulier.overnames.order_by("op", "pk").last()
    return last.as_choices if last else {}


@transaction.atomic
def begin_again(formulier: Keuzeformulier, *, by: User) -> None:
    """Forget what was keyed in from this form; what was kept for the guest stays until it is keyed in anew."""
    form = _locked(formulier)
    form.begin_again(by=by)
    form.overnames.all().delete()


@dataclass(frozen=True, kw_only=True)
class Formulierrij:
    """A guest with how far their form is; `form` is None as long as nothing was printed or keyed in."""

    uitnodiging: Uitnodiging
    form: Keuzeformulier | None
    door: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        return self.form.status if self.form else S.LEEG

    @property
    def status_woord(self) -> str:
        return S(self.status).label


def form_rows(meeting: Bijeenkomst) -> list[Formulierrij]:
    """Everybody who comes, by name, with how far their form is; in three queries."""
    forms = Keuzeformulier.objects.filter(bijeenkomst=meeting).prefetch_related("overnames__door")
    known = {form.persoon_id: form for form in forms}
    coming = Uitnodiging.objects.filter(bijeenkomst=meeting).coming().with_persoon()
    return sorted(
        (_row(one, known.get(one.persoon_id)) for one in coming), key=lambda rij: fold(rij.uitnodiging.persoon.naam)
    )


def _row(uitnodiging: Uitnodiging, form: Keuzeformulier | None) -> Formulierrij:
    door = tuple(str(one.door) for one in form.overnames.all()) if form else ()
    return Formulierrij(uitnodiging=uitnodiging, form=form, door=door)


@dataclass(frozen=True)
class Formuliervraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    status: str = ""

    @classmethod
    def read(cls, query: Any) -> "Formuliervraag":
        return cls(woorden=words_of(query), status=one_of(query, "status", S.values))

    def is_empty(self) -> bool:
        return self == Formuliervraag()


def find_form_rows(rows: Iterable[Formulierrij], vraag: Formuliervraag) -> list[Formulierrij]:
    """By name, organisation or the code on the paper."""
    words, code = fold(vraag.woorden), plain_code(vraag.woorden)

    def fits(rij: Formulierrij) -> bool:
        persoon = rij.uitnodiging.persoon
        return (not vraag.status or rij.status == vraag.status) and (
            not words
            or has_all_words(fold(f"{persoon.naam} {persoon.organisatie or ''}"), words)
            or (rij.form is not None and rij.form.code == code)
        )

    return [rij for rij in rows if fits(rij)]


def count_forms(rows: Iterable[Formulierrij]) -> list[tuple[str, str, int]]:
    """How many forms stand at each step: `[(status, woord, aantal), …]`, in the order of the steps."""
    found = [rij.status for rij in rows]
    return [(status, label, found.count(status)) for status, label in S.choices]
