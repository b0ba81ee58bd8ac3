"""Register this app with Django, and collect the kinds of documents that apps declare."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DocumentenConfig(AppConfig):
    name = "datt.documenten"
    label = "documenten"
    verbose_name = "Documenten"

    def ready(self) -> None:
        import_module("datt.documenten.checks")
        autodiscover_modules("documents")
