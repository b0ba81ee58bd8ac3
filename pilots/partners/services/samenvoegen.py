"""Make two records of one person or one organisation one, and undo it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.access import Right, Rol, pilots_for
from pilots.keten.leunen import leaning_on
from pilots.keten.models import Organisatie
from pilots.partners.haken import people_merged
from pilots.partners.models import Ketenpartner, Samenvoeging
from pilots.partners.models.samenvoeging import Samenvoegsoort
from pilots.partners.services.journaal import Stappen, put_back
from pilots.partners.services.keuzes import choices_for, outcome, person_fixed
from pilots.traject.models import Persoon, Pilot

NET_GEDAAN = "Iemand anders voegde een van deze twee net samen. Ververs de pagina en kijk wat er nu staat."


def spans(organisatie: Organisatie) -> set[int]:
    """The pilots in which this organisation or its people take part."""
    parts = Ketenpartner.objects.filter(organisatie=organisatie).values_list("pilot_id", flat=True)
    people = Persoon.objects.filter(organisatie=organisatie).values_list("pilot_id", flat=True)
    return set(parts) | set(people)


def is_all_of(organisatie: Organisatie, user: User) -> bool:
    """Whether this user works with the partners in every pilot the organisation is in."""
    return spans(organisatie) <= {row["pk"] for row in pilots_for(user, Right.PARTNERS)}


def may_merge_away(lost: Organisatie, user: User) -> bool:
    """A record may go when nobody else's pilot leans on it.

    The record that stays may be in other pilots too: to take a known organisation into one's own
    pilot is allowed anyway. Its texts are then left alone, see `free_to_choose`.
    """
    return user.is_beheerder or is_all_of(lost, user)


def free_to_choose(kept: Organisatie, user: User) -> bool:
    return user.is_beheerder or is_all_of(kept, user)


def why_not_people(kept: Persoon, lost: Persoon) -> str:
    """Why these two cannot be one, in a sentence; empty when they can."""
    if kept.pilot_id != lost.pilot_id or kept.pk == lost.pk:
        return "Dit zijn geen twee mensen uit dezelfde pilot."
    stays = kept.user_id or lost.user_id
    for one in (kept, lost):
        leads = one.deelnames.current().filter(rol=Rol.FACILITATOR).exists()
        if leads and one.user_id != stays:
            return f"{one} is facilitator met een ander account. Draag de pilot eerst over, of haal die rol eerst weg."
    return ""


@transaction.atomic
def merge_people(kept: Persoon, lost: Persoon, chosen: Mapping[str, str], *, by: User) -> Samenvoeging:
    """Everything of `lost` becomes that of `kept`. Raises TransitionError when that cannot be."""
    kept, lost = _locked(Persoon, kept, lost)
    if reden := why_not_people(kept, lost):
        raise TransitionError(reden)
    values = person_outcome(kept, lost, chosen)
    merge = _begin(Samenvoegsoort.PERSOON, kept, lost, pilot=kept.pilot, by=by)
    steps = Stappen(merge)
    # First this: the address may be had by one living record only.
    steps.change(lost, samengevoegd_in=kept)
    if "user" in values:
        steps.change(lost, user=None)
    _move(steps, lost, kept)
    steps.change(kept, **values)
    steps.close(kept)
    record(kept, "partners.persoon.samengevoegd", f"voegde {lost} samen met {kept}", by=by)
    people_merged(kept, lost)
    return merge


def person_outcome(kept: Persoon, lost: Persoon, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What the kept person takes over; an account brings its own address along."""
    values = outcome(lost, choices_for(kept, lost, fixed=person_fixed(kept, lost)), chosen)
    if lost.is_sleutelfunctionaris:
        values["is_sleutelfunctionaris"] = True
    if lost.user_id and not kept.user_id:
        values |= {"user": lost.user, "email": lost.email}
    return values


