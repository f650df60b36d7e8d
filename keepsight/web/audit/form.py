"""What of the audit is wanted: a plain form that asks for the page again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from keepsight.casework.audit_trail import LONGEST_WORDS, SORTS, AuditWanted
from keepsight.web.govuk.form import DayField, GovukForm


class AuditForm(GovukForm):
    """Person, child, kind and days. Whatever is left empty is not asked for."""

    marks_optional = False
    person = forms.CharField(label="Person", max_length=LONGEST_WORDS, required=False)
    child = forms.CharField(label="Child", max_length=LONGEST_WORDS, required=False)
    sort = forms.ChoiceField(
        label="What", choices=[("", "Everything"), *SORTS.items()], required=False
    )
    from_on = DayField(label="From", required=False)
    to_on = DayField(label="To", required=False)

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
