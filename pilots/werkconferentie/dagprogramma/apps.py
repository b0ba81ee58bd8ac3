"""Register this app with Django."""

from django.apps import AppConfig


class DagprogrammaConfig(AppConfig):
    name = "pilots.werkconferentie.dagprogramma"
    label = "dagprogramma"
    verbose_name = "Dagprogramma"
