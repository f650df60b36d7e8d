"""The settings for the systems of agencies that connect: how often they may ask, and where events
may be sent to."""

import ssl

from django.core.exceptions import ImproperlyConfigured

from keepsight.config.environment import IS_PRODUCTION, from_environment, number, one_of

CALLS_A_MINUTE = number(
    "KEEPSIGHT_CALLS_A_MINUTE",
    "how often the token of a system may be used in a minute",
    otherwise=300,
    smallest=1,
    largest=100_000,
)
# A health service's own network may be private: whoever runs the server says so.
WEBHOOKS_TO_PRIVATE = (
    one_of("KEEPSIGHT_WEBHOOKS_TO_PRIVATE", ("yes", "no"), otherwise="no") == "yes"
)
WEBHOOKS_WITHOUT_TLS = not IS_PRODUCTION


def _certificates(name: str) -> str:
    """The file of certificates that a variable names; nothing where it is not set. Raises
    ImproperlyConfigured where it holds none."""
    file = from_environment(name, "a file of certificates (PEM)", otherwise="")
    try:
        if file:
            ssl.create_default_context(cafile=file)
    except OSError as unreadable:
        raise ImproperlyConfigured(
            f"{name} is '{file}': expected a file of certificates (PEM)"
        ) from unreadable
    return file


# A health service may vouch for its own machines: whoever runs the server names it.
WEBHOOKS_TRUST = _certificates("KEEPSIGHT_WEBHOOKS_TRUST")
