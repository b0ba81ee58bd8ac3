"""Register this app with Django."""

from django.apps import AppConfig


class ProeverijConfig(AppConfig):
    name = "pilots.werkconferentie.proeverij"
    label = "proeverij"
    verbose_name = "Proeverij"
