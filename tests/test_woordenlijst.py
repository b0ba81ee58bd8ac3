"""The words of the code stand in the glossary."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from pilots.access import Rol

LIJST = (settings.BASE_DIR / "docs" / "woordenlijst.md").read_text()
WINGS = ("datt.", "pilots.", "ketenspel.", "verbeterplannen.")
OURS = [model for model in apps.get_models() if model.__module__.startswith(WINGS)]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_has_its_word(model):
    assert f"| {model.__name__} |" in LIJST


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_status_is_listed(model):
    status = next((field for field in model._meta.fields if field.name == "status"), None)
    values = [value for value, _ in status.flatchoices] if isinstance(status, models.CharField) else []
    row = next((line for line in LIJST.splitlines() if line.startswith(f"| {model.__name__} |") and "," in line), "")

    assert [value for value in values if value not in row] == []


@pytest.mark.parametrize("rol", Rol.values)
def test_every_role_is_listed(rol):
    assert f"| {rol} |" in LIJST
