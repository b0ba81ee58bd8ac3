"""Register this app with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "datt.core"
    label = "core"
    verbose_name = "Kern"
