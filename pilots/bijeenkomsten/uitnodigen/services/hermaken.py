"""Write a message about an invitation again whose text was wiped: with the link that works now, to that guest only."""

from collections.abc import Callable

from datt.berichten.hermaken import Hermaakt, register_hermaker
from datt.berichten.kinds import kinds
from datt.berichten.mobiel import is_mobile, mobile_number
from datt.berichten.models import Bericht
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.agenda import CANCEL, REQUEST, guest_calendar
from pilots.bijeenkomsten.uitnodigen.services.antwoordpost import link_fields
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import cancel_fields, fields_for
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import is_open
from pilots.bijeenkomsten.uitnodigen.vooruit import VOORUIT
from pilots.traject.models import BijeenkomstStatus, Persoon

# Those that put the meeting in the calendar of the guest; the others only remind.
MET_AGENDA = tuple(slug for slug in kinds() if slug.startswith("uitnodiging_"))
ZONDER_AGENDA = tuple(sorted({one.soort for one in VOORUIT}))


@register_hermaker(*MET_AGENDA, *ZONDER_AGENDA, "wijziging_plaats")
def invitation_again(bericht: Bericht) -> Hermaakt | None:
    """As long as the guest can still answer. What the facilitator had added is gone: it was wiped too."""
    one = _invitation(bericht)
    if one is None or not is_open(one.bijeenkomst):
        return None
    agenda = "" if bericht.soort in ZONDER_AGENDA else guest_calendar(one, method=REQUEST)
    # Why the place changed was told then, and is not kept.
    meer = {"reden": ""} if bericht.soort == "wijziging_plaats" else {}
    return _for(bericht, one.persoon, fields_for(one, **meer), "" if bericht.is_sms else agenda)


@register_hermaker("afgelast")
def cancellation_again(bericht: Bericht) -> Hermaakt | None:
    """Until the day on which it would have been."""
    one = _invitation(bericht)
    if one is None or one.bijeenkomst.status != BijeenkomstStatus.GEANNULEERD or one.bijeenkomst.is_held():
        return None
    agenda = "" if bericht.is_sms else guest_calendar(one, method=CANCEL)
    return _for(bericht, one.persoon, fields_for(one, **cancel_fields(one.bijeenkomst, "")), agenda)


@register_hermaker("link_kwijt", "link_nieuw")
def link_again(bericht: Bericht) -> Hermaakt | None:
    """The own link of a guest, the one that works now."""
    persoon = bericht.over
    if not isinstance(persoon, Persoon) or persoon.samengevoegd_in_id is not None:
        return None
    return _for(bericht, persoon, link_fields(persoon), "")


def _invitation(bericht: Bericht) -> Uitnodiging | None:
    """The invitation that it was about, if guest and invitation are still there."""
    return (
        Uitnodiging.objects.of_live()
        .with_persoon()
        .select_related("bijeenkomst__pilot__gemeente", "bijeenkomst__sjabloon")
        .filter(pk=bericht.over.pk if isinstance(bericht.over, Uitnodiging) else 0)
        .first()
    )


def _for(bericht: Bericht, persoon: Persoon, velden: dict[str, str], agenda: str) -> Hermaakt:
    where: Callable[[Persoon], str] = _mobile if bericht.is_sms else _mail
    return Hermaakt(velden, agenda=agenda, alleen_aan=where(persoon))


def _mail(persoon: Persoon) -> str:
    return persoon.email


def _mobile(persoon: Persoon) -> str:
    return mobile_number(persoon.telefoon) if is_mobile(persoon.telefoon) else ""
