"""Arranging cover."""

from typing import Any

from django import forms

from keepsight.casework.delegation import CoverPage
from keepsight.web.govuk.form import DayField, GovukForm


class CoverForm(GovukForm):
    """Who is away, who stands in, and from when to when."""

    absent = forms.TypedChoiceField(
        label="Who is away?", coerce=int, error_messages={"required": "Choose who is away"}
    )
    delegate = forms.TypedChoiceField(
        label="Who stands in?",
        help_text="Somebody of the same agency. They see those children, and what was asked.",
        coerce=int,
        error_messages={"required": "Choose who stands in"},
    )
    from_on = DayField(
        label="First day", error_messages={"required": "Enter the first day of the cover"}
    )
    last_on = DayField(
        label="Last day", error_messages={"required": "Enter the last day of the cover"}
    )
    reasons = forms.CharField(
        label="Anything they must know?",
        help_text="Both of them read this. Name no child here.",
        max_length=2_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, page: CoverPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("absent", page.absent), ("delegate", page.delegates)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "Choose"), *offered]
        if len(page.absent) == 1:
            self.fields["absent"].widget = forms.HiddenInput()
            self.initial["absent"] = page.absent[0][0]
