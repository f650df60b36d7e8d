"""The environment that a Keepsight is started with: read here, with a message where something is
missing or wrong."""

import os
from collections.abc import Collection

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")


def from_environment(name: str, meaning: str, *, otherwise: str | None = None) -> str:
    """What a variable says; where it says nothing `otherwise`, or ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if otherwise is None:
        raise ImproperlyConfigured(f"{name} is not set. It is {meaning}.")
    return otherwise


def one_of(name: str, choices: Collection[str], *, otherwise: str) -> str:
    """What a variable says, which must be one of these; raises ImproperlyConfigured."""
    value = from_environment(name, "one of " + ", ".join(choices), otherwise=otherwise)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is '{value}': expected one of {', '.join(choices)}")
    return value


def number(name: str, meaning: str, *, otherwise: int, smallest: int, largest: int) -> int:
    """A whole number between two others; raises ImproperlyConfigured."""
    value = from_environment(name, meaning, otherwise=str(otherwise))
    if not value.isdecimal() or not smallest <= int(value) <= largest:
        raise ImproperlyConfigured(f"{name} is '{value}': expected {smallest} to {largest}")
    return int(value)


def listed(text: str) -> list[str]:
    """The parts of a text with commas between."""
    return [each.strip() for each in text.split(",") if each.strip()]


MODE = one_of("KEEPSIGHT_MODE", MODES, otherwise="production")
IS_PRODUCTION = MODE == "production"
