"""The models of this app."""

from pilots.werkconferentie.plaatsing.models.verdeelbeurt import Verdeelbeurt, VerdeelbeurtStatus
from pilots.werkconferentie.plaatsing.models.verdeling import Plaatsing, Verdeling, VerdelingStatus

__all__ = [
    "Plaatsing",
    "Verdeelbeurt",
    "VerdeelbeurtStatus",
    "Verdeling",
    "VerdelingStatus",
]
