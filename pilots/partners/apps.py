"""Register this app with Django."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "pilots.partners"
    label = "partners"
    verbose_name = "Partners"
