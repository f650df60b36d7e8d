"""The filters of a chronology, and the day on which it is to be seen. Plain forms that ask for the
page again."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from keepsight.casework.child_chronology import Chronology, ChronologyWanted
from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date
from keepsight.practice.codes.agency import AGENCY
from keepsight.web.govuk.form import GovukForm
from keepsight.web.govuk.pages import page_number
from keepsight.web.today import today


class FilterForm(GovukForm):
    """What to show of the chronology. Whatever is not understood is left out."""

    marks_optional = False

    text = forms.CharField(label="Words", required=False)
    shown = forms.ChoiceField(
        label="Show",
        choices=(("all", "Everything"), ("significant", "Significant events only")),
        required=False,
    )
    topic = forms.ChoiceField(label="About", required=False)
    agency = forms.ChoiceField(label="From", required=False)
    year = forms.ChoiceField(label="Year", required=False)
    order = forms.ChoiceField(
        label="Order", choices=(("new", "Newest first"), ("old", "Oldest first")), required=False
    )
    family = forms.BooleanField(label="Brothers and sisters too", required=False)

    def __init__(
        self, asked: Mapping[str, Any], *, chronology: Chronology, has_siblings: bool
    ) -> None:
        super().__init__(asked, auto_id="filter_%s")
        years = [(str(each), str(each)) for each in chronology.years]
        offered = {
            "topic": [("", "Everything"), *((each, each) for each in chronology.topics)],
            "agency": [("", "Every agency"), *chronology.agencies],
            "year": [("", "Every year"), *years],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if not has_siblings:
            del self.fields["family"]


class KnownOnForm(GovukForm):
    """A past day, to see the record as it was known at its end."""

    marks_optional = False

    known_on = forms.CharField(
        label="Which day?",
        help_text="A past day, for example 3 December 2024",
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def clean_known_on(self) -> date | None:
        """The day; nothing for none or for today."""
        given = self.cleaned_data["known_on"]
        if not given:
            return None
        try:
            when = read_date(given)
        except DateNotUnderstoodError as error:
            raise forms.ValidationError("Enter a day such as 3 December 2024") from error
        if when.precision != "day" or when.latest_on:
            raise forms.ValidationError("Enter a day, a month and a year")
        if when.happened_on > today():
            raise forms.ValidationError("The day must be today or in the past")
        return when.happened_on if when.happened_on < today() else None


def wanted_from(asked: Mapping[str, str]) -> ChronologyWanted:
    """The filters in an address; what makes no sense there is taken as not asked."""
    year = asked.get("year", "")
    return ChronologyWanted(
        shown="significant" if asked.get("shown") == "significant" else "all",
        topic=asked.get("topic", "")[:100],
        agency=asked.get("agency", "") if asked.get("agency") in AGENCY else "",
        year=int(year) if re.fullmatch("[1-9][0-9]{3}", year) else None,
        text=asked.get("text", "")[:100],
        family=bool(asked.get("family")),
        newest_first=asked.get("order") != "old",
        page=0 if asked.get("everything") else page_number(asked.get("page")),
    )
