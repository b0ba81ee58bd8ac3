"""What somebody can propose, and what they proposed: the same for who signs in and for who has a personal link."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.collegas import speaks_for
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.programma.models import Programma, Workshop
from pilots.werkconferentie.programma.services.workshops import proposals_until

NIET = (UitnodigingStatus.KLAAR, UitnodigingStatus.NEE, UitnodigingStatus.AFGEMELD)


def open_for(persoon: Persoon) -> list[Programma]:
    """The programmes for which this person can propose a workshop now, the soonest meeting first."""
    found = Programma.objects.filter(
        bijeenkomst__pilot=persoon.pilot_id, voorstellen_tot__gte=timezone.localdate()
    ).select_related("bijeenkomst__pilot")
    rows = [one for one in found.order_by("bijeenkomst__datum", "pk") if proposals_until(one)]
    return [one for one in rows if _may(persoon, one.bijeenkomst)] if rows else []


def _may(persoon: Persoon, meeting: Bijeenkomst) -> bool:
    """Somebody of an organisation that takes part, or who is invited."""
    if persoon.organisatie_id is not None:
        return True
    return Uitnodiging.objects.filter(bijeenkomst=meeting, persoon=persoon).exclude(status__in=NIET).exists()


def own_proposals(persoon: Persoon) -> QuerySet[Workshop]:
    """What this person proposed; a contact person also sees what colleagues proposed."""
    mine = Q(indiener=persoon)
    if persoon.organisatie_id is not None and speaks_for(persoon):
        mine |= Q(organisatie=persoon.organisatie_id, indiener__isnull=False)
    rows = Workshop.objects.filter(mine, bijeenkomst__pilot=persoon.pilot_id)
    return rows.select_related("bijeenkomst__pilot", "organisatie", "indiener").order_by("bijeenkomst__datum", "pk")


def possible_leaders(persoon: Persoon, leads_now: Sequence[int] = ()) -> QuerySet[Persoon]:
    """Whom they can name: themselves; a contact person the colleagues too. Who leads it now can stay."""
    people = persoon.pilot.personen.known().with_organisatie()
    who = Q(pk=persoon.pk) | Q(pk__in=leads_now)
    if persoon.organisatie_id is not None and speaks_for(persoon):
        who |= Q(organisatie=persoon.organisatie_id)
    return people.filter(who)
