"""What engineers read when something went wrong: what kind of thing and where in the code, never
about whom. A page's address may name a child, and a database's error message may quote a record."""

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NOT_OURS = "an address that is not ours"


class Plain(logging.Formatter):
    """Names a request by its route instead of its address, and leaves out what errors say."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        """The line; for a request its method, route and status, whatever the message was."""
        request = getattr(record, "request", None)
        if request is not None:
            found = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "refused")
            record.message = f"{request.method} {found.route if found else NOT_OURS}: {status}"
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's name)
        """The errors behind each other, innermost first, each with the lines of code it passed."""
        return "\n".join(line for error in _chain(ei[1]) for line in _lines(error))


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or error.__context__
    return found


def _lines(error: BaseException) -> Iterator[str]:
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    for place in traceback.extract_tb(error.__traceback__):
        yield f"    {'/'.join(Path(place.filename).parts[-3:])}:{place.lineno} {place.name}"
