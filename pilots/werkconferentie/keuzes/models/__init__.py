"""The models of this app."""

from pilots.werkconferentie.keuzes.models.formulier import Keuzeformulier, KeuzeformulierStatus, Overname
from pilots.werkconferentie.keuzes.models.voorkeur import EENMALIG, Keus, Keuzebeurt, Voorkeur, Voorkeurbron

__all__ = [
    "EENMALIG",
    "Keus",
    "Keuzebeurt",
    "Keuzeformulier",
    "KeuzeformulierStatus",
    "Overname",
    "Voorkeur",
    "Voorkeurbron",
]
