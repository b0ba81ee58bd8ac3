"""A real mail server on this machine, and the site set to use it: so that a test can say that nothing arrived."""

import pytest

from tests.berichten import mailserver


@pytest.fixture
def server(settings):
    with mailserver.running() as (server, port):
        backend = "django.core.mail.backends.smtp.EmailBackend"
        options = {"host": "127.0.0.1", "port": port, "timeout": 5}
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
        yield server
