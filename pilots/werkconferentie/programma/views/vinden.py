"""Find what a request is about, always beginning at the pilot and the meeting."""

from django.shortcuts import get_object_or_404

from datt.core.lists import number_of
from datt.core.states import TransitionError
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.models import Ronde, Ruimte, Sessie, Workshop

NIETS = "Kies eerst een workshop, en dan een ronde en een ruimte. Er is niets veranderd."


def find_ronde(meeting: Bijeenkomst, ronde_id: int) -> Ronde:
    ronde: Ronde = get_object_or_404(Ronde.objects.filter(bijeenkomst=meeting), pk=ronde_id)
    ronde.bijeenkomst = meeting
    return ronde


def find_ruimte(meeting: Bijeenkomst, ruimte_id: int) -> Ruimte:
    ruimte: Ruimte = get_object_or_404(Ruimte.objects.filter(bijeenkomst=meeting), pk=ruimte_id)
    ruimte.bijeenkomst = meeting
    return ruimte


def find_sessie(meeting: Bijeenkomst, sessie_id: int) -> Sessie:
    rows = Sessie.objects.filter(ronde__bijeenkomst=meeting).select_related("workshop", "ronde", "ruimte")
    sessie: Sessie = get_object_or_404(rows, pk=sessie_id)
    sessie.ronde.bijeenkomst = meeting
    return sessie


def find_workshop(meeting: Bijeenkomst, workshop_id: int) -> Workshop:
    rows = Workshop.objects.filter(bijeenkomst=meeting).select_related("organisatie", "indiener")
    workshop: Workshop = get_object_or_404(rows, pk=workshop_id)
    workshop.bijeenkomst = meeting
    return workshop


def split(text: str) -> tuple[str, int]:
    """'w12' is workshop 12, 's34' session 34. Raises TransitionError, with a sentence, for anything else."""
    nr = number_of({"nr": text[1:]}, "nr")
    if text[:1] not in {"w", "s"} or nr is None:
        raise TransitionError(NIETS)
    return text[0], nr


def place_of(meeting: Bijeenkomst, plek: str) -> tuple[Ronde, Ruimte | None]:
    """'12-5' is round 12, room 5; '12-0' is that round, without a room. Raises TransitionError for anything else."""
    ronde, _, ruimte = plek.partition("-")
    numbers = number_of({"nr": ronde}, "nr"), number_of({"nr": ruimte}, "nr")
    if numbers[0] is None or numbers[1] is None:
        raise TransitionError(NIETS)
    return find_ronde(meeting, numbers[0]), find_ruimte(meeting, numbers[1]) if numbers[1] else None
