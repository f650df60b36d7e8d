"""Saying that somebody has left."""

from collections.abc import Sequence
from typing import Any

from django import forms

from keepsight.web.govuk.form import GovukForm


class PeopleForm(GovukForm):
    """Whom to show."""

    marks_optional = False
    words = forms.CharField(
        label="Name, job, team or agency",
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class LeftForm(GovukForm):
    """Who takes up what they were asked."""

    passes_to = forms.TypedChoiceField(
        label="Who takes up what they were asked to do?", coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, others: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["passes_to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "The manager of their team, or the team"), *others]
