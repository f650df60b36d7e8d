"""Adding somebody to a child's network: first who, then in which part."""

from collections.abc import Sequence
from typing import Any

from django import forms

from keepsight.casework.network import NAMED_HERE, Person
from keepsight.practice.codes.network import PART
from keepsight.web.govuk.form import GovukForm, Radios


class SearchForm(GovukForm):
    """Words of a name, a job or an agency."""

    marks_optional = False
    words = forms.CharField(
        label="Who?",
        help_text="A name, a job or an agency, for example health visitor",
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class AddForm(GovukForm):
    """One of the people found, and their part."""

    user = forms.TypedChoiceField(
        label="Who is it?",
        coerce=int,
        widget=Radios,
        error_messages={
            "required": "Choose a person",
            "invalid_choice": "Choose one of the people shown",
        },
    )
    part = forms.ChoiceField(
        label="What is their part?",
        choices=[(each, PART.named(each)) for each in NAMED_HERE],
        widget=Radios(hints={each: PART[each].description for each in NAMED_HERE}),
        error_messages={"required": "Choose their part"},
    )

    def __init__(self, *args: Any, found: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.user, each.name) for each in found]
            field.widget.hints = {  # type: ignore[attr-defined]
                str(each.user): ", ".join(filter(None, (each.job_title, each.agency)))
                for each in found
            }
