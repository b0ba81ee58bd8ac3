"""All settings, in Django's order. Values from the environment are listed in docs/beheer.md.

DATT_MODE decides the kind of installation:
- `productie` (the default): needs a secret key, PostgreSQL and Redis; demo mode is refused.
- `proef`: for trying out and for development, on SQLite and a broker in a folder; may show the demo.
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from datt import backends, rooster
from datt import environment as env

# Lets annotations such as ModelForm[Pilot] stand in the code.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

MODE = env.text("DATT_MODE", "productie")
if MODE not in {"productie", "proef"}:
    raise ImproperlyConfigured(f"DATT_MODE moet 'productie' of 'proef' zijn, niet {MODE!r}.")
PROEF = MODE == "proef"

# Only in proef: one button per role to sign in, the post box page, the style page.
DEMO = env.flag("DATT_DEMO")
if DEMO and not PROEF:
    raise ImproperlyConfigured("DATT_DEMO kan alleen aan als DATT_MODE=proef. In productie is er geen demo.")

# Where everything is kept that is not code: database, files, broker folder.
DATA_DIR = env.folder("DATT_DATA", BASE_DIR / "var")

# Core
DEBUG = env.flag("DATT_DEBUG")
if DEBUG and not PROEF:
    raise ImproperlyConfigured("DATT_DEBUG kan alleen aan als DATT_MODE=proef.")
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not PROEF:
        raise ImproperlyConfigured("Zet SECRET_KEY: een lange, geheime tekst van minstens 50 tekens.")
    SECRET_KEY = "alleen-voor-de-proef-nooit-voor-echte-gegevens-0123456789"  # noqa: S105
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if PROEF else "")
SITE_URL = env.text("SITE_URL", "http://localhost:8000" if PROEF else "").rstrip("/")
if not SITE_URL:
    raise ImproperlyConfigured("Zet SITE_URL: het adres van deze site, zoals https://datt.gemeente.nl.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
USE_X_FORWARDED_HOST = False
# How many proxies stand before the site; the visitor's address is taken that many steps from the right.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0 if PROEF else 1)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "datt.core",
    "datt.toezicht",
    "datt.accounts",
    "datt.berichten",
    "datt.documenten",
    "pilots.keten",
    "pilots.traject",
    "pilots.partners",
    "pilots.tafels",
    "pilots.bijeenkomsten.uitnodigen",
    "pilots.bijeenkomsten.draaiboek",
    "pilots.bijeenkomsten.dag",
    "pilots.bijeenkomsten.verslag",
    "pilots.werkconferentie.selectie",
    "pilots.werkconferentie.programma",
    "pilots.werkconferentie.keuzes",
    "pilots.werkconferentie.plaatsing",
    "pilots.werkconferentie.dagprogramma",
    "pilots.werkconferentie.terugblik",
    "pilots.werkconferentie.proeverij",
    "pilots.oefenen",
    "verbeterplannen.plannen",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "datt.core.middleware.PlainRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "datt.accounts.middleware.SessionAgeMiddleware",
    "datt.accounts.middleware.SecondFactorMiddleware",
    "datt.core.middleware.PrivatePageMiddleware",
    "datt.core.middleware.SwapMessagesMiddleware",
    "datt.core.middleware.RefusedTransitionMiddleware",
]

ROOT_URLCONF = "datt.urls"
WSGI_APPLICATION = "datt.wsgi.application"
FORM_RENDERER = "datt.core.forms.FormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["datt.core.templatetags.datt"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "datt.core.context.site",
            ],
        },
    },
]

# Database, and a cache for rate limits and version numbers only
DATABASES = {"default": backends.database(proef=PROEF, data_dir=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = backends.redis_url(proef=PROEF)
CACHES = {"default": backends.cache(REDIS_URL, data_dir=DATA_DIR)}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "datt.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody is mailed at an unknown address; our adapter only does the same work, so that the time tells nothing.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# A hall of 150 phones is one address, so limits count per mailbox; the address is only a high outer wall.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "2000/h/ip,5/10m/key",
    "login": "2000/h/ip",
    "login_failed": "2000/h/ip,10/10m/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_URL.startswith("https") else "http"
MFA_ADAPTER = "datt.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "DATT Werkt!"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PROEF
SOCIALACCOUNT_ADAPTER = "datt.accounts.adapter.SocialAccountAdapter"
# A municipality's own sign-in (OpenID Connect) is on when these three are set.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL")
OIDC_ORIGIN = "/".join(OIDC_SERVER_URL.split("/")[:3])
SOCIALACCOUNT_PROVIDERS = backends.sign_in_of_gemeente(OIDC_SERVER_URL)
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False

# Language and time
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("DATT_STATIC", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

STORAGES: dict[str, Any] = {
    "default": backends.file_store(data_dir=DATA_DIR),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# Mail
MAIL_FROM = env.text("MAIL_FROM", "DATT Werkt! <niet-beantwoorden@localhost>" if PROEF else "")
if not MAIL_FROM:
    raise ImproperlyConfigured("Zet MAIL_FROM: de afzender van mail, zoals 'DATT Werkt! <datt@gemeente.nl>'.")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
MAILERS = {"default": backends.mailer(data_dir=DATA_DIR)}
POST = backends.post(proef=PROEF)

# Security
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    # A browser holds the redirect after a form against this too, so a municipality's sign-in stands here.
    "form-action": [CSP.SELF, *([OIDC_ORIGIN] if OIDC_ORIGIN else [])],
    "frame-ancestors": [CSP.NONE],
    "frame-src": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "datt.core.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = not PROEF
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]
SECURE_HSTS_SECONDS = 0 if PROEF else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PROEF
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PROEF
if not PROEF:
    SESSION_COOKIE_NAME = "__Host-sessie"
    CSRF_COOKIE_NAME = "__Host-csrf"
# Who answers for this installation: on the pages Privacy, Hulp and Toegankelijkheid, and in security.txt.
AANSPREEKPUNT: dict[str, str] = {
    "gemeente": env.text("AANSPREEKPUNT_GEMEENTE"),
    "verantwoordelijke": env.text("AANSPREEKPUNT_VERANTWOORDELIJKE"),
    "hostpartij": env.text("AANSPREEKPUNT_HOSTPARTIJ"),
    "contact_naam": env.text("AANSPREEKPUNT_NAAM"),
    "contact_telefoon": env.text("AANSPREEKPUNT_TELEFOON"),
    "contact_mail": env.text("AANSPREEKPUNT_MAIL"),
    "grondslag": env.text("AANSPREEKPUNT_GRONDSLAG"),
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# Celery. The rows in the database are the truth, Celery is only the doorbell.
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"  # a name, or kombu warns that it has none
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# Without a file of its own: one that a killed scheduler left locked would keep the next from starting. When something
# was last begun need not be kept, the rows say what there is to do.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BROKER_TRANSPORT_OPTIONS = backends.broker_options(REDIS_URL, data_dir=DATA_DIR)
CELERY_BEAT_SCHEDULE = rooster.SCHEDULE

# Documents. Rendering one happens in a process of its own that may use only so much.
DOCUMENT_MEMORY_MB = env.number("DOCUMENT_MEMORY_MB", 1024)  # address space of that process
DOCUMENT_CPU_SECONDS = env.number("DOCUMENT_CPU_SECONDS", 30)  # processor time
DOCUMENT_SECONDS = env.number("DOCUMENT_SECONDS", 60)  # time on the clock
# No sign of life for so long: the worker is gone, and the document goes back to the queue.
DOCUMENT_LEASE_SECONDS = env.number("DOCUMENT_LEASE_SECONDS", 60)
# So many times a document may be begun before it failed.
DOCUMENT_TRIES = env.number("DOCUMENT_TRIES", 3)

# Lists that are read in: the same, for the worker that looks at them.
LIJST_LEASE_SECONDS, LIJST_TRIES = env.number("LIJST_LEASE_SECONDS", 120), env.number("LIJST_TRIES", 3)

# Logs: one line an event, to standard output; never a body, a token or an address.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"geheim": {"()": "datt.core.log.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["geheim"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING" if PROEF else "INFO")},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
