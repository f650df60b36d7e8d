"""Reads which team worked with which child, and when: a CSV file of child, team, from_on, to_on."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from keepsight.cli.managers_day import With

_COLUMNS = ("child", "team", "from_on", "to_on")


def read_teams(path: Path) -> tuple[list[With], list[str]]:
    """Who worked with whom, and what is wrong with the file: row, field, what was expected.

    An empty `to_on` means that the team still does; a row without a team (a worker's own part in
    the network, in what `keepsight synthesise` writes) is passed over.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [each for each in _COLUMNS if each not in (reader.fieldnames or ())]
            if missing:
                return [], [f"{path.name}, row 1: expected a column called {missing[0]}."]
            rows = list(enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [], [f"{path.name}: cannot be read as CSV ({error})."]
    found: list[With] = []
    wrong: list[str] = []
    for number, row in rows:
        if not row["team"]:
            continue
        try:
            found.append(_row(row))
        except _FieldError as error:
            wrong.append(f"{path.name}, row {number}, {error}")
    return found, wrong


class _FieldError(ValueError):
    """The field, what was found in it, and what was expected."""


def _row(row: Mapping[str, str | None]) -> With:
    child, team = (row["child"] or "").strip(), (row["team"] or "").strip()
    if not child:
        raise _FieldError("child: found nothing; expected the child's name in the facts.")
    from_on = _day(row, "from_on")
    to_on = _day(row, "to_on") if row["to_on"] else None
    if to_on is not None and to_on < from_on:
        raise _FieldError(f"to_on: found {to_on}; expected a day that is not before {from_on}.")
    return With(child, team, from_on, to_on)


def _day(row: Mapping[str, str | None], field: str) -> date:
    said = (row[field] or "").strip()
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise _FieldError(f"{field}: found {said!r}; expected a day such as 2026-03-31.") from None
