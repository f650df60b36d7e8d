"""When something happened, as people write it: a day, a month, a year, "about", "early 2024"."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms

from keepsight.exchange.uncertain_date import DateNotUnderstoodError, UncertainDate, read_date
from keepsight.web.today import today

DAYS_AGO: Mapping[str, int] = {"today": 0, "yesterday": 1}


class HappenedField(forms.CharField):
    """Words for a day, sure or not, that is not ahead. `unchanged` is what stands there already
    and, while its words stay as they are, is taken as it is."""

    def __init__(self, *, unchanged: UncertainDate | None = None, **kwargs: Any) -> None:
        kwargs = {
            "label": "When was it?",
            "help_text": "For example, 27 March 2025. Not sure? Say so: “early March 2025”, "
            "“about 2024”.",
            "max_length": 100,
            "widget": forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
            "error_messages": {"required": "Say when it was, even if you are not sure"},
            **kwargs,
        }
        super().__init__(**kwargs)
        self.unchanged = unchanged
        self.initial = unchanged.as_written if unchanged else None

    def clean(self, value: Any) -> Any:
        """The days between which it happened, with the words that were typed."""
        words = super().clean(value)
        if self.unchanged and words == self.unchanged.as_written:
            return self.unchanged
        try:
            when = read_date(words)
        except DateNotUnderstoodError as error:
            raise forms.ValidationError(
                "Enter a date such as 27 March 2025, “May 2025” or “early 2024”"
            ) from error
        if when.happened_on > today():
            raise forms.ValidationError("The date must be today or in the past")
        return when


class RecentField(HappenedField):
    """The same for what is recorded at once: "today" and "yesterday" are days too."""

    def __init__(self, **kwargs: Any) -> None:
        hint = "“Today”, “yesterday”, or a day such as 27 March 2025. Not sure? Say so: “early March 2025”, “about 2024”."  # noqa: E501
        super().__init__(**{"help_text": hint, **kwargs})

    def clean(self, value: Any) -> Any:
        """The days between which it happened."""
        ago = DAYS_AGO.get(str(value or "").strip().lower())
        if ago is None:
            return super().clean(value)
        day = today() - timedelta(days=ago)
        return UncertainDate(day, None, "day", day.isoformat())
