"""The settings for the systems of agencies that connect: how often they may ask, and where events
may be sent to."""

from keepsight.config.environment import IS_PRODUCTION, number, one_of

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
