"""The settings for e-mail: through which server, from whom, and where its links lead. Without a
server none is sent, and everything else works."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from keepsight.config.environment import IS_PRODUCTION, from_environment, number, one_of

SECURITIES = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}

_server = from_environment(
    "KEEPSIGHT_SMTP", "the mail server, such as mail.example.org:587", otherwise=""
)
_security = one_of("KEEPSIGHT_SMTP_SECURITY", SECURITIES, otherwise="starttls")
_parts = urlsplit(f"//{_server}")
try:
    EMAIL_HOST = _parts.hostname or ""
    EMAIL_PORT = _parts.port or PORTS[_security]
except ValueError as wrong:
    raise ImproperlyConfigured(
        f"KEEPSIGHT_SMTP is '{_server}': expected a host and a port, such as mail.example.org:587"
    ) from wrong
EMAIL_USE_TLS = _security == "starttls"
EMAIL_USE_SSL = _security == "tls"
EMAIL_HOST_USER = from_environment(
    "KEEPSIGHT_SMTP_USER", "who signs in to the mail server", otherwise=""
)
EMAIL_HOST_PASSWORD = from_environment(
    "KEEPSIGHT_SMTP_PASSWORD", "the password for the mail server", otherwise=""
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = from_environment(
    "KEEPSIGHT_MAIL_FROM",
    "the address that e-mail comes from",
    otherwise=None if IS_PRODUCTION and EMAIL_HOST else "keepsight@localhost",
)
OWN_ADDRESS = from_environment(
    "KEEPSIGHT_ADDRESS",
    "where people reach this Keepsight, such as https://keepsight.example.org",
    otherwise=None if IS_PRODUCTION and EMAIL_HOST else "http://localhost:8000",
).rstrip("/")

DAILY_LETTER_HOUR = number(
    "KEEPSIGHT_DAILY_HOUR",
    "the hour after which the day's e-mail goes out",
    otherwise=8,
    smallest=0,
    largest=23,
)
