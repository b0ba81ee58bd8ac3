"""The models of this app."""

from pilots.bijeenkomsten.verslag.models.afspraak import Afspraak, AfspraakStatus
from pilots.bijeenkomsten.verslag.models.terugblik import (
    ANTWOORDEN,
    EigenActie,
    EigenActieStatus,
    Evaluatie,
    Evaluatiebeurt,
)
from pilots.bijeenkomsten.verslag.models.verslag import (
    Verslag,
    Verslagdeel,
    Verslagopmerking,
    VerslagStatus,
    Verslagversie,
)

__all__ = [
    "ANTWOORDEN",
    "Afspraak",
    "AfspraakStatus",
    "EigenActie",
    "EigenActieStatus",
    "Evaluatie",
    "Evaluatiebeurt",
    "Verslag",
    "VerslagStatus",
    "Verslagdeel",
    "Verslagopmerking",
    "Verslagversie",
]
