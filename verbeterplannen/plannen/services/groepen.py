"""Forming a group."""

from django.db import IntegrityError, transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.traject.models import Persoon, Pilot
from verbeterplannen.plannen.kaart import velden
from verbeterplannen.plannen.models import Functie, Plangroep, Plangroeplid, Sectie, Verbeterplan


@transaction.atomic
def create_groep(pilot: Pilot, naam: str, *, trekker: Persoon, by: User) -> Plangroep:
    """Make a group with its trekker and an empty plan."""
    groep = Plangroep.objects.create(pilot=pilot, naam=naam)
    Plangroeplid.objects.create(groep=groep, persoon=trekker, functie=Functie.TREKKER)
    plan = Verbeterplan.objects.create(pilot=pilot, groep=groep)
    Sectie.objects.bulk_create(Sectie(plan=plan, veld=veld.slug) for veld in velden())
    record(groep, "plangroep.gemaakt", f"maakte de plangroep ‘{groep}’", by=by, kring=pilot)
    return groep


@transaction.atomic
def add_member(groep: Plangroep, persoon: Persoon, *, by: User) -> bool:
    """Add somebody of the same pilot; answers False when they already were in the group."""
    _, added = Plangroeplid.objects.get_or_create(groep=groep, persoon=persoon)
    if added:
        zin = f"voegde {persoon} toe aan de plangroep ‘{groep}’"
        record(groep, "plangroep.lid_erbij", zin, by=by, kring=groep.pilot)
    return added


@transaction.atomic
def remove_member(lid: Plangroeplid, *, by: User) -> None:
    """Take somebody out of the group; the trekker first hands over.

    Raises TransitionError for the trekker, and for somebody who is out already.
    """
    groep = _locked_with(lid)
    removed, _ = Plangroeplid.objects.filter(pk=lid.pk).exclude(functie=Functie.TREKKER).delete()
    if not removed:
        raise TransitionError("De trekker kan niet uit de groep. Maak eerst iemand anders trekker.")
    zin = f"haalde {lid.persoon} uit de plangroep ‘{groep}’"
    record(groep, "plangroep.lid_eraf", zin, by=by, kring=groep.pilot)


@transaction.atomic
def set_functie(lid: Plangroeplid, functie: str, *, by: User) -> None:
    """Give a member a part; a new trekker makes the old one an ordinary member.

    Raises TransitionError when the trekker would lose the part without a successor, and for somebody
    who is out of the group by now.
    """
    groep = _locked_with(lid)
    if functie == Functie.TREKKER:
        groep.leden.filter(functie=Functie.TREKKER).update(functie=Functie.LID)
    elif groep.leden.filter(pk=lid.pk, functie=Functie.TREKKER).exists():
        raise TransitionError("Een groep heeft altijd een trekker. Maak eerst iemand anders trekker.")
    try:
        with transaction.atomic():
            groep.leden.filter(pk=lid.pk).update(functie=functie)
    except IntegrityError as error:
        raise TransitionError("Iemand anders koos net een andere trekker. Ververs de pagina.") from error
    label = Functie(functie).label.lower()
    zin = f"maakte {lid.persoon} {label} van de plangroep ‘{groep}’"
    record(groep, "plangroep.functie", zin, by=by, kring=groep.pilot)


def _locked_with(lid: Plangroeplid) -> Plangroep:
    """The group of this member, changed by one at a time: nobody becomes trekker while taken out."""
    groep = Plangroep.objects.select_for_update().get(pk=lid.groep_id)
    if not groep.leden.filter(pk=lid.pk).exists():
        raise TransitionError(f"{lid.persoon} zit niet meer in deze groep. Ververs de pagina.")
    return groep
