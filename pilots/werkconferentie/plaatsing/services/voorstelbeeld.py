"""What the page of a proposal shows: totals, goals, every session, and what changed since it was made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pilots.werkconferentie.plaatsing.cijfers import WOORDEN, Cijfers, Telling, figures
from pilots.werkconferentie.plaatsing.doelen import Doel, goals
from pilots.werkconferentie.plaatsing.models import Verdeelbeurt, Verdeling
from pilots.werkconferentie.plaatsing.services.beurten import SECONDEN, outdated, with_wishes
from pilots.werkconferentie.plaatsing.services.herstel import dropped_out
from pilots.werkconferentie.plaatsing.services.vragen import Gegevens
from pilots.werkconferentie.plaatsing.uitleg import explain
from pilots.werkconferentie.plaatsing.vraagstuk import Plek, Uitkomst, Vraagstuk, from_data, outcome_from_data
from pilots.werkconferentie.plaatsing.woorden import names_said
from pilots.werkconferentie.programma.models import Ronde, Sessie


@dataclass(frozen=True, kw_only=True)
class Sessieregel:
    """A session in the proposal; `verschil` is how many more or fewer than now."""

    sessie: Sessie
    aantal: int
    te_klein: bool

    @property
    def is_vol(self) -> bool:
        return self.aantal >= self.sessie.plaatsen


@dataclass(frozen=True, kw_only=True)
class Rondebeeld:
    ronde: Ronde
    telling: Telling
    sessies: Sequence[Sessieregel]


@dataclass(frozen=True)
class Cel:
    kop: str
    waarde: int


@dataclass(frozen=True)
class Keusrij:
    """How many have this choice: per round, and over all."""

    kop: str
    cellen: Sequence[Cel]


@dataclass(frozen=True, kw_only=True)
class Verhuizing:
    """`van` and `naar` are titles; empty: nowhere."""

    naam: str
    ronde: str
    van: str
    naar: str
    reden: str


@dataclass(frozen=True, kw_only=True)
class Voorstelbeeld:
    beurt: Verdeelbeurt
    cijfers: Cijfers
    rondes: Sequence[Rondebeeld]
    doelen: Sequence[Doel]
    zonder_plek: Sequence[tuple[str, str]]  # the round, and who
    verhuizingen: Sequence[Verhuizing]
    nieuw: Sequence[Verhuizing]
    weg: Sequence[str]
    mensen: int
    sinds: Sequence[str]
    verouderd: str

    @property
    def te_klein(self) -> list[Sessieregel]:
        return [regel for ronde in self.rondes for regel in ronde.sessies if regel.te_klein]

    @property
    def verhuizers(self) -> int:
        return len({one.naam for one in self.verhuizingen})

    @property
    def keustabel(self) -> list[Keusrij]:
        """One row for each kind of choice that occurs, with each round and the sum."""
        columns = [(str(een.ronde), een.telling) for een in self.rondes] + [("Samen", self.cijfers.totaal)]
        return [
            Keusrij(woord, [Cel(kop, telling.vakken[vak]) for kop, telling in columns])
            for vak, woord in WOORDEN.items()
            if self.cijfers.totaal.vakken[vak]
        ]

    @property
    def bewijs(self) -> str:
        if self.beurt.voorstel["bewezen"]:
            return "Dit is bewezen de beste verdeling voor deze doelen, in deze volgorde."
        found = f"Dit is de beste verdeling die binnen {SECONDEN:.0f} seconden gevonden is."
        return f"{found} Misschien bestaat er een betere."


def picture_of(beurt: Verdeelbeurt, verdeling: Verdeling, gegevens: Gegevens) -> Voorstelbeeld:
    """The proposal beside how it is now; a few queries besides what `gegevens` holds."""
    asked, uitkomst = from_data(beurt.invoer), outcome_from_data(beurt.voorstel)
    cijfers = figures(asked, uitkomst)
    here = _still_there(uitkomst, gegevens)
    explained = _Zinnen(with_wishes(asked, gegevens), uitkomst, gegevens)
    return Voorstelbeeld(
        beurt=beurt,
        cijfers=cijfers,
        rondes=_rounds(gegevens, cijfers),
        doelen=goals(uitkomst.doelen, bewezen=uitkomst.bewezen),
        zonder_plek=_without(cijfers.zonder_plek, gegevens),
        verhuizingen=_moves(explained, here, gegevens),
        nieuw=_newcomers(explained, here, gegevens),
        weg=sorted({one.persoon.naam for one in dropped_out(verdeling, gegevens)}),
        mensen=len(asked.deelnemers),
        sinds=changes_since(asked, gegevens),
        verouderd=outdated(beurt, verdeling),
    )


def _still_there(uitkomst: Uitkomst, gegevens: Gegevens) -> dict[Plek, int]:
    return {plek: nr for plek, nr in uitkomst.plaatsen.items() if plek[0] in gegevens.mensen}


def _rounds(gegevens: Gegevens, cijfers: Cijfers) -> list[Rondebeeld]:
    small = set(cijfers.te_klein)
    return [
        Rondebeeld(
            ronde=ronde,
            telling=cijfers.per_ronde.get(ronde.pk, Telling()),
            sessies=[
                Sessieregel(
                    sessie=sessie,
                    aantal=cijfers.maten[sessie.pk],
                    te_klein=sessie.pk in small and sessie.is_open,
                )
                for sessie in gegevens.rooster.of_round(ronde)
            ],
        )
        for ronde in gegevens.rondes
    ]


def _without(plekken: Sequence[Plek], gegevens: Gegevens) -> list[tuple[str, str]]:
    return [
        (str(ronde), names_said(gegevens.names_of(who)))
        for ronde in gegevens.rondes
        if (who := [nr for nr, at in plekken if at == ronde.pk])
    ]


class _Zinnen:
    """What sessions and rounds are called, and why somebody is where."""

    def __init__(self, vraagstuk: Vraagstuk, uitkomst: Uitkomst, gegevens: Gegevens) -> None:
        self.titels = {one.nr: "een workshop die er niet meer is" for one in vraagstuk.sessies}
        self.titels |= {sessie.pk: sessie.workshop.titel for sessie in gegevens.sessies}
        self.rondes = {ronde.pk: str(ronde) for ronde in gegevens.rondes}
        self.waarom = explain(vraagstuk, uitkomst, self.titels)

    def move(self, naam: str, plek: Plek, van: int | None, naar: int | None) -> Verhuizing:
        return Verhuizing(
            naam=naam,
            ronde=self.rondes.get(plek[1], ""),
            van=self.titels.get(van or 0, ""),
            naar=self.titels.get(naar or 0, ""),
            reden=self.waarom.get(plek, ""),
        )


def _by_name(moves: Iterable[Verhuizing]) -> list[Verhuizing]:
    return sorted(moves, key=lambda one: (one.naam, one.ronde))


def _moves(zinnen: _Zinnen, here: Mapping[Plek, int], gegevens: Gegevens) -> list[Verhuizing]:
    """Who is somewhere now and would be somewhere else, or nowhere, in that round."""
    return _by_name(
        zinnen.move(gegevens.mensen[plek[0]].naam, plek, now.sessie_id, here.get(plek))
        for plek, now in gegevens.plaatsen.items()
        if here.get(plek) != now.sessie_id
    )


def _newcomers(zinnen: _Zinnen, here: Mapping[Plek, int], gegevens: Gegevens) -> list[Verhuizing]:
    """Who is nowhere now, and would get a place."""
    return _by_name(
        zinnen.move(gegevens.mensen[plek[0]].naam, plek, None, nr)
        for plek, nr in here.items()
        if plek not in gegevens.plaatsen
    )


def changes_since(asked: Vraagstuk, gegevens: Gegevens) -> list[str]:
    """Who came in, dropped out or chose anew since the question was written down, a sentence each."""
    known = {sessie.nr for sessie in asked.sessies}
    before = {one.nr: dict(one.keuzes) for one in asked.deelnemers}
    now = {
        nr: {sessie: keus for sessie, keus in gegevens.keuzes.get(nr, {}).items() if sessie in known}
        for nr in gegevens.mensen
    }
    anew = sum(before[nr] != now[nr] for nr in before.keys() & now.keys())
    return [
        zin.format(count)
        for count, een, meer in (
            (len(now.keys() - before.keys()), "Er kwam {} persoon bij.", "Er kwamen {} mensen bij."),
            (len(before.keys() - now.keys()), "{} persoon komt niet meer.", "{} mensen komen niet meer."),
            (anew, "{} persoon veranderde de keuzes.", "{} mensen veranderden hun keuzes."),
        )
        if count and (zin := een if count == 1 else meer)
    ]
