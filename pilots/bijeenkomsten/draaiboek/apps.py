"""Register this app with Django."""

from django.apps import AppConfig


class DraaiboekConfig(AppConfig):
    name = "pilots.bijeenkomsten.draaiboek"
    label = "draaiboek"
    verbose_name = "Draaiboek"
