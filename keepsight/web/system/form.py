"""Taking a system on, and giving it a token."""

from typing import Any

from django import forms

from keepsight.casework.system import LONGEST_DAYS
from keepsight.web.govuk.form import GovukForm

DAYS = {
    "label": "For how many days is the token good?",
    "help_text": f"At most {LONGEST_DAYS}. Then it needs another.",
    "min_value": 1,
    "max_value": LONGEST_DAYS,
    "initial": LONGEST_DAYS,
    "error_messages": {
        "required": "Enter a number of days",
        "invalid": "Enter a number of days",
        "min_value": "Enter 1 or more",
        "max_value": f"Enter {LONGEST_DAYS} or fewer",
    },
}


class TokenForm(GovukForm):
    """For how long."""

    days = forms.IntegerField(**DAYS)


class SystemForm(GovukForm):
    """Which agency’s system, what it is called, and for how long."""

    agency = forms.ChoiceField(
        label="Whose system is it?", error_messages={"required": "Choose an agency"}
    )
    name = forms.CharField(
        label="What is it called?",
        help_text="The record signs with it, such as “Bluebell’s records”.",
        max_length=150,
        error_messages={"required": "Enter what the system is called"},
    )
    days = forms.IntegerField(**DAYS)

    def __init__(self, *args: Any, agencies: tuple[tuple[int, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose"), *((name, name) for _, name in agencies)]
