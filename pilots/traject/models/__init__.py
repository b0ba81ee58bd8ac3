"""A pilot, the people in it, the template it began with, and its meetings."""

from pilots.traject.models.bijeenkomst import HELD, Afwijking, Bijeenkomst, BijeenkomstStatus
from pilots.traject.models.mensen import Deelname, Persoon, Positie
from pilots.traject.models.pilot import Maatstaf, Pilot, PilotStatus, Regio
from pilots.traject.models.planconcept import Planconcept
from pilots.traject.models.schoolvakantie import Schoolvakantie
from pilots.traject.models.sjabloon import Sjabloon, Sjabloonbijeenkomst, Sjabloonblok, Sjabloontaak
from pilots.traject.models.taak import Taak, TaakStatus

__all__ = [
    "HELD",
    "Afwijking",
    "Bijeenkomst",
    "BijeenkomstStatus",
    "Deelname",
    "Maatstaf",
    "Persoon",
    "Pilot",
    "PilotStatus",
    "Planconcept",
    "Positie",
    "Regio",
    "Schoolvakantie",
    "Sjabloon",
    "Sjabloonbijeenkomst",
    "Sjabloonblok",
    "Sjabloontaak",
    "Taak",
    "TaakStatus",
]
