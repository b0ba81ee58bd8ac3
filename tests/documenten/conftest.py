"""A kind of document about a pilot, as an app would register it."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site

from datt.documenten import kinds
from datt.documenten.kinds import DocumentKind
from pilots.access import Right
from pilots.traject.models import Pilot


@pytest.fixture(scope="session", autouse=True)
def _fonts():
    """The set-up cuts the fonts that documents use; these tests may run without it, and side by side."""
    fonts = site.BASE_DIR / "static" / "fonts"
    fonts.mkdir(exist_ok=True)
    with (fonts / ".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if len(list(fonts.glob("*.woff2"))) < 2:
            subprocess.run([sys.executable, "scripts/fonts.py"], cwd=site.BASE_DIR, check=True)


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
