"""Register this app with Django."""

from django.apps import AppConfig


class DagConfig(AppConfig):
    name = "pilots.bijeenkomsten.dag"
    label = "dag"
    verbose_name = "De dag"
