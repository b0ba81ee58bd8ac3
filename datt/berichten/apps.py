"""Register this app with Django, and offer the outbox to the app below it."""

from importlib import import_module

from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "datt.berichten"
    label = "berichten"
    verbose_name = "Berichten"

    def ready(self) -> None:
        services = import_module("datt.berichten.services")
        import_module("datt.accounts.outbox").use_mailer(services.queue_mail)
