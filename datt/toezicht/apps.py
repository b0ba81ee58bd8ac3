"""Register this app with Django."""

from django.apps import AppConfig


class ToezichtConfig(AppConfig):
    name = "datt.toezicht"
    label = "toezicht"
    verbose_name = "Toezicht"
