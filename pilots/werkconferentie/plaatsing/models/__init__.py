"""The models of this app."""

from pilots.werkconferentie.plaatsing.models.verdeelbeurt import Verdeelbeurt, VerdeelbeurtStatus
from pilots.werkconferentie.plaatsing.models.verdeling import Plaatsing, Verdeling, VerdelingStatus
from pilots.werkconferentie.plaatsing.models.voorkeur import Keus, Voorkeur, Voorkeurbron

__all__ = [
    "Keus",
    "Plaatsing",
    "Verdeelbeurt",
    "VerdeelbeurtStatus",
    "Verdeling",
    "VerdelingStatus",
    "Voorkeur",
    "Voorkeurbron",
]
