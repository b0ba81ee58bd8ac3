"""Register this app with Django."""

from django.apps import AppConfig


class KeuzesConfig(AppConfig):
    name = "pilots.werkconferentie.keuzes"
    label = "keuzes"
    verbose_name = "Keuzes"
