"""Two fields of the form of a lesson: a length of time, and days in a line."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from keepsight.casework.lesson.choices import UNITS_OFFERED
from keepsight.practice.working_day import LAST_DAY
from keepsight.web.govuk.form import DayField

_AMOUNT = {"label": "How many"}
_UNIT = {"label": "Of what"}


class SpanInput(forms.MultiWidget):
    """A number and a unit of time, side by side; the names end `_amount` and `_unit`."""

    template_name = "govuk/form/widgets/span.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, unit: str = "working_days") -> None:
        self.unit = unit
        units = forms.Select(choices=UNITS_OFFERED)
        super().__init__({"amount": forms.TextInput(), "unit": units}, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template is given: the two boxes with their labels."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["is_invalid"] = "aria-invalid" in widget["attrs"]
        for box, more in zip(widget["subwidgets"], (_AMOUNT, _UNIT), strict=True):
            box.update(more)
        return context

    def decompress(self, value: Mapping[str, Any] | None) -> list[Any]:
        """The two boxes for a length of time."""
        return [value["amount"], value["unit"]] if value else [None, self.unit]


class SpanField(forms.MultiValueField):
    """A length of time as plain values; None where nothing was filled in and nothing need be."""

    widget = SpanInput
    default_error_messages = {
        "required": "Enter a number, and choose of what",
        "invalid": "Enter a whole number of 1 or more",
        "largest": "Enter 18 years at most",
    }
    most = {"calendar_days": 6570, "working_days": 4500, "weeks": 936, "months": 216, "years": 18}

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False), forms.CharField(required=False)]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number and the unit. A unit alone says nothing."""
        amount = str((value or [""])[0] or "").strip()
        if not amount:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        return super().clean([amount, value[1]])

    def compress(self, data_list: list[str]) -> dict[str, Any] | None:
        """The plain values. ValidationError for what is no length of time."""
        amount, unit = data_list
        if not (amount.isascii() and amount.isdecimal()) or unit not in self.most:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        number = int(amount[:9])
        if number < 1:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if number > self.most[unit]:
            raise forms.ValidationError(self.error_messages["largest"], code="largest")
        return {"amount": number, "unit": unit}


class DaysField(forms.CharField):
    """Days in one line, with commas between them: "3 March 2024, 10 4 2024"."""

    def clean(self, value: Any) -> Any:
        """The days in order, each once."""
        said = [each.strip() for each in str(super().clean(value)).split(",")]
        return tuple(sorted({_day(each) for each in said if each}))


def _day(text: str) -> date:
    parts = re.split(r"[\s/.-]+", text)
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    try:
        found = DayField().clean(parts) if len(parts) == 3 else None
    except forms.ValidationError:
        found = None
    if found is None:
        raise forms.ValidationError(f"“{text[:40]}” is not a day. Write it as 27 March 2024.")
    day: date = found
    if day > LAST_DAY:
        # No clock of working days runs from there, and the rule would say nothing of it.
        raise forms.ValidationError(f"“{text[:40]}” is too far ahead: {LAST_DAY.year} at most.")
    return day
