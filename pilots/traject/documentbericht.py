"""Tell whoever ordered a document that it is ready, when they no longer look at the screen."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from datt.berichten.services import queue_mail
from datt.core import dates
from datt.documenten.models import Document
from pilots.traject.models import Pilot

# A document takes seconds; who waits so long went on with something else.
LONG = timedelta(minutes=2)


def tell_when_it_took_long(document: Document) -> None:
    """`when_ready` of the kinds about a pilot: one mail, and none for who sees it on the screen."""
    pilot, ready = document.pilot, document.gemaakt_op
    if not isinstance(pilot, Pilot) or ready is None or ready - document.besteld_op < LONG:
        return
    link = reverse("traject:document_download", args=[pilot.pk, document.kenmerk])
    queue_mail(
        "rapport_klaar",
        aan=document.besteld_door.email,
        naam=str(document.besteld_door),
        velden={
            "document": str(document),
            "naam": str(document.besteld_door),
            "link": f"{settings.SITE_URL}{link}",
            "besteld_op": dates.moment(document.besteld_op),
            "aantal_bladzijden": str(document.bladzijden),
            "afzender": f"De pilot {pilot}, gemeente {pilot.gemeente}",
        },
        onderwerp=document,
        kring=pilot,
        sleutel=f"document-klaar:{document.kenmerk}",
    )
