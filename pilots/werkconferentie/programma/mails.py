"""The messages of the programme: what becomes of a proposal, and what changed for guests."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse

from datt.berichten.services import Ontvanger, queue_mail, queue_many
from datt.core import dates
from datt.core.text import one_line
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import meeting_fields
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, links_for, url_of
from pilots.partners.mails import contact_of
from pilots.traject.models import Persoon
from pilots.werkconferentie.programma.models import Programmaversie, Workshop


def mail_answer(soort: str, workshop: Workshop) -> bool:
    """Tell who proposed it; answers whether there is somebody to mail."""
    persoon = workshop.indiener
    if persoon is None or not persoon.email:
        return False
    meeting, contact = workshop.bijeenkomst, contact_of(workshop.bijeenkomst.pilot)
    signs_in = _signs_in(persoon)
    page = settings.SITE_URL + reverse("programma:voorstel_detail", args=[meeting.pilot_id, workshop.pk])
    queue_mail(
        soort,
        aan=persoon.email,
        naam=persoon.naam,
        velden={
            "naam": persoon.naam,
            "workshop": workshop.titel,
            "bijeenkomst": meeting.titel,
            "datum": dates.full_day(meeting.datum),
            "reden": one_line(workshop.reden, most=500) or "Wij leggen het u graag uit aan de telefoon.",
            "link": page if signs_in else url_of(link_for(persoon)),
            "contact_naam": contact.naam,
            "contact_telefoon": contact.telefoon or contact.email or f"de gemeente {meeting.pilot.gemeente}",
            "afzender": contact.ondertekening,
        },
        onderwerp=workshop,
        kring=meeting.pilot,
        sleutel=f"{soort}:{workshop.pk}:{workshop.versie}",
        geheim=not signs_in,
    )
    return True


def _signs_in(persoon: Persoon) -> bool:
    """Whether they have an account with which they see their proposals."""
    return persoon.user_id is not None and persoon.deelnames.current().filter(rol=Rol.KETENPARTNER).exists()


def mail_programme(versie: Programmaversie, people: Mapping[Persoon, Sequence[str]]) -> int:
    """Tell these people that there is a programme, or what is different for each of them; answers how many are told."""
    meeting = versie.programma.bijeenkomst
    reached = [persoon for persoon in people if persoon.email]
    links = links_for(reached)
    ontvangers = [
        Ontvanger(
            aan=persoon.email,
            naam=persoon.naam,
            sleutel=f"programma:{versie.pk}:{persoon.pk}",
            onderwerp=persoon,
            velden={
                "naam": persoon.naam,
                "link": url_of(links[persoon.pk]),
                "verandering": one_line(" ".join(people[persoon]), most=900),
            },
        )
        for persoon in reached
    ]
    soort = "programma_klaar" if versie.nummer == 1 else "programma_veranderd"
    return queue_many(soort, ontvangers, velden=meeting_fields(meeting), kring=meeting.pilot, geheim=True)
