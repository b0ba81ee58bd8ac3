"""Factories for documents."""

import hashlib

import factory
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from datt.documenten.models import Document, DocumentStatus
from tests.factories.accounts import UserFactory
from tests.factories.traject import PilotFactory

CONTENT = b"%PDF-1.7 proef"
PAGE = "<!doctype html><html lang='nl'><head><title>Proef</title></head><body><h1>{}</h1></body></html>"


class DocumentFactory(DjangoModelFactory):
    """Waits in the queue; `ready=True` has its file, `failed=True` says why it has not."""

    class Meta:
        model = Document
        exclude = ("subject",)

    subject = factory.SubFactory(PilotFactory)
    soort = "proef"
    titel = factory.LazyAttribute(lambda document: f"Proef {document.subject}")
    over_soort = factory.LazyAttribute(lambda document: ContentType.objects.get_for_model(document.subject))
    over_nr = factory.SelfAttribute("subject.pk")
    kring_soort = factory.SelfAttribute("over_soort")
    kring_nr = factory.SelfAttribute("over_nr")
    versie = factory.Sequence(lambda nr: nr + 1)
    besteld_door = factory.SubFactory(UserFactory)
    html = factory.LazyAttribute(lambda document: PAGE.format(document.titel))

    class Params:
        ready = factory.Trait(
            status=DocumentStatus.KLAAR,
            html="",
            pogingen=1,
            gemaakt_op=factory.LazyFunction(timezone.now),
            bestand=factory.LazyFunction(lambda: ContentFile(CONTENT, name="proef.pdf")),
            bladzijden=3,
            grootte=len(CONTENT),
            sha256=hashlib.sha256(CONTENT).hexdigest(),
        )
        busy = factory.Trait(status=DocumentStatus.BEZIG, pogingen=1, hartslag=factory.LazyFunction(timezone.now))
        failed = factory.Trait(
            status=DocumentStatus.MISLUKT, pogingen=3, fout="Dit document is te groot: het geheugen was vol."
        )
