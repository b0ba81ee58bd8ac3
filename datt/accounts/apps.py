"""Register this app with Django."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "datt.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """allauth tells by a signal when somebody set up a second factor."""
        middleware = import_module("datt.accounts.middleware")
        signals = import_module("allauth.mfa.signals")
        signals.authenticator_added.connect(middleware.confirm_second_factor, dispatch_uid="second-factor-set-up")
        signals.authenticator_used.connect(middleware.renew_session, dispatch_uid="second-factor-used")
