"""The models of this app."""

from pilots.werkconferentie.plaatsing.models.stap import Verdeelstap, Verdeelwissel
from pilots.werkconferentie.plaatsing.models.verdeelbeurt import Verdeelbeurt, VerdeelbeurtStatus
from pilots.werkconferentie.plaatsing.models.verdeling import Plaatsing, Verdeling, VerdelingStatus
from pilots.werkconferentie.plaatsing.models.verteld import Verteld

__all__ = [
    "Plaatsing",
    "Verdeelbeurt",
    "VerdeelbeurtStatus",
    "Verdeelstap",
    "Verdeelwissel",
    "Verdeling",
    "VerdelingStatus",
    "Verteld",
]
