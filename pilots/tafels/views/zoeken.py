"""Find what a request is about, always beginning at the pilot."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from datt.core.lists import number_of
from datt.core.states import TransitionError
from pilots.tafels.models import Indeling, Tafel
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


def find_indeling(meeting: Bijeenkomst, query: QueryDict) -> Indeling:
    """The round that was asked for, the first when none was. Raises Http404 when it is not there."""
    indeling: Indeling = get_object_or_404(meeting.indelingen, ronde=number_of(query, "ronde") or 1)
    indeling.bijeenkomst = meeting
    return indeling


def find_tafel(meeting: Bijeenkomst, tafel_id: int | None) -> Tafel:
    tafel: Tafel = get_object_or_404(meeting.tafels, pk=_known(tafel_id))
    tafel.bijeenkomst = meeting
    return tafel


def find_persoon(pilot: Pilot, persoon_id: int | None) -> Persoon:
    persoon: Persoon = get_object_or_404(pilot.personen.known(), pk=_known(persoon_id))
    return persoon


def _known(nr: int | None) -> int:
    if nr is None:
        raise TransitionError("Kies eerst wie u wilt verplaatsen en waarheen. Er is niets veranderd.")
    return nr


def sent(request: HttpRequest, name: str) -> int | None:
    return number_of(request.POST, name)
