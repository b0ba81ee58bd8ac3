"""What the partners add to the Pilotrapport: how many there are in each category, as a chart and a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.keten.models import Categorie, Soort
from pilots.traject.models import Pilot

# The chart, in its own units: the place of the words, and the room for the longest bar.
NAAM, LENGTE, REGEL, DIK = 250, 380, 24, 14


@dataclass(frozen=True, kw_only=True)
class Rij:
    """One category: its organisations, and its bar in the chart."""

    categorie: Categorie
    namen: Sequence[str]
    beroeps: int
    vrijwillig: int
    midden: int
    boven: int
    lengte: int
    einde: int

    @property
    def aantal(self) -> int:
        return len(self.namen)


def partners_section(pilot: Pilot) -> Mapping[str, Any]:
    partners = list(pilot.ketenpartners.confirmed().select_related("organisatie__type"))
    found: dict[str, list[tuple[str, str]]] = {}
    for partner in partners:
        organisatie = partner.organisatie
        found.setdefault(organisatie.type.categorie_id, []).append((organisatie.naam, organisatie.soort))
    categories = list(Categorie.objects.all())
    most = max((len(names) for names in found.values()), default=1)
    present = [categorie for categorie in categories if categorie.pk in found]
    rows = [_row(categorie, found[categorie.pk], nr, most) for nr, categorie in enumerate(present)]
    return {
        "rijen": rows,
        "totaal": len(partners),
        "vrijwillig": sum(row.vrijwillig for row in rows),
        "beroeps": sum(row.beroeps for row in rows),
        "grootste": max(rows, key=lambda row: row.aantal, default=None),
        "ontbreekt": [str(categorie) for categorie in categories if categorie.pk not in found],
        "hoogte": len(rows) * REGEL + 8,
        "naam": NAAM - 12,
        "begin": NAAM,
    }


def _row(categorie: Categorie, organisaties: Sequence[tuple[str, str]], nr: int, most: int) -> Rij:
    length = round(len(organisaties) / most * LENGTE)
    middle = nr * REGEL + REGEL // 2
    volunteers = sum(soort == Soort.INFORMEEL for _, soort in organisaties)
    return Rij(
        categorie=categorie,
        namen=[naam for naam, _ in organisaties],
        beroeps=len(organisaties) - volunteers,
        vrijwillig=volunteers,
        midden=middle + 5,
        boven=middle - DIK // 2,
        lengte=length,
        einde=NAAM + length + 8,
    )
