"""The models of this app."""

from pilots.werkconferentie.programma.models.programma import Programma, Programmaversie
from pilots.werkconferentie.programma.models.ronde import Ronde, Rondesoort, Ruimte, Sessie
from pilots.werkconferentie.programma.models.workshop import Begeleiding, Workshop, WorkshopStatus

__all__ = [
    "Begeleiding",
    "Programma",
    "Programmaversie",
    "Ronde",
    "Rondesoort",
    "Ruimte",
    "Sessie",
    "Workshop",
    "WorkshopStatus",
]
