"""A meeting that is still to come, and its rules."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from pilots.bijeenkomsten.uitnodigen.models import Plaatsregels, Positiegrens
from pilots.traject.models import Bijeenkomst
from tests.factories.traject import BijeenkomstFactory


@pytest.fixture
def meeting(pilot) -> Bijeenkomst:
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=30), titel="Werkconferentie")


@pytest.fixture
def limits(meeting) -> Callable[..., None]:
    """Set the limits of the meeting; `posities` maps a position to how many of it may come."""

    def set_limits(*, plaatsen: int = 60, per_organisatie: int | None = None, antwoord_voor=None, **posities) -> None:
        meeting.capaciteit = plaatsen
        meeting.save(update_fields=["capaciteit"])
        Plaatsregels.objects.update_or_create(
            bijeenkomst=meeting, defaults={"per_organisatie": per_organisatie, "antwoord_voor": antwoord_voor}
        )
        for positie, hoogstens in posities.items():
            Positiegrens.objects.update_or_create(
                bijeenkomst=meeting, positie=positie, defaults={"hoogstens": hoogstens}
            )

    return set_limits
