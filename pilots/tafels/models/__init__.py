"""Tables, who sits where in each round, wishes, and the steps that can be undone."""

from pilots.tafels.models.indeling import Indeling, IndelingStatus, Tafelplaats
from pilots.tafels.models.stap import Tafelstap, Tafelwissel
from pilots.tafels.models.tafel import Tafel
from pilots.tafels.models.wens import Tafelwens, Wenssoort

__all__ = [
    "Indeling",
    "IndelingStatus",
    "Tafel",
    "Tafelplaats",
    "Tafelstap",
    "Tafelwens",
    "Tafelwissel",
    "Wenssoort",
]
