"""Which database, cache, queue, file store and mail server: chosen by the environment."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from datt import environment as env

type Setting = dict[str, Any]

SQLITE_OPTIONS: Setting = {
    # IMMEDIATE: two writers that both begin by reading would deadlock, whatever the timeout.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
POSTGRES_LIMITS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"


def database(*, proef: bool, data_dir: Path) -> Setting:
    url = env.text("DATABASE_URL", f"sqlite:///{data_dir / 'datt.sqlite3'}" if proef else "")
    if not url:
        raise ImproperlyConfigured("Zet DATABASE_URL, zoals postgres://naam:wachtwoord@host/datt.")
    parsed: Setting = dict(dj_database_url.parse(url))
    if "sqlite3" in parsed["ENGINE"]:
        if not proef:
            raise ImproperlyConfigured("SQLite is alleen voor de proef. Zet DATABASE_URL naar PostgreSQL.")
        options = SQLITE_OPTIONS
        # Tests on a file too: in memory two threads lock each other out instead of waiting.
        parsed["TEST"] = {"NAME": str(data_dir / "test.sqlite3")}
    else:
        options = {
            "pool": {"min_size": 1, "max_size": env.number("DATABASE_POOL", 10), "timeout": 10},
            "connect_timeout": 3,
            "options": POSTGRES_LIMITS,
        }
    return parsed | {"OPTIONS": {**parsed.get("OPTIONS", {}), **options}, "CONN_HEALTH_CHECKS": True}


def redis_url(*, proef: bool) -> str:
    url = env.text("REDIS_URL")
    if not url and not proef:
        raise ImproperlyConfigured("Zet REDIS_URL, zoals redis://:wachtwoord@host:6379/0.")
    return url


def cache(redis: str, *, data_dir: Path) -> Setting:
    """Only for rate limits and version numbers; never the only place of a thing."""
    if not redis:
        return {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": data_dir / "cache",
        }
    return {
        "BACKEND": "datt.core.cache.SteadyRedisCache",
        "LOCATION": redis,
        "KEY_PREFIX": "datt",
        # No second try: whoever waits is a person, and the process counts by itself meanwhile.
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 0)},
    }


def broker_options(redis: str, *, data_dir: Path) -> Setting:
    if redis:
        return {"visibility_timeout": 600, "socket_timeout": 5, "socket_connect_timeout": 2}
    folder = data_dir / "wachtrij"
    return {
        "data_folder_in": str(folder / "berichten"),
        "data_folder_out": str(folder / "berichten"),
        "control_folder": str(folder / "besturing"),
    }


def file_store(*, data_dir: Path) -> Setting:
    """Files that people only get through a view: a folder, or an S3-compatible store."""
    if not env.text("S3_BUCKET"):
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": data_dir / "bestanden", "base_url": None},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.text("S3_BUCKET"),
            "endpoint_url": env.text("S3_ENDPOINT") or None,
            "access_key": env.text("S3_ACCESS_KEY"),
            "secret_key": env.text("S3_SECRET_KEY"),
            "region_name": env.text("S3_REGION") or None,
            "default_acl": None,
            "file_overwrite": False,
        },
    }


def mailer(*, data_dir: Path) -> Setting:
    host = env.text("MAIL_HOST")
    if not host:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(data_dir / "mail")},
        }
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host,
            "port": env.number("MAIL_PORT", 587),
            "username": env.text("MAIL_USER"),
            "password": env.text("MAIL_PASSWORD"),
            "use_tls": env.flag("MAIL_TLS", default=True),
            # To reach it; for an answer it gets the longer time of datt.berichten.mails.
            "timeout": 10,
        },
    }


def post(*, proef: bool) -> Setting:
    """Text messages, and mail that comes back."""
    return {
        "sms_adres": env.text("SMS_ADRES", "https://gw.cmtelecom.com/v1.0/message"),
        "sms_token": env.text("SMS_TOKEN"),
        "sms_afzender": env.text("SMS_AFZENDER", "DATTWerkt")[:11],
        "sms_per_maand": env.number("SMS_PER_MAAND", 500),
        # Without a service: in the trial a text message only stands in the log.
        "sms_alleen_loggen": proef,
        "retour_domein": env.text("RETOUR_DOMEIN"),
        "retour_geheim": env.text("RETOUR_GEHEIM"),
    }


def sign_in_of_gemeente(server_url: str) -> dict[str, Any]:
    """The provider of a municipality's own sign-in, or none without its address."""
    app = {
        "provider_id": "gemeente",
        "name": env.text("OIDC_NAME", "uw gemeente"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server_url},
    }
    return {"openid_connect": {"APPS": [app] if server_url else []}}
