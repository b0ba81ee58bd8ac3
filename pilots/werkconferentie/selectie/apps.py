"""Register this app with Django."""

from django.apps import AppConfig


class SelectieConfig(AppConfig):
    name = "pilots.werkconferentie.selectie"
    label = "selectie"
    verbose_name = "Selectie"
