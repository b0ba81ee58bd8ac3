"""Who may do what: one table. `pilots.decorators` enforces it for views, `for_user` for queries."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from datt.accounts.models import User


class Rol(models.TextChoices):
    """A role in a pilot. The beheerder is not here: that is a mark on the installation."""

    FACILITATOR = "facilitator", "Facilitator"
    AMBTENAAR = "ambtenaar", "Gemeenteambtenaar"
    BESTUURDER = "bestuurder", "Bestuurder of leidinggevende"
    KETENPARTNER = "ketenpartner", "Contactpersoon ketenpartner"
    DEELNEMER = "deelnemer", "Deelnemer"


class Right(StrEnum):
    VIEW = "view"  # the overview, the meetings, the sociale kaart
    VIEW_PEOPLE = "view_people"  # names with mail and phone
    VIEW_PLANS = "view_plans"  # verbeterplannen, also those of others
    VIEW_LOG = "view_log"  # the logboek
    EDIT = "edit"  # the pilot, its meetings and checklists
    INVITE = "invite"  # choose guests, see their answers, send invitations
    HOST = "host"  # run a meeting: its draaiboek, who is inside, the tables
    PARTNERS = "partners"  # confirm, import, change and merge partners and people
    TEAM = "team"  # who is facilitator; handing over
    PROPOSE = "propose"  # propose a workshop for a meeting
    WRITE_PLAN = "write_plan"  # start a group, write and hand in its plan
    ORDER = "order"  # order documents
    DOWNLOAD = "download"  # fetch documents


RIGHTS: dict[str, frozenset[Right]] = {
    Rol.FACILITATOR: frozenset(Right),
    Rol.AMBTENAAR: frozenset({Right.VIEW, Right.VIEW_PLANS, Right.VIEW_LOG, Right.ORDER, Right.DOWNLOAD}),
    Rol.KETENPARTNER: frozenset({Right.VIEW, Right.PROPOSE, Right.WRITE_PLAN}),
    Rol.BESTUURDER: frozenset({Right.VIEW, Right.VIEW_PLANS}),
    Rol.DEELNEMER: frozenset(),
}


def roles_with(right: Right) -> list[str]:
    return [rol for rol, rights in RIGHTS.items() if right in rights]


def pilots_for(user: "User", right: Right = Right.VIEW) -> models.QuerySet[Any, Any]:
    """The pk's of the pilots in which this user has this right, by a role or through the gemeente."""
    deelname = apps.get_model("traject", "Deelname")
    pilot = apps.get_model("traject", "Pilot")
    by_role = deelname.objects.filter(
        persoon__user=user, ingetrokken_op__isnull=True, rol__in=roles_with(right)
    ).values("pilot_id")
    where = models.Q(pk__in=by_role)
    if right in RIGHTS[Rol.AMBTENAAR]:
        where |= models.Q(gemeente__ambtenaren__user=user, gemeente__ambtenaren__ingetrokken_op__isnull=True)
    return pilot._base_manager.filter(where).values("pk")


class PilotScopedQuerySet[M: models.Model](models.QuerySet[M]):
    """Base of every queryset whose rows belong to a pilot."""

    pilot_path: ClassVar[str] = "pilot"  # "pk" on Pilot itself, "bijeenkomst__pilot" deeper down

    def for_user(self, user: "User", right: Right = Right.VIEW) -> Self:
        """The rows of pilots in which this user has this right."""
        return self.filter(**{f"{self.pilot_path}__in": pilots_for(user, right)})
