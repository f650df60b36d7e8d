"""The questions about an action of a plan: what, who, by when, how we will know, what if not."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from keepsight.casework.plan import Step
from keepsight.record.models import User
from keepsight.web.govuk.form import DayField
from keepsight.web.today import today

LONGEST, LONGEST_NAME = 5000, 200


def step_fields(
    people: Sequence[User], *, suffix: str = "", required: bool = True
) -> dict[str, forms.Field]:
    """The fields of one action, each name with `suffix` behind it. Where they are not `required`,
    they are there for one choice among others."""
    fields = {
        "action": _words("What is to be done?", "Say what is to be done"),
        "owner": forms.ChoiceField(
            label="Who will do it?",
            choices=[
                ("", "Choose, or name somebody else below"),
                *((str(each.pk), f"{each.signature} ({each.agency.name})") for each in people),
            ],
            required=False,
        ),
        "owner_name": forms.CharField(
            label="Name of somebody else",
            help_text="Such as a parent, a relative, or somebody who does not use Keepsight.",
            max_length=LONGEST_NAME,
            required=False,
        ),
        "due_on": DayField(
            label="By when?",
            help_text=f"For example, {today().day} {today().month} {today().year}",
            error_messages={"required": "Say by which day"},
        ),
        "test_of_success": _words(
            "How will you know that it worked?",
            "Say how you will know that it worked",
            hint="What will be different for the child, and who will have seen it.",
        ),
        "contingency": _words(
            "What happens if it does not?", "Say what happens if it does not work"
        ),
    }
    for each in fields.values():
        each.required = each.required and required
    return {f"{name}{suffix}": field for name, field in fields.items()}


def step_of(cleaned: Mapping[str, Any], people: Sequence[User], *, suffix: str = "") -> Step:
    """The action that a form says, whether it says enough or not."""
    chosen = str(cleaned.get(f"owner{suffix}") or "")
    person = next((each for each in people if str(each.pk) == chosen), None)
    return Step(
        action=str(cleaned.get(f"action{suffix}") or ""),
        owner=person or str(cleaned.get(f"owner_name{suffix}") or ""),
        due_on=cleaned.get(f"due_on{suffix}"),
        test_of_success=str(cleaned.get(f"test_of_success{suffix}") or ""),
        contingency=str(cleaned.get(f"contingency{suffix}") or ""),
    )


def _words(label: str, missing: str, *, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": missing},
    )
