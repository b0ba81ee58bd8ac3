"""Register this app with Django."""

from django.apps import AppConfig


class DocumentenConfig(AppConfig):
    name = "datt.documenten"
    label = "documenten"
    verbose_name = "Documenten"
