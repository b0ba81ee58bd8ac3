"""What a verslag says: what the system knows itself, with what people wrote between it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.dag.services.dagdelen import parts_of
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.verslag.delen import BAKKEN, DELEN, Deel
from pilots.bijeenkomsten.verslag.models import Afspraak, Verslag
from pilots.bijeenkomsten.verslag.opbrengst import collected
from pilots.bijeenkomsten.verslag.services.agenda import Agendaregel, agenda_of
from pilots.bijeenkomsten.verslag.services.evaluatie import Uitslag, results_of
from pilots.traject.models import HELD, Bijeenkomst, Persoon, Positie

MET_BERICHT = (UitnodigingStatus.NEE, UitnodigingStatus.AFGEMELD)
BEWONERS = {Positie.INWONER, Positie.ERVARINGSDESKUNDIGE}
BEWONERS_SAMEN = "Inwoners en ervaringsdeskundigen"
ZONDER = "Zonder organisatie"
# Names of a part that are a time of the day; any other is a name.
DAGTIJDEN = {"ochtend", "voormiddag", "middag", "namiddag", "avond"}


@dataclass(frozen=True, kw_only=True)
class Opkomst:
    """How many people there were; of organisations, never of residents by name."""

    mensen: int
    organisaties: Sequence[tuple[str, int]]
    # How many organisations, without who came for none.
    aantal_organisaties: int
    # '41 in de ochtend', for each part of the day in which people were counted apart.
    dagdelen: Sequence[str]
    afgemeld: Sequence[tuple[str, int]]
    weg_zonder_bericht: int

    @property
    def aantal_afgemeld(self) -> int:
        return sum(count for _, count in self.afgemeld)


@dataclass(frozen=True, kw_only=True)
class Bak:
    """One bin of the opbrengst: the lines that were collected, and those that people wrote."""

    deel: Deel
    regels: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class VorigeKeer:
    """What was agreed on at the meeting before this one, as it stands now."""

    bijeenkomst: Bijeenkomst
    afspraken: Sequence[Afspraak]


@dataclass(frozen=True, kw_only=True)
class Inhoud:
    bijeenkomst: Bijeenkomst
    vandaag: date
    opkomst: Opkomst
    agenda: Sequence[Agendaregel]
    bakken: Sequence[Bak]
    afspraken: Sequence[Afspraak]
    vorige: VorigeKeer | None
    evaluatie: Uitslag
    teksten: dict[str, str] = field(default_factory=dict)

    @property
    def heeft_opbrengst(self) -> bool:
        return any(bak.regels for bak in self.bakken)

    @property
    def is_echt_gemeten(self) -> bool:
        return any(regel.werkelijk for regel in self.agenda)


def inhoud_of(meeting: Bijeenkomst, verslag: Verslag) -> Inhoud:
    texts = dict(verslag.delen.values_list("deel", "inhoud")) if verslag.pk else {}
    found = collected(meeting)
    return Inhoud(
        bijeenkomst=meeting,
        vandaag=timezone.localdate(),
        opkomst=attendance_of(meeting),
        agenda=agenda_of(meeting),
        bakken=[Bak(deel=deel, regels=[*found.get(deel.bak, ()), *_lines(texts, deel)]) for deel in BAKKEN],
        afspraken=list(Afspraak.objects.standing().filter(bijeenkomst=meeting)),
        vorige=last_time(meeting),
        evaluatie=results_of(meeting),
        teksten={deel.slug: texts.get(deel.slug, "") for deel in DELEN},
    )


def _lines(texts: dict[str, str], deel: Deel) -> list[str]:
    return [line.strip(" -•") for line in texts.get(deel.slug, "").splitlines() if line.strip(" -•")]


def attendance_of(meeting: Bijeenkomst) -> Opkomst:
    """From who was checked in at the door."""
    rows = list(
        Aanwezigheid.objects.standing()
        .filter(bijeenkomst=meeting)
        .select_related("persoon__organisatie")
        .order_by("persoon", "dagdeel")
    )
    people = {row.persoon_id: row.persoon for row in rows}
    groups = Counter(_group(persoon) for persoon in people.values())
    away = list(
        Uitnodiging.objects.filter(bijeenkomst=meeting, status__in=(*MET_BERICHT, *_seat_kept(meeting)))
        .exclude(persoon__in=people)
        .select_related("persoon__organisatie")
    )
    said_so = Counter(_group(one.persoon) for one in away if one.status in MET_BERICHT)
    return Opkomst(
        mensen=len(people),
        organisaties=_sorted(groups),
        aantal_organisaties=len(groups.keys() - {ZONDER, BEWONERS_SAMEN}),
        dagdelen=_per_part(meeting, Counter(row.dagdeel for row in rows)),
        afgemeld=_sorted(said_so),
        weg_zonder_bericht=sum(one.status not in MET_BERICHT for one in away),
    )


def _per_part(meeting: Bijeenkomst, counts: Counter[int]) -> list[str]:
    """'41 in de ochtend' and '38 in de middag'; nothing when people were counted once."""
    if len(counts) < 2:
        return []
    names = {part.nummer: part.naam for part in parts_of(meeting)}
    return [f"{counts[nr]} {_during(names.get(nr, f'Dagdeel {nr}'))}" for nr in sorted(counts)]


def _during(naam: str) -> str:
    word = naam.strip().lower().removeprefix("de ")
    return f"in de {word}" if word in DAGTIJDEN else f"bij ‘{naam}’"


def _seat_kept(meeting: Bijeenkomst) -> tuple[str, ...]:
    """Who kept a seat empty, once it is over."""
    return (UitnodigingStatus.JA, UitnodigingStatus.AFWEZIG) if meeting.is_held() else ()


def _group(persoon: Persoon) -> str:
    if persoon.positie in BEWONERS:
        return BEWONERS_SAMEN
    return str(persoon.organisatie) if persoon.organisatie else ZONDER


def _sorted(groups: Counter[str]) -> list[tuple[str, int]]:
    """By name, with who speaks for no organisation at the end."""
    return sorted(groups.items(), key=lambda one: (one[0] in {ZONDER, BEWONERS_SAMEN}, one[0].casefold()))


def last_time(meeting: Bijeenkomst) -> VorigeKeer | None:
    """The newest meeting that was held before this one, with what was agreed on there and before."""
    earlier = (
        Bijeenkomst.objects.filter(pilot=meeting.pilot_id, status__in=HELD)
        .filter(datum__lte=meeting.datum)
        .exclude(pk=meeting.pk)
        .order_by("-datum", "-begin")
        .first()
    )
    if earlier is None or (earlier.datum, earlier.begin) >= (meeting.datum, meeting.begin):
        return None
    made = Afspraak.objects.standing().filter(bijeenkomst=earlier)
    return VorigeKeer(bijeenkomst=earlier, afspraken=[*made, *_still_open(earlier)])


def _still_open(earlier: Bijeenkomst) -> list[Afspraak]:
    """What nobody did yet of the meetings before it: it is carried along until it is done."""
    older = Afspraak.objects.open().filter(bijeenkomst__pilot=earlier.pilot_id, bijeenkomst__datum__lt=earlier.datum)
    return list(older.select_related("bijeenkomst"))
