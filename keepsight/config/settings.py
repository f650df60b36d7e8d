"""Every setting of a Keepsight, and the only place that reads the environment.

In production what is missing is an error with a message. A demo or a test (KEEPSIGHT_MODE) fills
in what is safe for invented people on one machine.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from keepsight.config.environment import IS_PRODUCTION
from keepsight.config.environment import MODE as MODE
from keepsight.config.environment import from_environment as _from_environment
from keepsight.config.environment import listed as _listed
from keepsight.config.mail import *  # noqa: F403 (settings are found by their names)
from keepsight.config.signing_in import *  # noqa: F403 (settings are found by their names)
from keepsight.config.signing_in import SIGN_IN_APPS
from keepsight.config.systems import *  # noqa: F403 (settings are found by their names)


def _database(name: str, meaning: str) -> dict[str, Any]:
    url = _from_environment(name, meaning)
    try:
        parts = dict(conninfo_to_dict(url))
    except Exception as wrong:
        raise ImproperlyConfigured(
            f"{name} cannot be read: expected postgresql://role:password@host:port/database"
        ) from wrong
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DEBUG = False

# Pages speak of today, unless a demo lives on the day its invented authority was made up to.
_DAY = _from_environment("KEEPSIGHT_TODAY", "a date such as 2026-03-31", otherwise="")
try:
    TODAY = date.fromisoformat(_DAY) if _DAY and not IS_PRODUCTION else None
except ValueError as wrong:
    raise ImproperlyConfigured(f"KEEPSIGHT_TODAY is '{_DAY}': expected 2026-03-31") from wrong

SECRET_KEY = _from_environment(
    "KEEPSIGHT_SECRET_KEY",
    "a long random text that signs sessions and the heads of the ledger; keep it secret",
    otherwise=None if IS_PRODUCTION else "for invented people only, and never for real ones",
)
ALLOWED_HOSTS = _listed(
    _from_environment(
        "KEEPSIGHT_HOSTS",
        "the host names people reach this Keepsight by, with commas between",
        otherwise=None if IS_PRODUCTION else "localhost,127.0.0.1,[::1],testserver",
    )
)
if IS_PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("KEEPSIGHT_HOSTS is '*': name the hosts, so that nobody adds one.")

# The application's own role: neither a superuser nor the owner of the tables, else row-level
# security does not bind it. The owner's address is needed for `keepsight migrate` alone.
DATABASES = {"default": _database("DATABASE_URL", "the database, as the application's role")}
if os.environ.get("DATABASE_OWNER_URL"):
    DATABASES["owner"] = _database("DATABASE_OWNER_URL", "the database, as its owner")
    if DATABASES["owner"]["USER"] == DATABASES["default"]["USER"]:
        raise ImproperlyConfigured(
            "DATABASE_URL and DATABASE_OWNER_URL name the same role. The application must not own "
            "the tables: see docs/running.md."
        )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    *SIGN_IN_APPS,
    "keepsight.record",
    "keepsight.web",
]

MIDDLEWARE = [
    # First, so that refusals and errors of all the others have the headers too.
    "keepsight.web.headers.headers",
    "keepsight.web.api.problem.problems",
    "django.middleware.security.SecurityMiddleware",
    "keepsight.web.readable.readable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "keepsight.web.sign_in.session.limited",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "keepsight.config.urls"
WSGI_APPLICATION = "keepsight.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Templates lie beside the code of their page: "sight/in_sight.html" is web/sight's.
        "DIRS": [Path(__file__).resolve().parent.parent / "web"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["keepsight.web.govuk.dress.Loader"])
            ],
            "builtins": [
                "keepsight.web.govuk.tags",
                "keepsight.web.child.tags",
                "keepsight.web.draft.tag",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "keepsight.web.layout.context.layout",
            ],
        },
    },
]
FORM_RENDERER = "keepsight.web.govuk.form.Renderer"

AUTH_USER_MODEL = "record.User"
# Scrypt comes with Python and is strong; PBKDF2 still reads what an authority brings with it.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "job_title")},
    },
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# Outside production pages use the assets where they lie, with nothing collected first.
STATIC_ROOT = (
    Path(
        _from_environment(
            "KEEPSIGHT_STATIC", "where collected assets are put", otherwise=".keepsight/static"
        )
    ).resolve()
    if IS_PRODUCTION
    else None
)
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# What was done is told once, and may name a child: not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "keepsight.web.error.view.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"https://{each}" for each in ALLOWED_HOSTS] if IS_PRODUCTION else []
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("KEEPSIGHT_BEHIND_PROXY"):
    # Only where a proxy ends TLS and sets this header itself, whatever the browser sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Sent with every page by keepsight.web: nothing is loaded from elsewhere, no script in a page.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# More than the longest form holds, with every letter written as nine.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# What happened and where, never about whom: no names, no words of a record, no query values.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "keepsight.config.log.Plain"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.db.backends": {"level": "ERROR"},
        "keepsight": {"level": "INFO"},
    },
}
