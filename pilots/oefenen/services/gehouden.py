"""What lies behind a practice pilot: who sat where, the verslag, and what people thought of it."""

from collections.abc import Sequence
from math import ceil

from django.utils import timezone

from datt.accounts.models import User
from pilots.bijeenkomsten.verslag.delen import DELEN
from pilots.bijeenkomsten.verslag.models import Afspraak, Evaluatie, Evaluatiebeurt
from pilots.bijeenkomsten.verslag.services.acties import choose_actie
from pilots.bijeenkomsten.verslag.services.afspraken import add_afspraak
from pilots.bijeenkomsten.verslag.services.evaluatie import answer_evaluation, may_answer
from pilots.bijeenkomsten.verslag.services.schrijven import save_deel
from pilots.bijeenkomsten.verslag.services.vaststellen import REACTIE_BINNEN, Vaststelling, fix_verslag
from pilots.oefenen.verleden import AFSPRAKEN, ANTWOORDEN, EIGEN_ACTIES, TEKSTEN
from pilots.tafels.models import Indeling, IndelingStatus, Tafel, Tafelplaats
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon

AAN_TAFEL = 6
MOST_ANSWERED = 12
BLIJFT_WEG = 10  # every tenth answers nothing


def fill_held(meeting: Bijeenkomst, people: Sequence[Persoon], *, by: User) -> None:
    """Of a meeting that was held: its tables, what people answered, and its verslag when that was fixed."""
    if not people:
        return
    _seat(meeting, people, by)
    _answer(meeting, people[:MOST_ANSWERED])
    _write(meeting, by)
    if meeting.status == BijeenkomstStatus.VERSLAGEN:
        until = timezone.localdate() + REACTIE_BINNEN
        fix_verslag(meeting, Vaststelling(reactie_tot=until, mailen=False), by=by)


def _seat(meeting: Bijeenkomst, people: Sequence[Persoon], by: User) -> None:
    """Everybody at a table, another one at every meeting, so that there is a past to mix with."""
    count = ceil(len(people) / AAN_TAFEL)
    tables = Tafel.objects.bulk_create(
        Tafel(bijeenkomst=meeting, nummer=nr, plaatsen_min=2, plaatsen_max=AAN_TAFEL + 2) for nr in range(1, count + 1)
    )
    indeling = Indeling.objects.create(
        bijeenkomst=meeting,
        status=IndelingStatus.VASTGESTELD,
        vastgesteld_op=meeting.begint_op,
        vastgesteld_door=by,
        zaad=1,
    )
    Tafelplaats.objects.bulk_create(
        Tafelplaats(indeling=indeling, persoon=one, tafel=tables[(nr + meeting.volgorde * (nr // count)) % count])
        for nr, one in enumerate(people)
    )


def _answer(meeting: Bijeenkomst, people: Sequence[Persoon]) -> None:
    Evaluatiebeurt.objects.bulk_create(
        Evaluatiebeurt(bijeenkomst=meeting, persoon=one, is_beantwoord=True) for one in people
    )
    answers = [(*ANTWOORDEN[nr % len(ANTWOORDEN)], nr < len(ANTWOORDEN)) for nr in range(len(people))]
    Evaluatie.objects.bulk_create(
        Evaluatie(bijeenkomst=meeting, cijfer=cijfer, bellen=bellen, zin=zin if is_first else "", dag=meeting.datum)
        for cijfer, bellen, zin, is_first in answers
    )
    for one, tekst in zip(people, EIGEN_ACTIES, strict=False):
        choose_actie(meeting, one, tekst=tekst, mag_gedeeld=True, wie="een verzonnen gast")


def _write(meeting: Bijeenkomst, by: User) -> None:
    for deel in DELEN:
        if deel.slug in TEKSTEN:
            save_deel(meeting, deel, TEKSTEN[deel.slug], versie=0, by=by)
    for wat, wie, later in AFSPRAKEN:
        soort = Afspraak.Soort.AFSPRAAK if wie else Afspraak.Soort.BESLUIT
        uiterlijk = meeting.datum + later if later else None
        add_afspraak(meeting, {"soort": soort, "wat": wat, "wie": wie, "uiterlijk": uiterlijk}, by=by)


def answer_questions_as_guests(meeting: Bijeenkomst, people: Sequence[Persoon]) -> int:
    """Let who was there answer the three questions, but for a few; answers how many did."""
    count = 0
    for nr, one in enumerate(people):
        if nr % BLIJFT_WEG == BLIJFT_WEG - 1 or not may_answer(meeting, one):
            continue
        cijfer, bellen, zin = ANTWOORDEN[nr % len(ANTWOORDEN)]
        answer_evaluation(meeting, one, cijfer=cijfer, bellen=bellen, zin=zin if nr < len(ANTWOORDEN) else "")
        count += 1
    return count
