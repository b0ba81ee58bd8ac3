"""The models of this app."""

from pilots.werkconferentie.proeverij.models.bezoek import Aanmelddag, Bezoekaanmelding, Deurtelling
from pilots.werkconferentie.proeverij.models.openstelling import Openstelling, OpenstellingStatus, TeMelden
from pilots.werkconferentie.proeverij.models.publiek import Publiek, Publieklid, Publiekregel, Publiekstuk

__all__ = [
    "Aanmelddag",
    "Bezoekaanmelding",
    "Deurtelling",
    "Openstelling",
    "OpenstellingStatus",
    "Publiek",
    "Publieklid",
    "Publiekregel",
    "Publiekstuk",
    "TeMelden",
]
