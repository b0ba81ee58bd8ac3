"""A guest with a browser: comes in by the personal link, and answers."""

from django.test import Client
from django.urls import reverse

from datt.berichten.models import Bericht
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, token_of
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import PersoonFactory

PAGE = "/u/"


def invited(meeting, **persoon):
    """An invitation that went out, to somebody new."""
    return UitnodigingFactory(bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot, **persoon))


def browser(persoon, **options) -> Client:
    """A browser that just opened the link of this person."""
    client = Client(**options)
    open_link(client, persoon)
    return client


def open_link(client, persoon):
    return client.get(f"/u/{token_of(link_for(persoon))}/")


def address(name, *args):
    return reverse(f"uitnodigen:{name}", args=args)


def answer(client, meeting, keuze, **fields):
    return client.post(address("gast_bijeenkomst", meeting.pk), {"keuze": keuze, **fields})


def status(uitnodiging):
    uitnodiging.refresh_from_db()
    return uitnodiging.status


def mails(persoon=None):
    rows = Bericht.objects.order_by("pk")
    return [one.soort for one in (rows.filter(aan=persoon.email) if persoon else rows)]
