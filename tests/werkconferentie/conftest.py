"""The clock of the conference of tests/werkconferentie/dag.py."""

import pytest
import time_machine

from tests.werkconferentie.dag import MORNING, conference


@pytest.fixture
def morning():
    """Noon on the day: no round has begun."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def dag(pilot, morning):
    return conference(pilot)
