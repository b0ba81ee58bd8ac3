"""The mails of this app: which one goes to whom, and with which words."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.services import queue_mail
from datt.core import dates
from datt.core.limits import allow
from datt.core.text import name_for_stranger, one_line
from pilots.access import Rol
from pilots.partners.models import Ketenpartner, PersoonlijkeLink
from pilots.traject.models import Persoon, Pilot

WERKDAGEN = 3
ANTWOORD_BINNEN = timedelta(days=14)
HOUR, DAY = 3600, 86_400


@dataclass(frozen=True)
class Aanspreekpunt:
    """Whom people of this pilot may call: its facilitator."""

    naam: str
    telefoon: str
    email: str
    ondertekening: str


def contact_of(pilot: Pilot) -> Aanspreekpunt:
    """The first facilitator of the pilot; the gemeente when there is none."""
    deelname = pilot.deelnames.current().filter(rol=Rol.FACILITATOR).select_related("persoon").order_by("sinds").first()
    if deelname is None:
        return Aanspreekpunt(f"gemeente {pilot.gemeente}", "", "", f"Gemeente {pilot.gemeente}")
    persoon = deelname.persoon
    return Aanspreekpunt(persoon.naam, persoon.telefoon, persoon.email, f"{persoon.naam}, projectleider")


def absolute(path: str) -> str:
    """Links in a mail come from the settings, never from the request."""
    return f"{settings.SITE_URL}{path}"


def _sender(pilot: Pilot) -> dict[str, str]:
    contact = contact_of(pilot)
    return {
        "contact_naam": contact.naam,
        "contact_telefoon": contact.telefoon or contact.email or f"gemeente {pilot.gemeente}",
        "afzender": contact.ondertekening,
    }


def _before() -> str:
    return dates.day(timezone.localdate() + ANTWOORD_BINNEN)


def send_received(partner: Ketenpartner, *, token: str, domain: str) -> None:
    """Say that the registration came in, to an address that nobody confirmed yet.

    At most once an hour to one address, and twenty a day to one domain of mail for everybody; so
    the form cannot be used to flood a stranger. The registration itself is kept anyway.
    """
    contact = partner.contactpersoon
    if contact is None or not contact.email:
        return
    if not allow("aanmeldmail", contact.email, most=1, seconds=HOUR):
        return
    if not domain and not allow(
        "aanmeldmail-domein", f"{partner.pilot_id} {contact.email.rpartition('@')[2]}", most=20, seconds=DAY
    ):
        return
    queue_mail(
        "organisatie_aanmelding_ontvangen",
        aan=contact.email,
        naam=name_for_stranger(contact.naam, otherwise="contactpersoon"),
        velden={
            "naam": name_for_stranger(contact.naam, otherwise="contactpersoon"),
            "organisatie": name_for_stranger(partner.organisatie.naam, otherwise="uw organisatie"),
            "werkdagen": str(WERKDAGEN),
            "antwoordlink": absolute(reverse("partners:link_open", args=[token])),
            **_sender(partner.pilot),
        },
        onderwerp=partner,
        kring=partner.pilot,
        sleutel=f"aanmelding-ontvangen:{partner.pk}",
        geheim=True,
    )


def send_confirmed(partner: Ketenpartner, contact: Persoon) -> None:
    queue_mail(
        "organisatie_bevestigd",
        aan=contact.email,
        naam=contact.naam,
        velden={
            "naam": contact.naam,
            "organisatie": one_line(partner.organisatie.naam, most=80),
            "antwoordlink": absolute(partner.get_absolute_url()),
            "antwoord_voor": _before(),
            "link": absolute(reverse("partners:kaart_detail", args=[partner.pilot_id, partner.organisatie_id])),
            **_sender(partner.pilot),
        },
        onderwerp=partner,
        kring=partner.pilot,
        sleutel=f"bevestigd:{partner.pk}:{partner.sinds.isoformat()}",
    )


def send_account(contact: Persoon, *, by: User) -> None:
    """Tell somebody that there is an account now, and how signing in goes."""
    pilot = contact.pilot
    queue_mail(
        "account_gemaakt",
        aan=contact.email,
        naam=contact.naam,
        velden={
            "gemeente": str(pilot.gemeente),
            "naam": contact.naam,
            "geldig_tot": _before(),
            "link": absolute(reverse("account_login")),
            "mailadres": contact.email,
            "taak1": "de gegevens van uw organisatie bijhouden",
            "taak2": "een verbeterplan schrijven met uw groep",
            "uitnodiger": str(by),
            **_sender(pilot),
        },
        onderwerp=contact,
        kring=pilot,
        sleutel=f"account:{contact.user_id}",
    )


def send_declined(partner: Ketenpartner, contact: Persoon) -> None:
    queue_mail(
        "organisatie_afgewezen",
        aan=contact.email,
        naam=contact.naam,
        velden={
            "organisatie": one_line(partner.organisatie.naam, most=80),
            "naam": contact.naam,
            "reden": partner.reden,
            "antwoord_voor": _before(),
            "link": absolute(reverse("partners:aanmelden", args=[partner.pilot.slug])),
            **_sender(partner.pilot),
        },
        onderwerp=partner,
        kring=partner.pilot,
        sleutel=f"afgewezen:{partner.pk}:{partner.sinds.isoformat()}",
    )


def send_check(link: PersoonlijkeLink, *, token: str, aan: str, naam: str) -> None:
    """Ask the organisation whether what stands on the sociale kaart still holds."""
    partner = link.ketenpartner
    organisatie = partner.organisatie
    address = absolute(reverse("partners:link_open", args=[token]))
    wait = organisatie.wachttijd
    if wait and organisatie.wachttijd_op:
        wait = f"{wait} (stand van {dates.day(organisatie.wachttijd_op)})"
    checked = organisatie.gecontroleerd_op
    queue_mail(
        "klopt_dit_nog",
        aan=aan,
        naam=naam,
        velden={
            "organisatie": one_line(organisatie.naam, most=80),
            "naam": naam,
            "antwoordlink": address,
            "link": address,
            "antwoord_voor": _before(),
            "wij_doen": organisatie.wat_doen_we or "nog niet ingevuld",
            "wij_doen_niet": organisatie.wat_doen_we_niet or "nog niet ingevuld",
            "verwijzen": organisatie.hoe_verwijst_u or "nog niet ingevuld",
            "wachttijd": wait or "nog niet ingevuld",
            "gecontroleerd": dates.day(checked) if checked else "nog niet",
            **_sender(partner.pilot),
        },
        onderwerp=partner,
        kring=partner.pilot,
        sleutel=f"klopt-dit-nog:{hashlib.sha256(token.encode()).hexdigest()[:32]}",
        geheim=True,
    )
