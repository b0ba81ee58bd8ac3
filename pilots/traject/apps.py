"""Register this app with Django, and collect what apps add to the pages of a pilot."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

DELEN = ("pilot", "bijeenkomsten", "documenten", "rapport", "zoeken", "account", "berichten", "huisstijl", "afmelding")


class TrajectConfig(AppConfig):
    name = "pilots.traject"
    label = "traject"
    verbose_name = "Traject"

    def ready(self) -> None:
        for name in DELEN:
            import_module(f"pilots.traject.delen.{name}")
        autodiscover_modules("leunen", "onderdelen")
