"""Three questions without a name: who may answer, the answer, and what they say together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from datt.core.grafieken import Balken, bars
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.bijeenkomsten.draaiboek.services.verloop import stand_of
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.models import Evaluatie, Evaluatiebeurt
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon

# Fewer answers than this are not shown: one would know who said what.
MINSTENS = 5
OPEN_DAGEN = timedelta(days=28)
BEZOCHT = (BijeenkomstStatus.BEZIG, BijeenkomstStatus.GEHOUDEN, BijeenkomstStatus.VERSLAGEN)
GRAADMETERS = {Evaluatie.Bellen.MEER: "Drie of meer", Evaluatie.Bellen.PAAR: "Een of twee", Evaluatie.Bellen.NEE: "Nee"}


@dataclass(frozen=True, kw_only=True)
class Uitslag:
    """What the answers say together; only their number when there are too few."""

    aantal: int
    gemiddeld: str = ""
    meer_mensen: int = 0
    cijfers: Balken | None = None
    bellen: Balken | None = None
    zinnen: Sequence[str] = field(default_factory=tuple)

    @property
    def is_zichtbaar(self) -> bool:
        return self.aantal >= MINSTENS

    @property
    def nog_nodig(self) -> int:
        return max(0, MINSTENS - self.aantal)


def to_look_back_on(persoon: Persoon) -> Bijeenkomst | None:
    """The newest meeting this person was at, as long as it is not too long ago to say something about it."""
    today = timezone.localdate()
    recent = persoon.pilot.bijeenkomsten.filter(status__in=BEZOCHT, datum__gte=today - OPEN_DAGEN).order_by(
        "-datum", "-begin"
    )
    return next((one for one in recent if is_over(one) and was_there(one).contains(persoon)), None)


def is_over(meeting: Bijeenkomst) -> bool:
    """It was held, its time is past, or its last part has begun: then the questions are asked in the hall."""
    if meeting.is_held():
        return True
    if meeting.status != BijeenkomstStatus.BEZIG:
        return False
    return meeting.eindigt_op <= timezone.now() or _last_part_began(meeting)


def _last_part_began(meeting: Bijeenkomst) -> bool:
    draaiboek = Draaiboek.objects.filter(bijeenkomst=meeting).first()
    if draaiboek is None:
        return False
    draaiboek.bijeenkomst = meeting
    return stand_of(draaiboek).is_laatste


def may_answer(meeting: Bijeenkomst, persoon: Persoon) -> bool:
    return not Evaluatiebeurt.objects.filter(bijeenkomst=meeting, persoon=persoon, is_beantwoord=True).exists()


@transaction.atomic
def answer_evaluation(meeting: Bijeenkomst, persoon: Persoon, *, cijfer: int, bellen: str, zin: str) -> None:
    """Keep the answers of somebody who was there, once.

    Deliberately without a line in the log: its moment would lead from a person to their answers.
    Raises TransitionError when this person answered already.
    """
    turns = [Evaluatiebeurt(bijeenkomst=meeting, persoon=one) for one in was_there(meeting).order_by("naam", "pk")]
    Evaluatiebeurt.objects.bulk_create(turns, ignore_conflicts=True)
    mine = Evaluatiebeurt.objects.filter(bijeenkomst=meeting, persoon=persoon, is_beantwoord=False)
    if mine.update(is_beantwoord=True) != 1:
        raise TransitionError("U heeft de drie vragen al beantwoord. Dank u wel.")
    Evaluatie.objects.create(bijeenkomst=meeting, cijfer=cijfer, bellen=bellen, zin=zin, dag=timezone.localdate())


@transaction.atomic
def add_on_paper(meeting: Bijeenkomst, *, cijfer: int, bellen: str, zin: str) -> None:
    """Keep the answers that somebody gave on paper: of nobody, and never more answers than there were people.

    Raises TransitionError when everybody has answered, or nobody was written down as present.
    """
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not is_over(meeting):
        raise TransitionError(f"De vragen gaan over het einde van ‘{meeting}’. Dat is er nog niet.")
    there = was_there(meeting).count()
    if there == 0:
        raise TransitionError("Er staat nog niemand op de lijst van aanwezigen. Vul eerst in wie er was.")
    if Evaluatie.objects.filter(bijeenkomst=meeting).count() >= there:
        raise TransitionError(f"Er waren {there} mensen, en er zijn {there} antwoorden. Dit is er een te veel.")
    Evaluatie.objects.create(bijeenkomst=meeting, cijfer=cijfer, bellen=bellen, zin=zin, dag=timezone.localdate())


def results_of(meeting: Bijeenkomst) -> Uitslag:
    return result_of(list(Evaluatie.objects.filter(bijeenkomst=meeting)))


def result_of(rows: Sequence[Evaluatie]) -> Uitslag:
    """What these answers say together; nothing but how many there are when they are too few."""
    if len(rows) < MINSTENS:
        return Uitslag(aantal=len(rows))
    marks, calls = Counter(row.cijfer for row in rows), Counter(row.bellen for row in rows)
    mean = sum(row.cijfer for row in rows) / len(rows)
    return Uitslag(
        aantal=len(rows),
        gemiddeld=f"{mean:.1f}".replace(".", ","),
        meer_mensen=len(rows) - calls[Evaluatie.Bellen.NEE],
        cijfers=bars([(str(label), marks[value]) for value, label in reversed(Evaluatie.Gezichten.choices)]),
        bellen=bars([(GRAADMETERS[Evaluatie.Bellen(value)], calls[value]) for value in Evaluatie.Bellen.values]),
        # By the alphabet: their order says nothing about who came first.
        zinnen=sorted({row.zin for row in rows if row.zin}, key=str.casefold),
    )
