"""Register this app with Django."""

from django.apps import AppConfig


class KetenConfig(AppConfig):
    name = "pilots.keten"
    label = "keten"
    verbose_name = "Keten"
