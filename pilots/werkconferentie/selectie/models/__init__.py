"""The models of this app."""

from pilots.werkconferentie.selectie.models.loting import Lot, Loting
from pilots.werkconferentie.selectie.models.selectie import (
    Bron,
    Kenmerk,
    Keuzesoort,
    Mengregel,
    Selectie,
    Selectiekeuze,
    SelectieStatus,
)

__all__ = [
    "Bron",
    "Kenmerk",
    "Keuzesoort",
    "Lot",
    "Loting",
    "Mengregel",
    "Selectie",
    "SelectieStatus",
    "Selectiekeuze",
]
