"""Register this app with Django."""

from django.apps import AppConfig


class TafelsConfig(AppConfig):
    name = "pilots.tafels"
    label = "tafels"
    verbose_name = "Tafels"
