"""The forms of an emergency opening: whom, why, and what a manager found afterwards."""

from django import forms

from keepsight.web.govuk.form import DayField, GovukForm, Radios


class WhomForm(GovukForm):
    """The child, as exactly as the record knows them."""

    name = forms.CharField(
        label="Child’s full name",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Enter the child’s full name"},
    )
    born_on = DayField(
        label="Date of birth",
        help_text="For example, 27 3 2015",
        error_messages={"required": "Enter the date of birth"},
    )


class OpenForm(WhomForm):
    """The same once more, and why."""

    reasons = forms.CharField(
        label="Why do you need this record now?",
        help_text="A manager reads this.",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why you need this record now"},
    )


class JudgeForm(GovukForm):
    """Whether it was right to open the record."""

    was_appropriate = forms.TypedChoiceField(
        label="Was it right to open this record?",
        choices=(("yes", "Yes, it was appropriate"), ("no", "No, it was not appropriate")),
        coerce=lambda value: value == "yes",
        widget=Radios,
        error_messages={"required": "Choose whether it was appropriate"},
    )
    words = forms.CharField(
        label="What did you find?",
        help_text="Whoever opened it reads this.",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what you found"},
    )
