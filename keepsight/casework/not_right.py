"""What somebody gave that cannot be taken, field by field, in words that a page can show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from keepsight.facts.fact import Fact, UnknownKind, fact_from

_IN_WORDS = {
    "missing": "is missing",
    "string_too_short": "must not be empty",
    "date_from_datetime_parsing": "is not a date",
    "date_parsing": "is not a date",
    "extra_forbidden": "is not something this kind of fact has",
    "timezone_aware": "is a moment without its time zone",
}


@dataclass(frozen=True)
class Wrong:
    """One thing that is not right. `field` is empty where it is not about one field."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class NotRight(ValueError):
    """Nothing was saved, because of these."""

    def __init__(self, *wrongs: Wrong) -> None:
        super().__init__("; ".join(map(str, wrongs)))
        self.wrongs = wrongs

    @property
    def by_field(self) -> Mapping[str, str]:
        """What is wrong with each field, for the forms of pages."""
        return {each.field: each.message for each in self.wrongs}


def wrong(field: str, message: str) -> NotRight:
    """One thing that is not right, ready to be raised."""
    return NotRight(Wrong(field, message))


def fact_of(values: Mapping[str, Any]) -> Fact:
    """A fact from values that name its `kind`. Raises NotRight."""
    try:
        return fact_from(dict(values))
    except UnknownKind as unknown:
        raise wrong("kind", str(unknown)) from unknown
    except ValidationError as invalid:
        raise NotRight(*_in_words(invalid)) from invalid


def _in_words(invalid: ValidationError) -> Iterable[Wrong]:
    for each in invalid.errors(include_url=False, include_input=False):
        message = _IN_WORDS.get(each["type"], each["msg"].removeprefix("Value error, "))
        if each["loc"]:
            yield Wrong(str(each["loc"][0]), message)
            continue
        # A check on the whole fact begins its message with the field it is about.
        first, _, rest = message.partition(" ")
        is_field = first.endswith(":") or "_" in first
        yield Wrong(first.rstrip(":"), rest) if is_field else Wrong("", message)
