"""Register this app with Django."""

from django.apps import AppConfig


class OefenenConfig(AppConfig):
    name = "pilots.oefenen"
    label = "oefenen"
    verbose_name = "Oefenen"
