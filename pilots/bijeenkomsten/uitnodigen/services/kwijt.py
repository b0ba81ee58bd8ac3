"""Send somebody their own link again, or a new one that makes the old one worthless."""

from django.db import models, transaction

from datt.core.limits import allow
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, revoke_link
from pilots.traject.models import Persoon
from pilots.traject.models.pilot import READ_ONLY

PER_UUR = 3
HOUR = 3600


def mail_links(email: str) -> None:
    """Mail the link of every pilot in which this address takes part, at most three mails an hour.

    Nothing tells the caller whether the address is known.
    """
    people = Persoon.objects.live().filter(email__iexact=email).exclude(pilot__status__in=READ_ONLY)
    known = people.filter(models.Exists(Gastlink.objects.filter(persoon=models.OuterRef("pk"))))
    for persoon in known.select_related("pilot__gemeente").order_by("-pk")[:PER_UUR]:
        if allow("link-kwijt", email, most=PER_UUR, seconds=HOUR):
            antwoordpost.mail_link(persoon, "link_kwijt")


@transaction.atomic
def renew_own_link(link: Gastlink, *, wie: str) -> Gastlink:
    """Make the link of this guest worthless and mail the new one. Raises TransitionError without a mail address."""
    persoon = link.persoon
    if not persoon.email:
        raise TransitionError(
            "Wij hebben geen mailadres van u. Bel ons voor een nieuwe link, dan sturen wij een brief."
        )
    if not allow("link-vernieuwd", str(persoon.pk), most=PER_UUR, seconds=HOUR):
        raise TransitionError("U vernieuwde uw link al een paar keer. Probeer het over een uur opnieuw.")
    return replace_link(persoon, by=None, wie=wie)


@transaction.atomic
def replace_link(persoon: Persoon, *, by: object, wie: str = "") -> Gastlink:
    """Make every link and the calendar address of this person worthless; the new link is mailed when it can be."""
    for link in Gastlink.objects.filter(persoon=persoon, ingetrokken_op__isnull=True):
        revoke_link(link, by=by, wie=wie)
    fresh = link_for(persoon)
    if persoon.email:
        antwoordpost.mail_link(persoon, "link_nieuw")
    return fresh
