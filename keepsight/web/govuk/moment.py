"""A moment as the design system asks for it: day, month, year and time in four boxes."""

import re
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from keepsight.web.govuk.form import DayField, DayInput

LONDON = ZoneInfo("Europe/London")

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?", re.IGNORECASE)


class MomentInput(DayInput):
    """Day, month, year and time; the names end `_day`, `_month`, `_year`, `_time`."""

    boxes = (*DayInput.boxes, ("time", "Time", 5))

    def decompress(self, value: datetime | None) -> list[Any]:
        """The four boxes for a moment, in London."""
        if value is None:
            return [None] * 4
        local = value.astimezone(LONDON)
        return [*super().decompress(local.date()), f"{local:%H:%M}"]


class MomentField(DayField):
    """A moment in London. The time is written 14:30, 2:30pm or 2pm."""

    widget = MomentInput
    default_error_messages = {
        "incomplete": "The moment must have a day, a month, a year and a time",
        "time": "Enter a time such as 14:30 or 2:30pm",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = (*self.fields, forms.CharField(required=False))

    def compress(self, data_list: list[str]) -> Any:
        """The moment that the four boxes name; ValidationError where there is none."""
        if not data_list:
            return None
        on = super().compress(data_list[:3])
        at = _time(data_list[3].strip())
        if at is None:
            raise forms.ValidationError(self.error_messages["time"], code="time")
        return datetime.combine(on, at, LONDON) if on else None


def _time(words: str) -> time | None:
    found = _TIME.fullmatch(words)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if half := (found["half"] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
