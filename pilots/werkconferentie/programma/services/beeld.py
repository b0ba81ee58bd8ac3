"""What the page of the grid shows: each round with its rooms, what waits for a place, and what is wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.betrokken import who_go_to
from pilots.werkconferentie.programma.botsingen import Botsing, Ernst, Rooster, conflicts
from pilots.werkconferentie.programma.models import Ronde, Ruimte, Sessie, Workshop
from pilots.werkconferentie.programma.services.rooster import load

ZONDER = "Nog zonder ruimte"


@dataclass(frozen=True, kw_only=True)
class Kaart:
    """A session in the grid, with what is wrong with it."""

    sessie: Sessie
    botsingen: Sequence[Botsing]
    is_gekozen: bool
    is_net: bool  # what just changed


@dataclass(frozen=True, kw_only=True)
class Vak:
    """A room in one round; without a room: what still waits for one."""

    ronde: Ronde
    ruimte: Ruimte | None
    kaarten: Sequence[Kaart]

    @property
    def naam(self) -> str:
        return str(self.ruimte or ZONDER)

    @property
    def plek(self) -> str:
        """How a form names it."""
        return f"{self.ronde.pk}-{self.ruimte.pk if self.ruimte else 0}"

    @property
    def is_vol(self) -> bool:
        """Whether nothing more fits beside what is here."""
        open_here = sum(kaart.sessie.is_open for kaart in self.kaarten)
        return self.ruimte is not None and open_here >= self.ruimte.tegelijk


@dataclass(frozen=True, kw_only=True)
class Rij:
    """A round: with its rooms when people choose, without when everybody is together."""

    ronde: Ronde
    vakken: Sequence[Vak]
    plaatsen: int


@dataclass(frozen=True, kw_only=True)
class Gekozen:
    """What was picked up: a workshop, or a session of it; `mensen` have a place in that session."""

    wat: str
    workshop: Workshop
    sessie: Sessie | None = None
    mensen: int = 0


@dataclass(frozen=True, kw_only=True)
class Beeld:
    rijen: Sequence[Rij]
    kolommen: Sequence[Ruimte | None]
    ruimten: Sequence[Ruimte]
    lade: Sequence[Workshop]
    geplaatst: Sequence[Workshop]
    botsingen: Sequence[Botsing]
    gekozen: Gekozen | None
    gasten: int

    @property
    def fouten(self) -> int:
        return sum(one.ernst == Ernst.FOUT for one in self.botsingen)

    @property
    def keuzerondes(self) -> Sequence[Ronde]:
        return [rij.ronde for rij in self.rijen if rij.ronde.is_keuze]

    @property
    def breedte(self) -> int:
        """How many columns the rooms take."""
        return max(len(self.kolommen), 1)


def picture_of(meeting: Bijeenkomst, *, kies: str = "", net: str = "") -> Beeld:
    """The programme as it stands; `kies` was picked up and `net` just changed: `w` or `s` with a key."""
    rooster = load(meeting)
    wrong = conflicts(rooster)
    accepted = Workshop.objects.filter(bijeenkomst=meeting).accepted()
    workshops = list(accepted.select_related("organisatie").prefetch_related("begeleiders"))
    placed = {sessie.workshop_id for sessie in rooster.sessies}
    picked = _picked(meeting, kies, workshops, rooster)
    columns = _columns(rooster)
    about = _about(wrong)
    return Beeld(
        rijen=[_row(ronde, rooster, columns, about, kies if picked else "", net) for ronde in rooster.rondes],
        kolommen=columns,
        ruimten=rooster.ruimten,
        lade=[one for one in workshops if one.pk not in placed],
        geplaatst=[one for one in workshops if one.pk in placed],
        botsingen=wrong,
        gekozen=picked,
        gasten=rooster.gasten,
    )


def _about(wrong: Sequence[Botsing]) -> Mapping[int, Sequence[Botsing]]:
    found: dict[int, list[Botsing]] = defaultdict(list)
    for one in wrong:
        for sessie in one.sessies:
            found[sessie].append(one)
    return found


def _columns(rooster: Rooster) -> list[Ruimte | None]:
    """The rooms; besides them a column for what has none, as long as there is something in it."""
    homeless = any(sessie.ruimte_id is None for sessie in rooster.sessies)
    return [*rooster.ruimten, None] if homeless or not rooster.ruimten else [*rooster.ruimten]


def _row(
    ronde: Ronde,
    rooster: Rooster,
    columns: Sequence[Ruimte | None],
    about: Mapping[int, Sequence[Botsing]],
    kies: str,
    net: str,
) -> Rij:
    here = rooster.of_round(ronde)
    cards = [
        Kaart(
            sessie=sessie,
            botsingen=about.get(sessie.pk, ()),
            is_gekozen=kies == f"s{sessie.pk}",
            is_net=net == f"s{sessie.pk}",
        )
        for sessie in here
    ]
    vakken = [
        Vak(
            ronde=ronde,
            ruimte=ruimte,
            kaarten=[card for card in cards if card.sessie.ruimte_id == (ruimte.pk if ruimte else None)],
        )
        for ruimte in columns
        # A round that is no choice any more may still hold what was placed in it.
        if ronde.is_keuze or here
    ]
    return Rij(ronde=ronde, vakken=vakken, plaatsen=sum(sessie.plaatsen for sessie in here if sessie.is_open))


def _picked(meeting: Bijeenkomst, kies: str, workshops: Sequence[Workshop], rooster: Rooster) -> Gekozen | None:
    """What was picked up, if it is (still) there."""
    workshop = next((one for one in workshops if kies == f"w{one.pk}"), None)
    if workshop is not None:
        return Gekozen(wat=kies, workshop=workshop)
    sessie = next((one for one in rooster.sessies if kies == f"s{one.pk}"), None)
    if sessie is None:
        return None
    people = len(who_go_to(meeting, [sessie.pk]))
    return Gekozen(wat=kies, workshop=sessie.workshop, sessie=sessie, mensen=people)
