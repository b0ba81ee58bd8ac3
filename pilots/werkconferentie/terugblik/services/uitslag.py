"""What the answers about a workshop say together; nothing but how many there are when they are too few."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from datt.core.grafieken import Balken, bars
from datt.core.tabellen import Cel, Tabel
from datt.core.text import fold, has_all_words
from pilots.bijeenkomsten.verslag.services.evaluatie import MINSTENS
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.programma.models import Sessie, Workshop
from pilots.werkconferentie.terugblik.models import Workshopoordeel
from pilots.werkconferentie.terugblik.services.antwoorden import Moment, moment_between


@dataclass(frozen=True, kw_only=True)
class Workshopuitslag:
    """`per_keus` is how many chose each answer, from not useful to very useful; empty when they are too few."""

    workshop: Workshop
    moment: Moment
    aantal: int
    gemiddeld: str = ""
    per_keus: Sequence[int] = ()
    balken: Balken | None = None
    zinnen: Sequence[str] = field(default_factory=tuple)

    @property
    def is_zichtbaar(self) -> bool:
        return self.aantal >= MINSTENS

    @property
    def nog_nodig(self) -> int:
        return max(0, MINSTENS - self.aantal)

    @property
    def is_begonnen(self) -> bool:
        return self.moment.opent is not None and self.moment.opent <= timezone.now()

    @property
    def is_gesloten(self) -> bool:
        return self.moment.is_over(timezone.now())


def results_of(meeting: Bijeenkomst, *, zoek: str = "") -> list[Workshopuitslag]:
    """Every workshop that is in the programme, in three queries: first those with something to read, by their title.

    `zoek` are words of a title or organisation.
    """
    workshops = list(Workshop.objects.accepted().filter(bijeenkomst=meeting).select_related("organisatie"))
    found = [one for one in workshops if has_all_words(fold(f"{one.titel} {one.organisatie or ''}"), fold(zoek))]
    return sorted(_results(meeting, found), key=lambda one: not one.is_zichtbaar)


def results_for_host(persoon: Persoon) -> list[Workshopuitslag]:
    """Of the workshops this guest leads, once they have begun; no other."""
    own = list(
        Workshop.objects.accepted()
        .filter(begeleiders=persoon, bijeenkomst__pilot=persoon.pilot_id)
        .select_related("bijeenkomst", "organisatie")
    )
    meetings = {one.bijeenkomst_id: one.bijeenkomst for one in own}
    found = [
        uitslag
        for pk, meeting in meetings.items()
        for uitslag in _results(meeting, [one for one in own if one.bijeenkomst_id == pk])
    ]
    return [one for one in found if one.is_begonnen]


def _results(meeting: Bijeenkomst, workshops: Sequence[Workshop]) -> list[Workshopuitslag]:
    sessies: dict[int, list[Sessie]] = defaultdict(list)
    for sessie in Sessie.objects.filter(workshop__in=workshops, gesloten_op__isnull=True).select_related("ronde"):
        sessies[sessie.workshop_id].append(sessie)
    answers: dict[int, list[Workshopoordeel]] = defaultdict(list)
    for answer in Workshopoordeel.objects.filter(workshop__in=workshops):
        answers[answer.workshop_id].append(answer)
    for one in workshops:
        one.bijeenkomst = meeting
    return [
        result_of(one, moment_between(one, sessies[one.pk]), answers[one.pk])
        for one in workshops
        if sessies[one.pk] or answers[one.pk]
    ]


def result_of(workshop: Workshop, moment: Moment, answers: Sequence[Workshopoordeel]) -> Workshopuitslag:
    if len(answers) < MINSTENS:
        return Workshopuitslag(workshop=workshop, moment=moment, aantal=len(answers))
    count = Counter(one.nut for one in answers)
    mean = sum(one.nut for one in answers) / len(answers)
    return Workshopuitslag(
        workshop=workshop,
        moment=moment,
        aantal=len(answers),
        gemiddeld=f"{mean:.1f}".replace(".", ","),
        per_keus=[count[value] for value in Workshopoordeel.Nut.values],
        balken=bars([(str(label), count[value]) for value, label in reversed(Workshopoordeel.Nut.choices)]),
        # By the alphabet: their order says nothing about who came first.
        zinnen=sorted({one.zin for one in answers if one.zin}, key=str.casefold),
    )


def results_table(meeting: Bijeenkomst) -> Tabel:
    """The same to download; of a workshop with too few answers only how many there are."""
    heads = ["Workshop", "Organisatie", "Antwoorden", "Gemiddeld", *Workshopoordeel.Nut.labels, "Wat mensen schreven"]
    rows: list[list[Cel]] = []
    for one in results_of(meeting):
        marks: list[Cel] = list(one.per_keus) if one.is_zichtbaar else [""] * len(Workshopoordeel.Nut)
        organisatie = str(one.workshop.organisatie or "")
        rows.append([one.workshop.titel, organisatie, one.aantal, one.gemiddeld, *marks, "\n".join(one.zinnen)])
    return Tabel(f"terugblik {meeting.korte_titel}", [str(head) for head in heads], rows)
