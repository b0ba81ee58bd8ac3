"""The models of this app."""

from pilots.bijeenkomsten.draaiboek.models.draaiboek import Blokloop, Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.models.scherm import Schermlink, Schermsoort, Zaalmelding
from pilots.bijeenkomsten.draaiboek.models.werkvorm import Werkvorm, Werkvormstap

__all__ = [
    "Blokloop",
    "Draaiboek",
    "Draaiboekblok",
    "Schermlink",
    "Schermsoort",
    "Werkvorm",
    "Werkvormstap",
    "Zaalmelding",
]
