"""Say in Dutch what could not be done at the tables, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pilots.tafels.vraagstuk import Pair, Seating, Vraagstuk

GETALLEN = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip


def getal_woord(aantal: int) -> str:
    """'drie', or '14' above twelve."""
    return GETALLEN[aantal] if aantal < len(GETALLEN) else str(aantal)


def aantal_van(aantal: int, een: str, meer: str) -> str:
    return f"{getal_woord(aantal)} {een if aantal == 1 else meer}"


@dataclass(frozen=True, kw_only=True)
class Namen:
    """What people, organisations and tables are called."""

    mensen: Mapping[int, str]
    organisaties: Mapping[int, str]
    tafels: Mapping[int, str] = field(default_factory=dict)

    def tafel(self, nr: int) -> str:
        return self.tafels.get(nr, f"tafel {nr}")


def unmet(vraag: Vraagstuk, plaatsen: Seating, namen: Namen) -> list[str]:
    """One sentence for everything that was wished and is not so, the most serious first."""
    tables: dict[int, list[int]] = defaultdict(list)
    for nr, table in plaatsen.items():
        tables[table].append(nr)
    return [
        *_without_seat(vraag, plaatsen),
        *_too_small_or_full(vraag, tables, namen),
        *_wishes(vraag, plaatsen, namen),
        *_access(vraag, plaatsen, namen),
        *_organisations(vraag, plaatsen, tables, namen),
        *_experience(vraag, tables),
    ]


def _without_seat(vraag: Vraagstuk, plaatsen: Seating) -> Iterable[str]:
    standing = sum(one.nr not in plaatsen for one in vraag.mensen)
    room = sum(table.maximum for table in vraag.tafels)
    if standing and len(vraag.mensen) > room:
        yield (
            f"{aantal_van(standing, 'gast heeft', 'gasten hebben').capitalize()} nog geen plaats: er komen"
            f" {len(vraag.mensen)} mensen en er zijn {room} stoelen. Zet een tafel erbij, of maak de tafels groter."
        )


def _too_small_or_full(vraag: Vraagstuk, tables: Mapping[int, list[int]], namen: Namen) -> Iterable[str]:
    for table in vraag.tafels:
        count = len(tables.get(table.nr, ()))
        if 0 < count < table.minimum:
            yield (
                f"Aan {namen.tafel(table.nr)} {'zit' if count == 1 else 'zitten'} maar {getal_woord(count)},"
                f" minder dan de {getal_woord(table.minimum)} die u wilt."
            )
        elif count > table.maximum:
            yield (
                f"Aan {namen.tafel(table.nr)} zitten er {getal_woord(count)}, en er passen er"
                f" {getal_woord(table.maximum)}."
            )


def _wishes(vraag: Vraagstuk, plaatsen: Seating, namen: Namen) -> Iterable[str]:
    fixed = vraag.fixed()
    for both in sorted(vraag.niet_samen):
        if _sit_together(both, plaatsen):
            yield f"{_two(both, namen)} zitten samen en dat moet niet{_because_fixed(both, fixed)}."
    for both in sorted(vraag.samen_moet | vraag.samen):
        if both[0] in plaatsen and both[1] in plaatsen and not _sit_together(both, plaatsen):
            why = _because_fixed(both, fixed) or ", omdat dat anders botst met de plaatsen of met een andere wens"
            yield f"{_two(both, namen)} wilden samen en zitten apart{why}."


def _sit_together(both: Pair, plaatsen: Seating) -> bool:
    return both[0] in plaatsen and plaatsen[both[0]] == plaatsen.get(both[1])


def _two(both: Pair, namen: Namen) -> str:
    return " en ".join(namen.mensen[nr] for nr in both)


def _because_fixed(both: Pair, fixed: Seating) -> str:
    if all(nr in fixed for nr in both):
        return ", omdat beiden een vaste plaats hebben"
    return ""


def _access(vraag: Vraagstuk, plaatsen: Seating, namen: Namen) -> Iterable[str]:
    easy = {table.nr for table in vraag.tafels if table.makkelijk}
    if not easy:
        needing = sum(one.toegang for one in vraag.mensen)
        if needing:
            yield (
                f"{aantal_van(needing, 'gast heeft', 'gasten hebben').capitalize()} iets nodig om mee te doen, en geen"
                " tafel staat dicht bij de deur of op een rustige plek. Zet dat bij een tafel als zo’n tafel er is."
            )
        return
    fixed = vraag.fixed()
    for one in vraag.mensen:
        if one.toegang and one.nr in plaatsen and plaatsen[one.nr] not in easy:
            why = "omdat de plaats vaststaat" if one.nr in fixed else "omdat die tafels vol zitten"
            yield f"{namen.mensen[one.nr]} zit niet dicht bij de deur of op een rustige plek, {why}."


def _organisations(vraag: Vraagstuk, plaatsen: Seating, tables: Mapping[int, list[int]], namen: Namen) -> Iterable[str]:
    people = {one.nr: one for one in vraag.mensen}
    total = Counter(one.organisatie for one in vraag.mensen if one.organisatie is not None and one.nr in plaatsen)
    double: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for table, sitting in sorted(tables.items()):
        groups: dict[int, list[int]] = defaultdict(list)
        for nr in sitting:
            organisatie = people[nr].organisatie if nr in people else None
            if organisatie is not None:
                groups[organisatie].append(nr)
        for organisatie, those in groups.items():
            if len(those) > 1:
                double[organisatie].append((table, those))
    for organisatie, places in double.items():
        largest = max(len(those) for _, those in places)
        where = " en ".join(namen.tafel(table) for table, _ in places)
        why = _why_double(vraag, total[organisatie], places, len(tables))
        yield (
            f"{getal_woord(largest).capitalize()} mensen van {namen.organisaties[organisatie]} zitten samen"
            f" aan {where}, omdat {why}."
        )


def _why_double(vraag: Vraagstuk, count: int, places: list[tuple[int, list[int]]], tables: int) -> str:
    wished = vraag.samen | vraag.samen_moet
    if any(both[0] in those and both[1] in those for _, those in places for both in wished):
        return "zij dat wilden"
    if count > tables:
        return f"er {getal_woord(count)} van zijn en {aantal_van(tables, 'tafel', 'tafels')}"
    fixed = vraag.fixed()
    if any(nr in fixed for _, those in places for nr in those):
        return "daar iemand een vaste plaats heeft"
    return "het niet anders past met de andere plaatsen en wensen"


def _experience(vraag: Vraagstuk, tables: Mapping[int, list[int]]) -> Iterable[str]:
    expert = {one.nr for one in vraag.mensen if one.is_ervaringsdeskundige}
    without = sum(not expert.intersection(sitting) for sitting in tables.values())
    if not without or not tables:
        return
    at = f"Aan {aantal_van(without, 'tafel', 'tafels')} zit geen ervaringsdeskundige"
    if not expert:
        yield "Er komt geen ervaringsdeskundige. Vraag er een: dan gaat het gesprek niet alleen óver inwoners."
    elif len(expert) < len(tables):
        yield f"{at}, omdat er {getal_woord(len(expert))} {'komt' if len(expert) == 1 else 'komen'}."
    else:
        yield f"{at}, omdat het niet anders past met de vaste plaatsen en de wensen."
