"""Register this app with Django."""

from django.apps import AppConfig


class TerugblikConfig(AppConfig):
    name = "pilots.werkconferentie.terugblik"
    label = "terugblik"
    verbose_name = "Terugblik op de workshops"
