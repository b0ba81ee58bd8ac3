"""Which days suit a meeting: plain dates in, proposals and objections out. Knows no database.

Left out are weekends, the official holidays, Goede Vrijdag and Bevrijdingsdag (each year: town halls
and schools are then mostly closed), and the school holidays of the region. Dates for which the school
holidays are not loaded are allowed, and named as unknown; they are never guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

TRAJECT_DAGEN = 92  # three months
MIN_TUSSEN = 7  # days between two meetings, or nobody can do the homework
SPEELRUIMTE = 120  # how far beyond the template a day is looked for: longer than a summer holiday
VOLLEDIG_JAAR = frozenset({"herfst", "kerst", "voorjaar", "mei", "zomer"})
STANDAARD_BEGIN = time(13, 30)


@dataclass(frozen=True)
class Vakantie:
    """One school holiday, first and last day included."""

    schooljaar: str
    naam: str
    van: date
    tot_en_met: date


@dataclass(frozen=True)
class Stap:
    """What the template says of one meeting."""

    soort: str
    titel: str
    dagen_na_start: int
    duur_minuten: int
    begin: time = STANDAARD_BEGIN


@dataclass(frozen=True)
class Voorstel:
    """A meeting with its proposed day, times and, when known, its place."""

    soort: str
    titel: str
    datum: date
    begin: time
    eind: time
    plaats: str = ""
    adres: str = ""


@cache
def _feestdagen(jaar: int) -> dict[date, str]:
    found = holidays.country_holidays("NL", years=jaar, categories=("public", "optional"), language="nl")
    return dict(found.items())


def feestdag(dag: date) -> str:
    """The name of the holiday on this day, or nothing."""
    return _feestdagen(dag.year).get(dag, "").replace("Goede vrijdag", "Goede Vrijdag")


class Kalender:
    """The days of one school region."""

    def __init__(self, regio: str, vakanties: Iterable[Vakantie] = ()) -> None:
        self.regio = regio
        self.vakanties = sorted(vakanties, key=lambda vakantie: vakantie.van)
        self._bekend = _known_periods(self.vakanties)

    def vakantie_op(self, dag: date) -> Vakantie | None:
        return next((vak for vak in self.vakanties if vak.van <= dag <= vak.tot_en_met), None)

    def is_known(self, dag: date) -> bool:
        """Whether the school holidays around this day are loaded."""
        if self.vakantie_op(dag):
            return True
        return any(begin <= dag <= end for begin, end in self._bekend)

    def is_allowed(self, dag: date) -> bool:
        return not self.objections(dag)

    def objections(self, dag: date) -> list[str]:
        """Why this day by itself is not a good day."""
        found = []
        if dag.weekday() >= 5:
            found.append("valt in het weekend")
        if name := feestdag(dag):
            found.append(f"valt op {name}")
        if vakantie := self.vakantie_op(dag):
            found.append(f"valt in de {vakantie.naam.lower()} ({self.regio})")
        return found


def _known_periods(vakanties: Sequence[Vakantie]) -> list[tuple[date, date]]:
    """From the first to the last holiday of each complete school year; joined when years follow on.

    A year with a hole in it says nothing about the days between its holidays.
    """
    years: dict[str, list[Vakantie]] = {}
    for vakantie in vakanties:
        years.setdefault(vakantie.schooljaar, []).append(vakantie)
    periods: list[tuple[date, date]] = []
    last_year = ""
    for year in sorted(years):
        parts = years[year]
        names = {name for name in VOLLEDIG_JAAR for part in parts if part.naam.lower().startswith(name)}
        if names != VOLLEDIG_JAAR:
            continue
        begin, end = min(part.van for part in parts), max(part.tot_en_met for part in parts)
        if periods and last_year[-4:] == year[:4]:
            periods[-1] = (periods[-1][0], end)
        else:
            periods.append((begin, end))
        last_year = year
    return periods


def ends_at(begin: time, minuten: int) -> time:
    """The wall-clock time at which it ends; never past midnight."""
    start = datetime(2000, 1, 1, begin.hour, begin.minute)  # noqa: DTZ001  # wall-clock time, no zone
    end = start + timedelta(minutes=minuten)
    return end.time() if end.day == 1 else time(23, 59)


def propose(start: date, stappen: Sequence[Stap], kalender: Kalender) -> list[Voorstel]:
    """A day for each step, in order: the allowed days that lie nearest to the template.

    The first meeting is on the first allowed day from `start`. The others keep to the template's
    distance from it: the same day of the week where possible, otherwise another day of that week,
    otherwise another week. Meetings keep a week between them, and the whole stays within three
    months whenever there is a way.
    """
    if not stappen:
        return []
    days = _best_days(start, stappen, kalender) or _best_days(start, stappen, Kalender(kalender.regio))
    return [
        Voorstel(step.soort, step.titel, day, step.begin, ends_at(step.begin, step.duur_minuten))
        for step, day in zip(stappen, days or [], strict=True)
    ]


def _best_days(start: date, stappen: Sequence[Stap], kalender: Kalender) -> list[date] | None:
    reach = stappen[-1].dagen_na_start + 2 * SPEELRUIMTE
    allowed = [day for day in (start + timedelta(n) for n in range(reach)) if kalender.is_allowed(day)]
    if not allowed:
        return None
    first, limit = allowed[0], allowed[0] + timedelta(TRAJECT_DAGEN)
    # best[i]: the cheapest way to have the meetings so far, the last of them on or before allowed[i]
    best: list[tuple[int, tuple[date, ...]] | None] = [(0, (first,))] * len(allowed)
    for step in stappen[1:]:
        target = first + timedelta(step.dagen_na_start)
        following: list[tuple[int, tuple[date, ...]] | None] = []
        before, cheapest = -1, None
        for day in allowed:
            while before + 1 < len(allowed) and allowed[before + 1] <= day - timedelta(MIN_TUSSEN):
                before += 1
            earlier = best[before] if before >= 0 else None
            if earlier is not None:
                cost = earlier[0] + _distance(day, target) + (10_000 if day > limit else 0)
                if cheapest is None or cost < cheapest[0]:
                    cheapest = (cost, (*earlier[1], day))
            following.append(cheapest)
        best = following
    return list(best[-1][1]) if best[-1] else None


def _distance(day: date, target: date) -> int:
    """How far a day is from what the template asks: a week weighs more than a day of the week."""
    weeks = (day - timedelta(day.weekday()) - target + timedelta(target.weekday())).days // 7
    days = abs(day.weekday() - target.weekday())
    return 20 * abs(weeks) + (1 if weeks < 0 else 0) + (5 + days if days else 0)


@dataclass(frozen=True)
class Ander:
    """Another meeting of the pilot, by the name people know it by ('bijeenkomst 2')."""

    naam: str
    datum: date


def conflicts(
    dag: date,
    kalender: Kalender,
    *,
    eerder: Iterable[Ander] = (),
    later: Iterable[Ander] = (),
    start: date | None = None,
    vandaag: date | None = None,
) -> list[str]:
    """Everything that speaks against this day, each as the end of the sentence 'deze datum ...'."""
    found = kalender.objections(dag)
    if vandaag and dag < vandaag:
        found.append("is al voorbij")
    for ander in eerder:
        found += _too_close(dag, ander, before=True)
    for ander in later:
        found += _too_close(dag, ander, before=False)
    if start and (dag - start).days > TRAJECT_DAGEN:
        found.append("valt buiten de drie maanden")
    return found


def _too_close(dag: date, ander: Ander, *, before: bool) -> list[str]:
    apart = (dag - ander.datum).days if before else (ander.datum - dag).days
    if apart < 0:
        return [f"ligt {'vóór' if before else 'ná'} {ander.naam}"]
    if apart == 0:
        return [f"valt op dezelfde dag als {ander.naam}"]
    if apart < MIN_TUSSEN:
        return [f"ligt minder dan een week {'na' if before else 'voor'} {ander.naam}"]
    return []
