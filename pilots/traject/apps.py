"""Register this app with Django, and collect what apps add to the pages of a pilot."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TrajectConfig(AppConfig):
    name = "pilots.traject"
    label = "traject"
    verbose_name = "Traject"

    def ready(self) -> None:
        autodiscover_modules("onderdelen")
