"""Gemeenten, the taxonomy and organisations."""

from pilots.keten.models.gemeente import Ambtenaar, Gemeente
from pilots.keten.models.organisatie import Organisatie
from pilots.keten.models.taxonomie import Categorie, Fase, Organisatietype, Soort

__all__ = ["Ambtenaar", "Categorie", "Fase", "Gemeente", "Organisatie", "Organisatietype", "Soort"]
