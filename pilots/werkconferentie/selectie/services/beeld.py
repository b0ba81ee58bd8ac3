"""Read the mix rule of a meeting whole: the candidates, the rules, who is pinned, and what that makes possible."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services import kiezen
from pilots.traject.models import Bijeenkomst, Deelname, Persoon
from pilots.werkconferentie.selectie.groepen import count_groups, groups_of, in_words
from pilots.werkconferentie.selectie.loten import Kandidaat, Opdracht, Regel, Soort
from pilots.werkconferentie.selectie.models import Bron, Keuzesoort, Lot, Mengregel, Selectie, Selectiekeuze
from pilots.werkconferentie.selectie.strata import Stratum, people, strata_of


def selection_of(meeting: Bijeenkomst) -> Selectie:
    """The mix rule as it stands; without a row there is none yet."""
    found: Selectie | None = Selectie.objects.filter(bijeenkomst=meeting).select_related("loting").first()
    selectie = found or Selectie(bijeenkomst=meeting)
    selectie.bijeenkomst = meeting
    return selectie


def sentence(regel: Mengregel) -> str:
    """'minstens 15 ervaringsdeskundigen', 'ongeveer 30 % medewerkers in de uitvoering'."""
    is_share = regel.soort == Mengregel.Soort.AANDEEL
    who = in_words(regel.kenmerk, regel.waarde, regel.naam, 2 if is_share else regel.getal)
    how = f"ongeveer {regel.getal} %" if is_share else f"{regel.get_soort_display().lower()} {regel.getal}"
    return f"{how} {who}"


def group_name(regel: Mengregel) -> str:
    return in_words(regel.kenmerk, regel.waarde, regel.naam)


def candidates(selectie: Selectie) -> list[Persoon]:
    """Who takes part, by the choice of the facilitator; in as many queries for 3 as for 300 people."""
    meeting = selectie.bijeenkomst
    everybody = list(meeting.pilot.personen.known().select_related("organisatie__type__categorie").order_by("pk"))
    listed = set(meeting.uitnodigingen.order_by().values_list("persoon_id", flat=True))
    if selectie.bron == Bron.IEDEREEN:
        outside = _outside(meeting)
        return [one for one in everybody if one.pk in listed or not outside(one)]
    if selectie.loting_id:  # the draw took who was not drawn off the list
        listed |= set(Lot.objects.filter(loting__selectie=selectie).order_by().values_list("persoon_id", flat=True))
    if selectie.bron == Bron.VOORSTEL:
        listed |= {one.pk for one in kiezen.candidates(meeting) if one.is_voorstel}
    return [one for one in everybody if one.pk in listed]


class _Outside:
    """Facilitators arrange it, and an organisation that was turned down does not take part."""

    def __init__(self, meeting: Bijeenkomst) -> None:
        pilot = meeting.pilot
        leads = Deelname.objects.current().filter(pilot=pilot, rol=Rol.FACILITATOR)
        self.facilitators = set(leads.values_list("persoon_id", flat=True))
        turned_down = pilot.ketenpartners.filter(status__in=kiezen.UIT_DE_KETEN)
        self.organisaties = set(turned_down.order_by().values_list("organisatie_id", flat=True))

    def __call__(self, persoon: Persoon) -> bool:
        return persoon.pk in self.facilitators or persoon.organisatie_id in self.organisaties


def _outside(meeting: Bijeenkomst) -> _Outside:
    return _Outside(meeting)


@dataclass(frozen=True)
class Regelzin:
    """A rule as a sentence, with what is possible of it."""

    regel: Mengregel
    zin: str
    stratum: Stratum


@dataclass
class Beeld:
    """The mix rule with everything it needs, read once."""

    selectie: Selectie
    mensen: Sequence[Persoon]
    regels: Sequence[Mengregel]
    keuzes: Sequence[Selectiekeuze]
    nummers: dict[int, int] = field(default_factory=dict)  # the number of the lot, by person

    def __post_init__(self) -> None:
        self.nummers = {persoon.pk: nr for nr, persoon in enumerate(self.mensen, start=1)}

    @property
    def plaatsen(self) -> int:
        return self.selectie.bijeenkomst.capaciteit

    @cached_property
    def per_groep(self) -> dict[str, int]:
        return count_groups(self.mensen)

    @cached_property
    def opdracht(self) -> Opdracht:
        """As plain data: people and organisations are numbers."""
        said = {one.persoon_id: one.soort for one in self.keuzes}
        organisations = {pk: nr for nr, pk in enumerate(sorted(_organisations(self.mensen)), start=1)}
        counts = self.selectie.per_organisatie is not None
        return Opdracht(
            plaatsen=self.plaatsen,
            per_organisatie=self.selectie.per_organisatie,
            regels=[
                Regel(nr=nr, soort=Soort(one.soort), getal=one.getal) for nr, one in enumerate(self.regels, start=1)
            ],
            kandidaten=[
                Kandidaat(
                    nr=self.nummers[one.pk],
                    organisatie=organisations.get(one.organisatie_id or 0) if counts else None,
                    regels=rules_about(one, self.regels),
                    is_vast=said.get(one.pk) == Keuzesoort.VAST,
                    doet_mee=said.get(one.pk) != Keuzesoort.NIET,
                )
                for one in self.mensen
            ],
        )

    @cached_property
    def zinnen(self) -> list[Regelzin]:
        strata = strata_of(self.opdracht)
        return [Regelzin(one, sentence(one), stratum) for one, stratum in zip(self.regels, strata, strict=True)]

    @property
    def teksten(self) -> dict[int, str]:
        return {nr: sentence(one) for nr, one in enumerate(self.regels, start=1)}

    @property
    def deelnemers(self) -> int:
        return len(self.opdracht.deelnemers)

    @property
    def vast(self) -> int:
        return sum(one.is_vast for one in self.opdracht.deelnemers)

    @property
    def is_ruim(self) -> bool:
        """Everybody can come: a draw leaves nobody out, unless a rule does."""
        return 0 < self.deelnemers <= self.plaatsen

    @property
    def bezwaren(self) -> list[str]:
        """Why it cannot be fixed like this, in sentences that say what to do; nothing when it can."""
        found = []
        if not self.deelnemers:
            found.append("Er zijn nog geen kandidaten. Kies hieronder wie er meedoet, of zet eerst mensen op de lijst.")
        if self.vast > self.plaatsen:
            found.append(
                f"U zette {people(self.vast)} vast, maar er zijn {self.plaatsen} plaatsen. Haal er"
                f" {self.vast - self.plaatsen} weg, of maak meer plaatsen."
            )
        found += [
            f"‘{one.zin}’ vraagt meer mensen dan er plaatsen zijn ({self.plaatsen}). Maak het getal kleiner."
            for one in self.zinnen
            if one.regel.soort == Mengregel.Soort.MINSTENS and one.regel.getal > self.plaatsen
        ]
        return found


def _organisations(mensen: Sequence[Persoon]) -> set[int]:
    return {one.organisatie_id for one in mensen if one.organisatie_id is not None}


def rules_about(persoon: Persoon, regels: Sequence[Mengregel]) -> frozenset[int]:
    """The numbers of the rules that count this person, from 1."""
    mine = {groep.key for groep in groups_of(persoon)}
    return frozenset(nr for nr, one in enumerate(regels, start=1) if one.key in mine)


def picture_of(selectie: Selectie) -> Beeld:
    """Read it whole, in as many queries for 3 as for 300 people."""
    if selectie._state.adding:
        return Beeld(selectie, candidates(selectie), [], [])
    choices = Selectiekeuze.objects.filter(selectie=selectie).of_known().select_related("persoon__organisatie")
    return Beeld(selectie, candidates(selectie), list(selectie.regels.all()), list(choices))
