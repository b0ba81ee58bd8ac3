"""How many people signed up, by day and by need: never who."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from datt.core.dates import local
from datt.core.tabellen import Cel, Tabel
from pilots.werkconferentie.proeverij.models import Aanmelddag, Bezoekaanmelding, Openstelling

NODEN = ("vegetarisch", "halal", "rolstoel")


@dataclass(frozen=True, kw_only=True)
class Dagstand:
    """What came in on one day."""

    dag: date
    aanmeldingen: int
    mensen: int


@dataclass(frozen=True, kw_only=True)
class Aantallen:
    """Everything that is counted for one open meeting."""

    dagen: list[Dagstand]
    noden: list[tuple[str, int]]
    behoeften: list[str]
    hoogstens: int

    @property
    def aanmeldingen(self) -> int:
        return sum(one.aanmeldingen for one in self.dagen)

    @property
    def mensen(self) -> int:
        return sum(one.mensen for one in self.dagen)

    @property
    def vrij(self) -> int:
        return max(self.hoogstens - self.mensen, 0)


def counts_of(openstelling: Openstelling) -> Aantallen:
    """Three queries, however many signed up. Wishes in words come sorted, so that nobody sees who came in when."""
    days: dict[date, tuple[int, int]] = {
        one.dag: (one.aanmeldingen, one.mensen) for one in Aanmelddag.objects.filter(openstelling=openstelling)
    }
    rows = Bezoekaanmelding.objects.filter(openstelling=openstelling)
    words = []
    for created, people, wish in rows.values_list("created_at", "aantal", "behoefte"):
        day = local(created).date()
        before = days.get(day, (0, 0))
        days[day] = (before[0] + 1, before[1] + people)
        words += [wish] if wish else []
    totals = rows.aggregate(**{name: Sum(name) for name in NODEN})
    labels = {name: str(Bezoekaanmelding._meta.get_field(name).verbose_name) for name in NODEN}  # type: ignore[union-attr]
    return Aantallen(
        dagen=[Dagstand(dag=day, aanmeldingen=nr, mensen=people) for day, (nr, people) in sorted(days.items())],
        noden=[(labels[name], totals[name] or 0) for name in NODEN],
        behoeften=sorted(words),
        hoogstens=openstelling.hoogstens,
    )


def counts_table(openstelling: Openstelling) -> Tabel:
    """The counts as a file: a row for every day, then the needs. No names, no wishes in words."""
    counts = counts_of(openstelling)
    days: list[list[Cel]] = [[one.dag, one.aanmeldingen, one.mensen] for one in counts.dagen]
    needs: list[list[Cel]] = [[label, "", nr] for label, nr in counts.noden]
    total: list[Cel] = ["Samen", counts.aanmeldingen, counts.mensen]
    return Tabel(
        titel=f"aanmeldingen {openstelling.bijeenkomst.korte_titel}",
        koppen=["Dag", "Aanmeldingen", "Mensen"],
        rijen=[*days, total, *needs],
    )