@transaction.atomic
def merge_organisations(
    kept: Organisatie, lost: Organisatie, chosen: Mapping[str, str], *, pilot: Pilot | None, by: User
) -> Samenvoeging:
    """Everything of `lost` becomes that of `kept`, in every pilot. The view asked who may."""
    kept, lost = _locked(Organisatie, kept, lost)
    free = free_to_choose(kept, by)
    merge = _begin(Samenvoegsoort.ORGANISATIE, kept, lost, pilot=pilot, by=by)
    steps = Stappen(merge)
    touched = spans(lost)
    steps.change(lost, samengevoegd_in=kept)
    _move(steps, lost, kept)
    if free:
        steps.change(kept, **outcome(lost, choices_for(kept, lost), chosen))
        steps.change(kept, fasen=sorted({fase.pk for one in (kept, lost) for fase in one.fasen.all()}))
        _latest_check(steps, kept, lost)
    Organisatie.objects.filter(pk=kept.pk).update(versie=F("versie") + 1)
    steps.close(kept)
    _tell(merge, "partners.organisatie.samengevoegd", f"voegde {lost} samen met {kept}", touched, by=by)
    return merge


def _latest_check(steps: Stappen, kept: Organisatie, lost: Organisatie) -> None:
    if lost.gecontroleerd_op and (kept.gecontroleerd_op is None or kept.gecontroleerd_op < lost.gecontroleerd_op):
        steps.change(kept, gecontroleerd_op=lost.gecontroleerd_op, gecontroleerd_door=lost.gecontroleerd_door)


@transaction.atomic
def undo_merge(merge: Samenvoeging, *, by: User) -> None:
    """Take the two apart again, as long as nothing new leans on what stayed."""
    mine = Samenvoeging.objects.current().filter(pk=merge.pk)
    if mine.update(ongedaan_op=timezone.now()) != 1:
        raise TransitionError("Dit is al ongedaan gemaakt. Ververs de pagina.")
    model: Any = Organisatie if merge.soort == Samenvoegsoort.ORGANISATIE else Persoon
    kept = model.objects.select_for_update().get(pk=merge.behouden_nr)
    if kept.samengevoegd_in_id is not None:
        raise TransitionError(f"{kept} is daarna zelf samengevoegd. Maak dat eerst ongedaan.")
    put_back(merge, kept)
    sentence = f"haalde {merge.vervallen_naam} en {merge.behouden_naam} weer uit elkaar"
    if merge.soort == Samenvoegsoort.PERSOON:
        record(kept, "partners.persoon.uit_elkaar", sentence, by=by)
    else:
        Organisatie.objects.filter(pk__in=[merge.behouden_nr, merge.vervallen_nr]).update(versie=F("versie") + 1)
        back = Organisatie.objects.get(pk=merge.vervallen_nr)
        _tell(merge, "partners.organisatie.uit_elkaar", sentence, spans(back), by=by)


def earlier_merge(soort: str, kept_nr: int, lost_nr: int) -> Samenvoeging | None:
    """The same merge a moment earlier: a second click, or somebody else."""
    return Samenvoeging.objects.current().filter(soort=soort, behouden_nr=kept_nr, vervallen_nr=lost_nr).first()


def _locked[M: (Persoon, Organisatie)](model: type[M], kept: M, lost: M) -> tuple[M, M]:
    """Both, locked, as they are now; in one order, so that two merges never wait for each other."""
    live = model._base_manager.select_for_update().filter(samengevoegd_in__isnull=True)
    rows = {row.pk: row for row in live.filter(pk__in=[kept.pk, lost.pk]).order_by("pk")}
    if len(rows) != 2:
        raise TransitionError(NET_GEDAAN)
    return rows[kept.pk], rows[lost.pk]


def _begin(soort: str, kept: Any, lost: Any, *, pilot: Pilot | None, by: User) -> Samenvoeging:
    return Samenvoeging.objects.create(
        pilot=pilot, soort=soort, door=by,
        behouden_nr=kept.pk, vervallen_nr=lost.pk, behouden_naam=kept.naam, vervallen_naam=lost.naam,
    )  # fmt: skip


def _move(steps: Stappen, lost: Any, kept: Any) -> None:
    for rule in leaning_on(type(lost)):
        for row in list(rule.rows(lost)):
            rule.move(steps, row, kept, rule.veld)


def _tell(merge: Samenvoeging, wat: str, zin: str, pilots: set[int], *, by: User) -> None:
    """A line in the log of every pilot that is touched, about the partner there."""
    for partner in Ketenpartner.objects.filter(organisatie=merge.behouden_nr, pilot__in=pilots).select_related("pilot"):
        record(partner, wat, zin, by=by)
    record(Organisatie.objects.get(pk=merge.behouden_nr), wat, zin, by=by)
