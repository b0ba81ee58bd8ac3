"""Who goes first when a seat comes free in a meeting that was drawn: of the waiting list, and of the reserve list."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.volgorde import Beurt
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.selectie.loten import Regel, Soort
from pilots.werkconferentie.selectie.models import Mengregel, Selectie, SelectieStatus
from pilots.werkconferentie.selectie.rang import Voorrang, Wachtende, rank
from pilots.werkconferentie.selectie.services.beeld import group_name, rules_about

ZO_GAAT_HET = (
    "Komt er een plaats vrij, dan schuift vanzelf iemand door van dezelfde soort gast volgens de mengregel. Is die er"
    " niet, dan iemand van de groep waarvan er het meest te weinig zijn, en anders wie hoger staat in de loting."
)


def taken_over(meeting: Bijeenkomst) -> Selectie | None:
    """The mix rule of a meeting whose guests were drawn by it; None for any other."""
    found: Selectie | None = (
        Selectie.objects.filter(bijeenkomst=meeting, status=SelectieStatus.OVERGENOMEN).select_related("loting").first()
    )
    if found is not None:
        found.bijeenkomst = meeting
    return found


def explain(meeting: Bijeenkomst) -> str:
    return ZO_GAAT_HET if Selectie.objects.filter(bijeenkomst=meeting, status=SelectieStatus.OVERGENOMEN) else ""


class Stand:
    """The rules of one meeting, beside who is counted for them now."""

    def __init__(self, selectie: Selectie, regels: Sequence[Mengregel], aanwezig: Iterable[Persoon]) -> None:
        self.selectie, self.regels = selectie, regels
        self._per_regel: Counter[int] = Counter()
        self._per_organisatie: Counter[int | None] = Counter()
        for persoon in aanwezig:
            self._per_regel.update(rules_about(persoon, regels))
            self._per_organisatie[persoon.organisatie_id] += 1

    @property
    def tekort(self) -> dict[int, int]:
        """How many each rule is short, with every seat taken."""
        return {nr: self._least(nr, one) - self._per_regel[nr] for nr, one in enumerate(self.regels, start=1)}

    def _least(self, nr: int, one: Mengregel) -> int:
        regel = Regel(nr=nr, soort=Soort(one.soort), getal=one.getal)
        return regel.bounds(self.selectie.bijeenkomst.capaciteit)[0]

    def is_full_for(self, persoon: Persoon, regels: Collection[int]) -> bool:
        """Whether one more would pass a rule that says at most, or the limit of the organisation."""
        most = self.selectie.per_organisatie
        if most is not None and persoon.organisatie_id and self._per_organisatie[persoon.organisatie_id] >= most:
            return True
        return any(
            one.soort == Mengregel.Soort.HOOGUIT and self._per_regel[nr] >= one.getal
            for nr, one in enumerate(self.regels, start=1)
            if nr in regels
        )

    def rank(
        self, wachtenden: Sequence[Persoon], vertrokken: Persoon | None, loten: Mapping[int, str]
    ) -> list[Voorrang]:
        """These people in the order in which they go, by their pk; all need `organisatie__type__categorie`."""
        return rank(
            [self._waiting(one, loten.get(one.pk, "")) for one in wachtenden],
            vertrokken=rules_about(vertrokken, self.regels) if vertrokken else None,
            tekort=self.tekort,
            namen={nr: group_name(one) for nr, one in enumerate(self.regels, start=1)},
        )

    def _waiting(self, persoon: Persoon, lot: str) -> Wachtende:
        mine = rules_about(persoon, self.regels)
        return Wachtende(nr=persoon.pk, regels=mine, lot=lot, is_vol=self.is_full_for(persoon, mine))


def places_of(selectie: Selectie, mensen: Collection[int]) -> dict[int, str]:
    """The place on the list of the draw, by person, written so that it sorts; who was pinned goes before all."""
    if selectie.loting is None:
        return {}
    rows = selectie.loting.loten.filter(persoon__in=mensen).order_by().values_list("persoon_id", "plek", "is_gekozen")
    return {pk: f"{plek or 0:06d}" for pk, plek, is_chosen in rows if plek is not None or is_chosen}


def with_kind(mensen: Collection[int]) -> dict[int, Persoon]:
    """These people with all that decides in which groups they are, in one query."""
    found = Persoon.objects.filter(pk__in=mensen).select_related("organisatie__type__categorie").order_by()
    return {one.pk: one for one in found}


def ranked(meeting: Bijeenkomst, vrijgekomen: Persoon | None, waiting: Sequence[Uitnodiging]) -> list[Beurt] | None:
    """Who waits, in the order of the mix rule, each with a sentence; None when the guests were not drawn."""
    selectie = taken_over(meeting)
    if selectie is None:
        return None
    seated = meeting.uitnodigingen.seated().order_by().values_list("persoon_id", flat=True)
    known = with_kind([*seated, *(one.persoon_id for one in waiting), *([vrijgekomen.pk] if vrijgekomen else [])])
    stand = Stand(selectie, list(selectie.regels.all()), [known[pk] for pk in seated])
    mensen = [known[one.persoon_id] for one in waiting]
    by_person = {one.persoon_id: one for one in waiting}
    order = stand.rank(mensen, known[vrijgekomen.pk] if vrijgekomen else None, places_of(selectie, list(by_person)))
    return [Beurt(uitnodiging=by_person[one.nr], zin=one.zin, uitleg=one.uitleg) for one in order]
