"""A meeting, and who comes to it."""

import pytest

from tests.factories.traject import BijeenkomstFactory
from tests.tafels.zaal import Gastenlijst


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot)


@pytest.fixture
def gasten(monkeypatch):
    return Gastenlijst(monkeypatch)
