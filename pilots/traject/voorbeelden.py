"""Examples that help to find words: goals of real pilots with their source, and measures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voorbeelddoel:
    """What a gemeente wanted with its pilot, told in our words after the source."""

    gemeente: str
    doel: str


# FIELD 1.3; what the gemeenten said themselves in 2016.
DOELEN = [
    Voorbeelddoel("Venlo", "Ideeën ophalen voor het nieuwe beleidsplan Armoede en Schulden."),
    Voorbeelddoel("Zaltbommel", "Een brede beweging tegen armoede in de gemeente voeden."),
    Voorbeelddoel("Zaanstad", "Niemand in de gemeente leeft nog in armoede."),
]
DOELEN_BRON = "Gemeente.nu, 2016"

MAATSTAVEN = [
    "Aantal dagen tussen de eerste vraag en het eerste gesprek",
    "Aantal brieven dat is herschreven én gelezen door inwoners",
    "Aantal krokodillen dat echt is gestopt",
    "Uitkomst van de ketenmeting: vragen over samenwerken, bij het begin en aan het eind",
    "Aantal plannen dat na een jaar gewoon werk is geworden",
]
