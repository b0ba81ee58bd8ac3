"""Who already sat with whom, over all meetings of the pilot, and what that adds up to."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pilots.tafels.gasten import present_at
from pilots.tafels.models import Tafelplaats
from pilots.tafels.vraagstuk import Pair, pair
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


@dataclass(frozen=True, kw_only=True)
class Gezelschap:
    """The people of one table in one fixed round, who were really there."""

    bijeenkomst: int
    mensen: frozenset[int]

    def pairs(self) -> Iterator[Pair]:
        people = sorted(self.mensen)
        for at, one in enumerate(people):
            for other in people[at + 1 :]:
                yield one, other


def companies_of(pilot: Pilot, *, without: Bijeenkomst | None = None) -> list[Gezelschap]:
    """Every table of every fixed round, in one query; where is known who was inside, only those."""
    rows = Tafelplaats.objects.fixed().filter(indeling__bijeenkomst__pilot=pilot)
    if without is not None:
        rows = rows.exclude(indeling__bijeenkomst=without)
    present = present_at(pilot)
    tables: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for meeting, indeling, tafel, persoon in rows.order_by(
        "indeling__bijeenkomst__datum", "indeling__ronde"
    ).values_list("indeling__bijeenkomst", "indeling", "tafel", "persoon"):
        if meeting not in present or persoon in present[meeting]:
            tables[meeting, indeling, tafel].add(persoon)
    return [Gezelschap(bijeenkomst=meeting, mensen=frozenset(people)) for (meeting, _, _), people in tables.items()]


def met_before(pilot: Pilot, *, without: Bijeenkomst | None = None) -> Counter[Pair]:
    """How often every two people sat at one table; `without` leaves out the meeting that is divided now."""
    return Counter(both for company in companies_of(pilot, without=without) for both in company.pairs())


@dataclass(frozen=True, kw_only=True)
class Ontmoetregel:
    """What one meeting added: pairs of different organisations that sat together for the first time."""

    bijeenkomst: Bijeenkomst
    tafels: int
    mensen: int
    paren: int
    nieuw: int


@dataclass(frozen=True, kw_only=True)
class Organisatieregel:
    naam: str
    ontmoet: int
    nog_niet: int


@dataclass(frozen=True, kw_only=True)
class Ontmoetingen:
    """Numbers of the whole pilot; nothing is said of one person."""

    regels: list[Ontmoetregel]
    organisaties: list[Organisatieregel]
    ontmoet: int
    mogelijk: int

    @property
    def deel(self) -> int:
        """How many of a hundred pairs of organisations sat together by now."""
        return round(100 * self.ontmoet / self.mogelijk) if self.mogelijk else 0


def meetings_of(pilot: Pilot) -> Ontmoetingen:
    """What every meeting added, and for each organisation with how many others it sat at a table."""
    people = dict(pilot.personen.live().values_list("pk", "organisatie"))
    companies = companies_of(pilot)
    known: set[Pair] = set()
    lines = []
    for meeting in pilot.bijeenkomsten.all():
        own = [company for company in companies if company.bijeenkomst == meeting.pk]
        if own:
            lines.append(_line(meeting, own, people, known))
    names = dict(
        Persoon.objects.filter(pilot=pilot, tafelplaatsen__isnull=False, organisatie__isnull=False)
        .order_by("organisatie__naam")
        .values_list("organisatie", "organisatie__naam")
    )
    met = {pair(a, b) for one, other in known if (a := people.get(one)) and (b := people.get(other)) and a != b}
    counts = Counter(organisatie for both in met for organisatie in both)
    count = len(names)
    return Ontmoetingen(
        regels=lines,
        organisaties=[
            Organisatieregel(naam=naam, ontmoet=counts[pk], nog_niet=count - 1 - counts[pk])
            for pk, naam in names.items()
        ],
        ontmoet=len(met),
        mogelijk=count * (count - 1) // 2,
    )


def _line(
    meeting: Bijeenkomst, companies: list[Gezelschap], people: Mapping[int, int | None], known: set[Pair]
) -> Ontmoetregel:
    """Count what is new, and remember it for the meetings after this one."""
    pairs = {
        (one, other)
        for company in companies
        for one, other in company.pairs()
        if people.get(one) is None or people.get(one) != people.get(other)
    }
    new = pairs - known
    known |= pairs
    return Ontmoetregel(
        bijeenkomst=meeting,
        tafels=len(companies),
        mensen=len({nr for company in companies for nr in company.mensen}),
        paren=len(pairs),
        nieuw=len(new),
    )
