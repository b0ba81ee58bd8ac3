"""Groups, their verbeterplannen, and every version of each answer."""

from verbeterplannen.plannen.models.groep import Functie, Plangroep, Plangroeplid
from verbeterplannen.plannen.models.plan import PlanStatus, Verbeterplan
from verbeterplannen.plannen.models.sectie import Actie, Indicator, Sectie, Sectieversie

__all__ = [
    "Actie",
    "Functie",
    "Indicator",
    "PlanStatus",
    "Plangroep",
    "Plangroeplid",
    "Sectie",
    "Sectieversie",
    "Verbeterplan",
]
