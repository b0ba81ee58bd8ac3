"""A kind of document about a pilot, as an app would register it."""

from pathlib import Path

import pytest

from datt.documenten import kinds
from datt.documenten.kinds import DocumentKind
from pilots.access import Right
from pilots.traject.models import Pilot


@pytest.fixture
def proef(settings, monkeypatch):
    """The kind 'proef': says the goal of the pilot. Who may order and fetch is as in the table of rights."""
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}
    ]
    monkeypatch.setattr(kinds, "_kinds", {})
    return kinds.register(
        DocumentKind(
            key="proef",
            titel="Proefdruk",
            uitleg="Het doel van de pilot op één bladzijde.",
            bevat=("het doel", "wie het bestelde"),
            template="proef/proef.html",
            source=Pilot.objects.with_gemeente,
            context=lambda pilot: {"tekst": pilot.doelstelling},
            kring=lambda pilot: pilot,
            may_order=lambda user, pilot: Right.ORDER in pilot.rights_of(user),
            may_download=lambda user, pilot: Right.DOWNLOAD in pilot.rights_of(user),
        )
    )
