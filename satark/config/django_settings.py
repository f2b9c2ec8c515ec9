"""Django's settings, made from ours and from which process asks (`SATARK_PROCESS`). Nothing here is chosen by hand."""

from __future__ import annotations

import secrets

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from satark import settings as satark_settings
from satark.config.database import role
from satark.vault import keystore

_ours = satark_settings.current()
_loopback = satark_settings.is_loopback(_ours.console_bind.host)


def _keys() -> keystore.Keys:
    """This process' keys; none before `satark db init`, and for the type checker."""
    folder: keystore.Process = "admin" if _ours.process == "owner" else _ours.process  # type: ignore[assignment]
    try:
        return keystore.read(_ours.keys_dir, folder)
    except keystore.KeyMissing:
        return keystore.Keys()


def _database(password: bytes) -> dict[str, object]:
    address = conninfo_to_dict(_ours.database_address)
    pooled = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}} if _ours.process == "console" else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.pop("dbname", satark_settings.DATABASE),
        "USER": role(_ours.process),
        "PASSWORD": password.decode(),
        "HOST": address.pop("host", ""),
        "PORT": str(address.pop("port", "") or ""),
        # A pool keeps its own connections; elsewhere a connection lives as long as its process.
        "CONN_MAX_AGE": 0 if pooled else None,
        # A database that was restarted costs nobody a page.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**address, **pooled, "application_name": f"satark {_ours.process}"},
    }


_held = _keys()

SATARK = _ours
# What wraps the keys of cases: relay and console hold it, the others get an empty one and can open nothing.
CASE_WRAPPING_KEY = _held.cases

SECRET_KEY = _held.django_secret.decode() or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = sorted({"localhost", "127.0.0.1", "[::1]", _ours.console_bind.host})

DATABASES = {"default": _database(_held.database_password)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
    "satark.jurisdiction",
    "satark.accounts",
    "satark.vault",
    "satark.cases",
    "satark.evidence",
    "satark.outbox",
    "satark.relay",
    "satark.worker",
    "satark.console",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "satark.config.middleware.PrivateResponses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "satark.config.urls"
WSGI_APPLICATION = "satark.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.Officer"
PASSWORD_HASHERS = ["satark.accounts.hashers.OfficerPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in"

LANGUAGE_CODE = "hi"
LANGUAGES = [("hi", "हिन्दी"), ("en", "English")]
TIME_ZONE = "Asia/Kolkata"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_ENGINE = "satark.console.sessions"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
# Without TLS only on this machine: anywhere else a proxy that speaks https stands in front.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _loopback
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not `no-referrer`: under it browsers send `Origin: null` with forms, which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# Uploads stay in memory: a temporary file would hold evidence in clear outside the vault.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# Our own logging (satark.logs) is set up by each process before Django is.
LOGGING_CONFIG = None
