"""Register this app with Django."""

from django.apps import AppConfig


class ProgrammaConfig(AppConfig):
    name = "pilots.werkconferentie.programma"
    label = "programma"
    verbose_name = "Programma"
