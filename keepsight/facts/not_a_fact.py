"""Why some values are no fact: field by field, in words for whoever made the file."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from keepsight.facts.extract import FIELDS
from keepsight.facts.kind import FieldShape

OF_SHAPE: Mapping[FieldShape, str] = {
    "text": "text",
    "code": "text",
    "codes": "a list of texts",
    "texts": "a list of texts",
    "yes_no": "true or false",
    "day": "a day of the calendar, as 2024-03-27",
    "instant": "a moment with its zone, as 2024-03-27T09:30:00Z",
}
"""What a field of each shape holds, in words."""

NAME_OF_FACT = "up to 64 of a-z, 0-9, full stop, hyphen and underscore"
"""What a fact may be called, in words: the only field that has a pattern."""

_OWN_WORDS = ("value_error", "not_in_code_list")
_MOST_SIGNS = 40


def why_not(error: ValidationError) -> list[tuple[str, str]]:
    """For each field that is not right its name, and what was found and expected, as the end of a
    sentence. The name is empty where it is the fact as a whole."""
    return [
        (str(each["loc"][0]) if each["loc"] else "", _in_words(each))
        for each in error.errors(include_url=False)
    ]


def _in_words(each: Any) -> str:
    words: str = each["msg"].removeprefix("Value error, ")
    if each["type"] in _OWN_WORDS:
        return f"{words}."
    if each["type"] == "missing":
        return "missing; every fact of this kind has it."
    if each["type"] == "extra_forbidden":
        return "no fact of this kind has a field of that name."
    return f"found {as_found(each['input'])}, expected {_expected(each, words)}."


def _expected(each: Any, words: str) -> str:
    name, *inside = each["loc"]
    if each["type"] == "literal_error":
        return words.removeprefix("Input should be ")
    if each["type"] == "string_too_short":
        return "a text that is not empty"
    if each["type"] == "string_pattern_mismatch":
        return NAME_OF_FACT
    if inside:
        return "text in each place of the list"
    return OF_SHAPE[FIELDS.get(str(name), "text")]


def as_found(value: object) -> str:
    """What stands there, cut short where it is long."""
    said = str(value)
    if len(said) > _MOST_SIGNS:
        said = f"{said[:_MOST_SIGNS]}…"
    return f"'{said}'" if isinstance(value, str) else said
