"""A real mail server on this machine, and the site set to use it."""

import pytest

from tests.berichten import mailserver

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
