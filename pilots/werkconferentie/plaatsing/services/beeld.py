"""What the page of the division shows: every session of a round with its people, and what asks attention."""

from collections.abc import Sequence
from dataclasses import dataclass

from datt.core.text import fold, has_all_words
from pilots.werkconferentie.plaatsing.cijfers import WOORDEN, Cijfers, Vak, figures, kind_of
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelbeurt, Verdeelstap, Verdeling
from pilots.werkconferentie.plaatsing.services.herstel import dropped_out, obstacles, troubles, without_place
from pilots.werkconferentie.plaatsing.services.vragen import Gegevens, Mens, question_of
from pilots.werkconferentie.plaatsing.vraagstuk import Deelnemer, Uitkomst
from pilots.werkconferentie.programma.models import Ronde, Sessie


@dataclass(frozen=True, kw_only=True)
class Zitplek:
    """Somebody in a session."""

    mens: Mens
    plaatsing: Plaatsing
    vak: Vak
    is_gevonden: bool = False

    @property
    def woord(self) -> str:
        return WOORDEN[self.vak]


@dataclass(frozen=True, kw_only=True)
class Sessiekaart:
    sessie: Sessie
    mensen: Sequence[Zitplek]

    @property
    def gasten(self) -> int:
        return sum(not one.plaatsing.is_begeleider for one in self.mensen)

    @property
    def vrij(self) -> int:
        return self.sessie.plaatsen - self.gasten

    @property
    def te_veel(self) -> int:
        return max(-self.vrij, 0)

    @property
    def te_klein(self) -> bool:
        return self.sessie.is_open and self.gasten < self.sessie.workshop.plaatsen_min

    @property
    def is_gevonden(self) -> bool:
        return any(one.is_gevonden for one in self.mensen)


@dataclass(frozen=True, kw_only=True)
class Verdeelbeeld:
    verdeling: Verdeling
    rondes: Sequence[Ronde]
    ronde: Ronde
    kaarten: Sequence[Sessiekaart]
    zonder: Sequence[Mens]
    cijfers: Cijfers
    obstakels: Sequence[str]
    problemen: Sequence[str]
    stap: Verdeelstap | None
    zoek: str = ""

    @property
    def toon(self) -> Sequence[Sessiekaart]:
        """The sessions to show: all, or those of whom was searched for."""
        return [kaart for kaart in self.kaarten if kaart.is_gevonden] if self.zoek else self.kaarten


def picture_of(verdeling: Verdeling, gegevens: Gegevens, ronde: Ronde, *, zoek: str = "") -> Verdeelbeeld:
    """One round of the division; three queries besides what `gegevens` holds."""
    question = question_of(gegevens)
    places = {plek: one.sessie_id for plek, one in gegevens.plaatsen.items()}
    people = {one.nr: one for one in question.deelnemers}
    return Verdeelbeeld(
        verdeling=verdeling,
        rondes=gegevens.rondes,
        ronde=ronde,
        kaarten=_cards(gegevens, ronde, people, zoek),
        zonder=without_place(gegevens, ronde),
        cijfers=figures(question, Uitkomst(plaatsen=places, doelen={}, bewezen=False)),
        obstakels=obstacles(gegevens),
        problemen=troubles(verdeling, gegevens, dropped_out(verdeling, gegevens)),
        stap=verdeling.stappen.select_related("door").first(),
        zoek=zoek,
    )


def _cards(gegevens: Gegevens, ronde: Ronde, people: dict[int, Deelnemer], zoek: str) -> list[Sessiekaart]:
    sessies = gegevens.rooster.of_round(ronde)
    here = {sessie.pk for sessie in sessies}
    of: dict[int, list[Zitplek]] = {nr: [] for nr in here}
    for (who, at), plaatsing in gegevens.plaatsen.items():
        if at == ronde.pk and plaatsing.sessie_id in of and who in people:
            of[plaatsing.sessie_id].append(_seat(gegevens.mensen[who], plaatsing, people[who], here, zoek))
    return [
        Sessiekaart(
            sessie=sessie,
            mensen=sorted(of[sessie.pk], key=lambda one: (not one.plaatsing.is_begeleider, fold(one.mens.naam))),
        )
        for sessie in sessies
        if sessie.is_open or of[sessie.pk]
    ]


def _seat(mens: Mens, plaatsing: Plaatsing, one: Deelnemer, here: set[int], zoek: str) -> Zitplek:
    vak = Vak.BEGELEIDT if plaatsing.is_begeleider else kind_of(one, plaatsing.sessie_id, here)
    found = bool(zoek) and has_all_words(fold(f"{mens.naam} {mens.organisatie}"), fold(zoek))
    return Zitplek(mens=mens, plaatsing=plaatsing, vak=vak, is_gevonden=found)


@dataclass(frozen=True, kw_only=True)
class Voortgang:
    """How far the last run is, for the part of the page that asks again; `stand` says whether anything changed."""

    beurt: Verdeelbeurt | None

    @property
    def stand(self) -> str:
        if self.beurt is None:
            return "niets"
        return f"{self.beurt.pk}-{self.beurt.status}-{self.beurt.voortgang}-{self.beurt.wat_nu}"

    @property
    def is_bezig(self) -> bool:
        return self.beurt is not None and self.beurt.is_running

    @property
    def is_klaar(self) -> bool:
        return self.beurt is not None and self.beurt.is_open

    @property
    def is_mislukt(self) -> bool:
        return self.beurt is not None and self.beurt.has_failed

    @property
    def wat(self) -> str:
        """What it is doing, in words."""
        return (self.beurt.wat_nu if self.beurt else "") or "Wacht op de rekenaar"

    def news_since(self, known: str) -> str:
        """What a screen reader hears: only when it is over, never each per cent."""
        if not known or self.is_bezig or known == self.stand or self.beurt is None:
            return ""
        return (
            "Het voorstel is klaar."
            if self.is_klaar
            else f"Het maken van het voorstel is {self.beurt.get_status_display().lower()}."
        )


def progress_of(verdeling: Verdeling) -> Voortgang:
    """The last run of this meeting."""
    return Voortgang(beurt=Verdeelbeurt.objects.filter(bijeenkomst=verdeling.bijeenkomst_id).first())
