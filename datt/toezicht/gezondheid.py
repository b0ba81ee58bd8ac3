"""Is the installation well? Checks that apps add to, each a name and what is wrong with it."""

import uuid
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu import Connection
from kombu.exceptions import KombuError

from datt.core.cache import SteadyRedisCache

# Answers None when all is well, else a Dutch sentence without secrets.
type Check = Callable[[], str | None]

_checks: dict[str, Check] = {}

STORAGE_KEY, STORAGE_SECONDS = "gezond-opslag", 30


def register_check(name: str) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        _checks[name] = check
        return check

    return keep


def complaints() -> dict[str, str]:
    """What is wrong now, by the name of the check; empty when the site is ready."""
    answers = {name: check() for name, check in _checks.items()}
    return {name: answer for name, answer in answers.items() if answer}


def names() -> list[str]:
    return list(_checks)


@register_check("database")
def database() -> str | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "De database antwoordt niet."
    return None


@register_check("migraties")
def migrations() -> str | None:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "Niet te zien: de database antwoordt niet."
    return f"Er wachten nog {len(waiting)} wijzigingen van de database." if waiting else None


@register_check("wachtrij")
def broker() -> str | None:
    try:
        with Connection(
            settings.CELERY_BROKER_URL, transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS, connect_timeout=2
        ) as link:
            link.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except (OSError, KombuError):
        return "De wachtrij antwoordt niet. Opdrachten blijven bewaard en worden later gedaan."
    return None


@register_check("tellers")
def counters() -> str | None:
    """The limits on how often something may happen go on without Redis, but each process counts its own."""
    backend = caches["default"]
    if isinstance(backend, SteadyRedisCache) and not backend.answers():
        return "De cache antwoordt niet. Grenzen gelden door, maar elk proces telt apart."
    return None


@register_check("opslag")
def storage() -> str | None:
    """Write and remove a small file, at most twice a minute."""
    if _was_well_just_now():
        return None
    try:
        name = default_storage.save(f"proef/{uuid.uuid4().hex}", ContentFile(b"proef"))
        default_storage.delete(name)
    except Exception:  # any fault of any store means: not ready
        return "De opslag van bestanden werkt niet."
    with suppress(Exception):  # without a cache it is only looked at more often
        cache.set(STORAGE_KEY, 1, STORAGE_SECONDS)
    return None


def _was_well_just_now() -> bool:
    """A cache that is away is no fault of the store; the check of the queue says it."""
    try:
        return bool(cache.get(STORAGE_KEY))
    except Exception:  # any fault of any cache
        return False
