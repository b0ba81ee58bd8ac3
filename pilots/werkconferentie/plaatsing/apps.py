"""Register this app with Django."""

from django.apps import AppConfig


class PlaatsingConfig(AppConfig):
    name = "pilots.werkconferentie.plaatsing"
    label = "plaatsing"
    verbose_name = "Plaatsing"
