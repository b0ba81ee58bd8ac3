"""The models of this app."""

from pilots.werkconferentie.keuzes.models.voorkeur import EENMALIG, Keus, Keuzebeurt, Voorkeur, Voorkeurbron

__all__ = ["EENMALIG", "Keus", "Keuzebeurt", "Voorkeur", "Voorkeurbron"]
