"""The models of this app."""

from pilots.bijeenkomsten.uitnodigen.models.berichtkeuze import Berichtkeuze
from pilots.bijeenkomsten.uitnodigen.models.gastlink import Gastlink
from pilots.bijeenkomsten.uitnodigen.models.regels import Plaatsregels, Positiegrens
from pilots.bijeenkomsten.uitnodigen.models.uitnodiging import (
    KOMT,
    MET_PLAATS,
    ZONDER_ANTWOORD,
    Uitnodiging,
    UitnodigingStatus,
)

__all__ = [
    "KOMT",
    "MET_PLAATS",
    "ZONDER_ANTWOORD",
    "Berichtkeuze",
    "Gastlink",
    "Plaatsregels",
    "Positiegrens",
    "Uitnodiging",
    "UitnodigingStatus",
]
