"""The roles somebody has in pilots: on the page of their own account, and for their second factor."""

from collections.abc import Iterable

from django.urls import reverse

from datt.accounts.models import User
from datt.accounts.panels import AccountRegel, register_account_panel, register_leads
from datt.core import dates
from pilots.access import Rol
from pilots.keten.models import Ambtenaar
from pilots.traject.models import Deelname


@register_leads
def leads_a_pilot(user: User) -> bool:
    return Deelname.objects.current().filter(persoon__user=user, rol=Rol.FACILITATOR).exists()


@register_account_panel
def roles(user: User) -> Iterable[AccountRegel]:
    rows = Deelname.objects.current().filter(persoon__user=user).select_related("pilot__gemeente").order_by("-sinds")
    for deelname in rows:
        yield AccountRegel(
            titel=f"{deelname.pilot}, gemeente {deelname.pilot.gemeente}",
            uitleg=f"{deelname.get_rol_display()} sinds {dates.day(deelname.sinds)}.",
            url=deelname.pilot.get_absolute_url(),
        )


@register_account_panel
def gemeenten(user: User) -> Iterable[AccountRegel]:
    """An official follows every pilot of the gemeente."""
    for row in Ambtenaar.objects.current().filter(user=user).select_related("gemeente"):
        yield AccountRegel(
            titel=f"Gemeente {row.gemeente}",
            uitleg=f"U volgt als ambtenaar alle pilots van deze gemeente, sinds {dates.day(row.sinds)}.",
            url=f"{reverse('traject:pilot_list')}?gemeente={row.gemeente.code}",
        )
