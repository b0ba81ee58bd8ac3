"""Register this app with Django."""

from django.apps import AppConfig


class VerslagConfig(AppConfig):
    name = "pilots.bijeenkomsten.verslag"
    label = "verslag"
    verbose_name = "Verslag"
