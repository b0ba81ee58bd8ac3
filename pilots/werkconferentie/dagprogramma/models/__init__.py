"""The models of this app."""

from pilots.werkconferentie.dagprogramma.models.drukkeuze import Drukkeuze
from pilots.werkconferentie.dagprogramma.models.wisselstand import Wisselstand, WisselstandStatus

__all__ = [
    "Drukkeuze",
    "Wisselstand",
    "WisselstandStatus",
]
