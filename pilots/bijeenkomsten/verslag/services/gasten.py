"""Which verslagen a guest may read: of the meetings they were invited to, once they are fixed."""

from django.db.models import Exists, F, OuterRef

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.verslag.models import Verslagversie
from pilots.traject.models import Bijeenkomst, Persoon


def verslagen_for(persoon: Persoon) -> list[Bijeenkomst]:
    """The newest meeting first."""
    invited = (
        Uitnodiging.objects.filter(persoon=persoon)
        .exclude(status=UitnodigingStatus.KLAAR, zonder_uitnodiging=False)
        .values("bijeenkomst")
    )
    fixed = Verslagversie.objects.filter(verslag__bijeenkomst=OuterRef("pk"), nummer__gt=F("verslag__ingetrokken"))
    meetings = Bijeenkomst.objects.filter(Exists(fixed), pilot=persoon.pilot_id, pk__in=invited)
    return list(meetings.order_by("-datum", "-begin"))
