"""Restricting a record: why, and to whom."""

from collections.abc import Sequence
from typing import Any

from django import forms

from keepsight.casework.network import Person
from keepsight.web.govuk.form import Checkboxes, GovukForm, Radios


class RestrictForm(GovukForm):
    """Why, and to whom besides oneself."""

    marks_optional = False
    reasons = forms.CharField(
        label="Why must this record be kept to few?",
        help_text="For example: the father is a colleague in the same service.",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why"},
    )
    names = forms.TypedMultipleChoiceField(
        label="Who may see it, besides you?",
        help_text="One manager at least: somebody has to decide about what comes in.",
        coerce=int,
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["names"], people)


class NameForm(GovukForm):
    """One more person."""

    user = forms.TypedChoiceField(
        label="Who is it?",
        coerce=int,
        widget=Radios,
        error_messages={"required": "Choose a person"},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["user"], people)


class LiftForm(GovukForm):
    """Why it is seen again."""

    reasons = forms.CharField(
        label="Why is it no longer restricted?",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why"},
    )


def _offer(field: forms.Field, people: Sequence[Person]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = [(each.user, each.name) for each in people]
        field.widget.hints = {  # type: ignore[attr-defined]
            str(each.user): ", ".join(filter(None, (each.job_title, each.agency)))
            for each in people
        }
