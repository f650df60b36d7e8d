"""What a system sent, read strictly: JSON in UTF-8, each name once, nothing that the record cannot
keep."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser

DEEPEST = 20


class Strict(Parser):
    """Reads the body of a request."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as plain values. Raises HttpError 400 that says what cannot be read."""
        if request.content_type != "application/json":
            raise HttpError(400, "Send JSON: Content-Type: application/json.")
        try:
            said = json.loads(
                request.body.decode("utf-8"),
                object_pairs_hook=_each_name_once,
                parse_constant=_no_such_number,
            )
        except RecursionError as deep:
            raise HttpError(400, f"This is nested more than {DEEPEST} deep.") from deep
        except UnicodeDecodeError as unread:
            raise HttpError(400, "This is not in UTF-8.") from unread
        except ValueError as unread:
            raise HttpError(400, f"This is no JSON that can be read: {unread}") from unread
        _check(said, DEEPEST)
        if not isinstance(said, dict):
            raise HttpError(400, "Send a JSON object: { and }.")
        return said


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("the same name stands twice in an object")
    return read


def _no_such_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _check(value: Any, deepest: int) -> None:
    """Raises HttpError for what is too deep, and for text that the database cannot keep."""
    if deepest == 0:
        raise HttpError(400, f"This is nested more than {DEEPEST} deep.")
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value):
            raise HttpError(400, "A text holds a character that cannot be kept.")
    elif isinstance(value, dict):
        for name, each in value.items():
            _check(name, deepest - 1)
            _check(each, deepest - 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, deepest - 1)
