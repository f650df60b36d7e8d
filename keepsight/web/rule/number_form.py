"""The form that sets an authority's own number in a rule."""

from typing import Any

from django import forms

from keepsight.casework.rule_number import LARGEST, NumberPage
from keepsight.web.govuk.form import GovukForm, Radios

OWN, CAME_WITH = "own", "came_with"
LONGEST = 2_000


class NumberForm(GovukForm):
    """Our own number or the one that the rule came with, and why."""

    marks_optional = False
    places = {"unit": "amount"}

    def __init__(self, page: NumberPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["which"] = forms.ChoiceField(
            label="Which number shall hold here?",
            choices=[
                (OWN, "A number of our own"),
                (CAME_WITH, f"The number that the rule came with: {page.came_with}"),
            ],
            widget=Radios,
            error_messages={"required": "Choose which number shall hold"},
        )
        self.fields["amount"] = forms.IntegerField(
            label="Our own number",
            min_value=1,
            max_value=LARGEST,
            required=False,
            widget=forms.TextInput(
                {"inputmode": "numeric", "class": "govuk-input govuk-input--width-4"}
            ),
            error_messages={
                "invalid": f"Enter a whole number from 1 to {LARGEST}",
                "min_value": f"Enter a whole number from 1 to {LARGEST}",
                "max_value": f"Enter a whole number from 1 to {LARGEST}",
            },
        )
        if page.units:
            self.fields["unit"] = forms.ChoiceField(
                label="Counted in", choices=[(u, u.replace("_", " ")) for u in page.units]
            )
        self.fields["reasons"] = forms.CharField(
            label="Why?",
            help_text="Everybody who reads the rule can read this. Name no child.",
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea({"rows": 3}),
        )
        self.initial = {"which": OWN, "amount": page.amount, "unit": page.unit}

    def clean(self) -> dict[str, Any]:
        """Our own number is needed where it shall hold."""
        given = self.cleaned_data
        if given.get("which") == OWN and not given.get("amount") and "amount" not in self.errors:
            self.add_error("amount", "Enter our own number")
        return given

    @property
    def number(self) -> dict[str, Any]:
        """The number as casework takes it."""
        given = self.cleaned_data
        is_own = given["which"] == OWN
        return {
            "rule": self.page.rule,
            "name": self.page.name,
            "amount": given["amount"] if is_own else None,
            "unit": given.get("unit", "") if is_own else "",
        }
