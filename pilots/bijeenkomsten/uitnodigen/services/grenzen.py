"""How many seats there are, who has them, and what stands in the way of one more."""

from collections import Counter
from dataclasses import dataclass, field

from pilots.bijeenkomsten.uitnodigen.models import Plaatsregels
from pilots.traject.models import Bijeenkomst, Persoon, Positie


@dataclass
class Zaal:
    """The seats of one meeting as they are counted under its lock; `take` keeps the count while seats are given."""

    plaatsen: int
    regels: Plaatsregels
    per_positie: dict[str, int]
    bezet: int = 0
    van_organisatie: Counter[int | None] = field(default_factory=Counter)
    van_positie: Counter[str] = field(default_factory=Counter)

    @property
    def vrij(self) -> int:
        return max(self.plaatsen - self.bezet, 0)

    def take(self, persoon: Persoon) -> None:
        self._count(persoon.organisatie_id, persoon.positie, 1)

    def leave(self, persoon: Persoon) -> None:
        self._count(persoon.organisatie_id, persoon.positie, -1)

    def _count(self, organisatie_id: int | None, positie: str, how_many: int) -> None:
        self.bezet += how_many
        self.van_organisatie[organisatie_id] += how_many
        self.van_positie[positie] += how_many

    def obstacles(self, persoon: Persoon) -> list[str]:
        """Every limit that this person would pass, as part of a sentence to them; none: there is a seat."""
        found = []
        if self.bezet >= self.plaatsen:
            found.append("de zaal is vol")
        most = self.regels.per_organisatie
        if most is not None and persoon.organisatie_id and self.van_organisatie[persoon.organisatie_id] >= most:
            found.append(_taken(most, "uw organisatie"))
        if self.is_full_for(persoon.positie):
            most = self.per_positie[persoon.positie]
            found.append(_taken(most, f"de functie ‘{Positie(persoon.positie).label.lower()}’"))
        return found

    def is_full_for(self, positie: str) -> bool:
        most = self.per_positie.get(positie)
        return most is not None and self.van_positie[positie] >= most

    def fits(self, persoon: Persoon) -> bool:
        return not self.obstacles(persoon)


def _taken(most: int, of: str) -> str:
    if most == 0:
        return f"er is geen plaats voor {of}"
    return f"de ene plaats voor {of} is bezet" if most == 1 else f"de {most} plaatsen voor {of} zijn bezet"


def why_waiting(obstacles: list[str]) -> str:
    """One sentence that names every limit at once: who sees only one of them does not understand the next."""
    *first, last = obstacles
    reasons = f"{', '.join(first)} en {last}" if first else last
    return f"U staat op de wachtlijst, want {reasons}."


def count_seats(meeting: Bijeenkomst) -> Zaal:
    """Count who has a seat now; ask this under the lock of `plaatsen` when a seat hangs on the answer."""
    regels = Plaatsregels.objects.filter(bijeenkomst=meeting).first() or Plaatsregels(bijeenkomst=meeting)
    limits = dict(meeting.positiegrenzen.order_by().values_list("positie", "hoogstens"))
    zaal = Zaal(meeting.capaciteit, regels, limits)
    seated = meeting.uitnodigingen.seated().order_by()
    for organisatie_id, positie in seated.values_list("persoon__organisatie_id", "persoon__positie"):
        zaal._count(organisatie_id, positie, 1)
    return zaal
