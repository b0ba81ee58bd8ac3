"""The models of this app."""

from pilots.bijeenkomsten.dag.models.aanwezigheid import Aanwezigheid, Binnenkomst
from pilots.bijeenkomsten.dag.models.dagdeel import Dagdeel
from pilots.bijeenkomsten.dag.models.deur import Deur, DeurStatus
from pilots.bijeenkomsten.dag.models.papier import Badgekeuze, Materiaalafdruk, Materiaalregel

__all__ = [
    "Aanwezigheid",
    "Badgekeuze",
    "Binnenkomst",
    "Dagdeel",
    "Deur",
    "DeurStatus",
    "Materiaalafdruk",
    "Materiaalregel",
]
