"""The models of this app."""

from pilots.werkconferentie.proeverij.models.bezoek import Aanmelddag, Bezoekaanmelding, Deurtelling
from pilots.werkconferentie.proeverij.models.openstelling import Openstelling, OpenstellingStatus, TeMelden

__all__ = [
    "Aanmelddag",
    "Bezoekaanmelding",
    "Deurtelling",
    "Openstelling",
    "OpenstellingStatus",
    "TeMelden",
]
