"""The models of this app."""

from pilots.werkconferentie.keuzes.models.voorkeur import Keus, Voorkeur, Voorkeurbron

__all__ = ["Keus", "Voorkeur", "Voorkeurbron"]
