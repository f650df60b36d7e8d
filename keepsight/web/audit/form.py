"""What of the audit is wanted: a plain form that asks for the page again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from keepsight.casework.audit_trail import LONGEST_WORDS, SORTS, AuditWanted
from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date
from keepsight.web.govuk.form import GovukForm


class SomeDay(forms.CharField):
    """A day in one box, as people write it."""

    def clean(self, value: Any) -> Any:
        """The day; None where nothing was written."""
        given = super().clean(value)
        if not given:
            return None
        try:
            when = read_date(given)
        except DateNotUnderstoodError as error:
            raise forms.ValidationError("Enter a day such as 3 March 2025") from error
        if when.precision != "day" or when.latest_on:
            raise forms.ValidationError("Enter a day, a month and a year")
        return when.happened_on


class AuditForm(GovukForm):
    """Person, child, kind and days. Whatever is left empty is not asked for."""

    marks_optional = False
    person = forms.CharField(label="Person", max_length=LONGEST_WORDS, required=False)
    child = forms.CharField(label="Child", max_length=LONGEST_WORDS, required=False)
    sort = forms.ChoiceField(
        label="What", choices=[("", "Everything"), *SORTS.items()], required=False
    )
    from_on = SomeDay(label="From", required=False, help_text="For example 3 March 2025")
    to_on = SomeDay(label="To", required=False, help_text="The last day")

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked, auto_id="filter_%s")

    @property
    def wanted(self) -> AuditWanted:
        """What is asked for; a field that is wrong is left out, and says so."""
        self.full_clean()
        given = self.cleaned_data
        days = {name: _day(given.get(name)) for name in ("from_on", "to_on")}
        words = {
            name: str(given.get(name) or "").replace("\x00", "").strip()
            for name in ("person", "child", "sort")
        }
        return AuditWanted(**words, **days)


def _day(given: Any) -> date | None:
    return given if isinstance(given, date) else None
