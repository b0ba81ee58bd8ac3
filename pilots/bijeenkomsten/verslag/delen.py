"""The parts of a verslag that people write; what the system knows itself is never typed."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Deel:
    """One text of the verslag. `bak` is the bin of the opbrengst it belongs to."""

    slug: str
    titel: str
    hint: str
    bak: str = ""
    most: int = 3000


DELEN = (
    Deel(
        slug="kort",
        titel="In het kort",
        hint="Drie tot vijf zinnen. Wie alleen dit leest, weet genoeg.",
        most=1200,
    ),
    Deel(
        slug="verloop",
        titel="Wat er gebeurde",
        hint="Wat is er besproken, wat viel op? De tijden en onderdelen komen uit het draaiboek.",
    ),
    Deel(
        slug="aanwezig",
        titel="Wie er waren",
        hint="De aantallen komen van de deur. Schrijf hier alleen wat u daaraan wilt toevoegen.",
        most=800,
    ),
    Deel(
        slug="werkt_goed",
        titel="Wat werkt goed",
        hint="Wat willen wij houden? Zet elk punt op een eigen regel.",
        bak="werkt_goed",
    ),
    Deel(
        slug="paarse_krokodil",
        titel="Paarse krokodillen",
        hint="Welke regels en gewoontes zitten mensen in de weg? Zet elk punt op een eigen regel.",
        bak="paarse_krokodil",
    ),
    Deel(
        slug="roze_olifant",
        titel="Roze olifanten",
        hint="Hoe kan het mooier? Zet elk punt op een eigen regel.",
        bak="roze_olifant",
    ),
    Deel(
        slug="vervolg",
        titel="Hoe het verder gaat",
        hint="Wat gebeurt er nu, wie doet dat, en wanneer horen mensen iets?",
        most=1500,
    ),
)
BAKKEN = tuple(deel for deel in DELEN if deel.bak)


def deel_of(slug: str) -> Deel | None:
    return next((deel for deel in DELEN if deel.slug == slug), None)
