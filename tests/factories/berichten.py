"""Factories for the outbox."""

import factory
from factory.django import DjangoModelFactory

from datt.berichten.models import Bericht


class BerichtFactory(DjangoModelFactory):
    class Meta:
        model = Bericht

    soort = "bevestiging_ja"
    aan = factory.Sequence(lambda nr: f"ontvanger{nr}@voorbeeld.example")
    aan_naam = factory.Sequence(lambda nr: f"Ontvanger Nummer{nr}")
    onderwerpregel = "U komt op do 4 maart. Fijn!"
    tekst = "Beste lezer, u staat op de lijst.\n"
    html = "<p>Beste lezer, u staat op de lijst.</p>"
    message_id = factory.Sequence(lambda nr: f"<{nr}@site.example>")

    class Params:
        failed = factory.Trait(status="mislukt", pogingen=1, fout="De mailserver weigerde dit adres (550).")
        uncertain = factory.Trait(status="onzeker", pogingen=1, fout="Het versturen stopte halverwege.")
        sent = factory.Trait(status="verstuurd", pogingen=1)
