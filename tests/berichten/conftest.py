"""A real mail server on this machine, and the site set to use it."""

import pytest

from tests.berichten import mailserver
from tests.berichten import smsdienst as smsserver

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def mailserver_at(settings):
    """Point the site at a mail server; port 1 is one that is away."""

    def use(port: int, **options) -> None:
        settings.MAILERS = {
            "default": {"BACKEND": SMTP, "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5, **options}}
        }

    return use


@pytest.fixture
def server(mailserver_at):
    with mailserver.running() as (server, port):
        mailserver_at(port)
        server.port = port
        yield server


@pytest.fixture
def smsdienst(settings):
    """An SMS service on this machine, and the site set to use it."""
    with smsserver.running() as dienst:
        settings.POST = {
            **settings.POST,
            "sms_adres": dienst.adres,
            "sms_token": "geheim-token",
            "sms_afzender": "DATT",
        }
        yield dienst
