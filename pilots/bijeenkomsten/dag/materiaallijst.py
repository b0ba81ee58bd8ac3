"""The material list of a meeting: computed now, compared with how it was last printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from datt.core.tabellen import Tabel
from datt.core.text import fold
from pilots.bijeenkomsten.dag.materiaal import Blok, Bron, Deelnemer, Regel, compare, lines_of
from pilots.bijeenkomsten.dag.models import Materiaalafdruk
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.uitnodigen.models import MET_PLAATS, UitnodigingStatus
from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Materiaallijst:
    """The list as it is now; `vervallen` was on the last print and is not needed any more."""

    regels: Sequence[Regel]
    vervallen: Sequence[str]
    afdruk: Materiaalafdruk | None
    mensen: int

    @property
    def groepen(self) -> list[tuple[str, list[Regel]]]:
        return [(groep, list(lines)) for groep, lines in groupby(self.regels, key=lambda line: line.groep)]

    @property
    def anders(self) -> int:
        return sum(line.is_anders for line in self.regels) + len(self.vervallen)


def source_of(meeting: Bijeenkomst) -> Bron:
    """The answers and the blocks; four queries."""
    rows = meeting.uitnodigingen.filter(persoon__samengevoegd_in__isnull=True).order_by("pk")
    coming = rows.filter(status__in=MET_PLAATS).values_list("dieet", "toegang")
    blocks = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting).select_related("werkvorm")
    return Bron(
        komen=[Deelnemer(dieet=dieet, toegang=toegang) for dieet, toegang in coming],
        misschien=rows.filter(status=UitnodigingStatus.MISSCHIEN).count(),
        blokken=[
            Blok(
                titel=block.titel,
                werkvorm=block.werkvorm.slug if block.werkvorm else "",
                materiaal=block.materiaal,
                is_pauze=block.is_pauze,
            )
            for block in blocks
        ],
        tafels=meeting.tafels.count(),
    )


def material_of(meeting: Bijeenkomst) -> Materiaallijst:
    source = source_of(meeting)
    lines = lines_of(source)
    printed = meeting.materiaalafdrukken.select_related("door").first()
    gone: list[str] = []
    if printed is not None:
        rows = list(printed.regels.all())
        lines, keys = compare(lines, {(row.groep, fold(row.wat)): row.aantal for row in rows})
        gone = [row.wat for row in rows if fold(row.wat) in keys]
    return Materiaallijst(regels=lines, vervallen=gone, afdruk=printed, mensen=len(source.komen))


def material_table(meeting: Bijeenkomst) -> Tabel:
    listed = material_of(meeting)
    return Tabel(
        titel=f"materiaal {meeting.korte_titel}",
        koppen=["Groep", "Wat", "Aantal", "Uitleg", "Veranderd sinds de laatste afdruk"],
        rijen=[*_cells(listed.regels), *(["Vervallen", wat, None, "", "niet meer nodig"] for wat in listed.vervallen)],
    )


def _cells(lines: Iterable[Regel]) -> Iterable[list[str | int | None]]:
    for line in lines:
        changed = "nieuw" if line.is_nieuw else f"was {line.was}" if line.was is not None else ""
        yield [line.groep, line.wat, line.aantal, line.uitleg, changed]
