"""Days that a system sends: those of people who may be alive, so that no slip of a machine puts a
child into another age."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from keepsight.casework.not_right import wrong

FIRST = date(1900, 1, 1)
LAST = date(2199, 12, 31)


def check_days(values: Mapping[str, Any]) -> None:
    """Raises NotRight for a day outside these years, by the name of its field."""
    for field, value in values.items():
        day = value.date() if isinstance(value, datetime) else value
        if isinstance(day, date) and not FIRST <= day <= LAST:
            raise wrong(field, f"must lie between {FIRST.year} and {LAST.year}")
