"""Register this app with Django."""

from django.apps import AppConfig
from django.db.models import fields


class CoreConfig(AppConfig):
    name = "datt.core"
    label = "core"
    verbose_name = "Kern"

    def ready(self) -> None:
        """Say the empty choice of a list in Dutch; Django 6.1 has no translation of its own."""
        fields.BLANK_CHOICE_LABEL = "Maak een keuze"
