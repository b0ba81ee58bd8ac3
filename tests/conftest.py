"""What nearly every test starts from: one pilot, and a client signed in with a role in it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from datt import backends
from datt.core import cache as steady
from pilots.access import Rol
from pilots.traject.models import Pilot
from tests.factories.accounts import UserFactory
from tests.factories.keten import AmbtenaarFactory
from tests.factories.traject import DeelnameFactory, PersoonFactory, PilotFactory
from tests.opstart import free_port


@pytest.fixture(autouse=True)
def _quick_and_private(settings, tmp_path):
    """Files of a test go to its own folder; signing in does not need the slow hash or the manifest."""
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "bestanden", "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def redis_away(settings, tmp_path, monkeypatch):
    """The counters at an address where nobody answers, set as production sets them."""
    monkeypatch.setattr(steady, "_ask_again_at", {})
    monkeypatch.setattr(steady, "_log_again_at", {})
    address = f"redis://:geheim@127.0.0.1:{free_port()}/0"
    settings.CACHES = {"default": backends.cache(address, data_dir=tmp_path)}
    cache.clear()


@pytest.fixture
def pilot(db) -> Pilot:
    return PilotFactory(titel="Eerder erbij", gemeente__naam="Waterrade")


@pytest.fixture
def client_as(pilot) -> Callable[..., Client]:
    """A client signed in with this role in the pilot; `rol=None` is somebody without any role.

    The account behind it is `client.user`. A facilitator has passed the second factor.
    """

    def sign_in(rol: Rol | None, *, in_pilot: Pilot | None = None) -> Client:
        where = in_pilot or pilot
        user = UserFactory(is_facilitator=rol == Rol.FACILITATOR)
        if rol == Rol.AMBTENAAR:
            AmbtenaarFactory(gemeente=where.gemeente, user=user)
        elif rol is not None:
            persoon = PersoonFactory(pilot=where, user=user, naam=user.naam, email=user.email)
            DeelnameFactory(pilot=where, persoon=persoon, rol=rol)
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["tweede_stap"] = user.pk
        session.save()
        client.user = user
        return client

    return sign_in
