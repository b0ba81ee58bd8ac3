"""Register this app with Django."""

from django.apps import AppConfig


class UitnodigenConfig(AppConfig):
    name = "pilots.bijeenkomsten.uitnodigen"
    label = "uitnodigen"
    verbose_name = "Uitnodigen"
