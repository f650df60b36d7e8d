"""Forms of the copy: who asked and when, and what of an entry is given."""

from typing import Any

from django import forms

from keepsight.casework.printing.copied import CopiedLine
from keepsight.practice.codes.subject_copy import GIVEN, WITHHELD
from keepsight.web.govuk.form import CodeField, DayField, GovukForm


class RequestForm(GovukForm):
    """Somebody asks what is held."""

    asked_by = forms.CharField(
        label="Who asks?",
        help_text="The child, a parent for the child, or whoever acts for them.",
        max_length=200,
        error_messages={"required": "Enter who asks"},
    )
    asked_on = DayField(
        label="When did they ask?",
        help_text="The month begins on this day. For example, 27 3 2025.",
        error_messages={"required": "Enter the day on which they asked"},
    )


class EntryForm(GovukForm):
    """What of one entry is given, and why not all of it."""

    given = CodeField(
        GIVEN, label="What is given?", error_messages={"required": "Choose what is given"}
    )
    taken_out = forms.CharField(
        label="Words to leave out",
        help_text="Where some words are left out: each on a line of its own, as it stands above.",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
    )
    reason = CodeField(WITHHELD, label="Why is it not all given?", required=False)

    def __init__(self, line: CopiedLine, data: Any = None) -> None:
        initial = {
            "given": line.given if line.decided_by else None,
            "taken_out": "\n".join(line.taken_out or line.names),
            "reason": line.reason,
        }
        super().__init__(data, initial=initial)

    def clean_taken_out(self) -> tuple[str, ...]:
        """The words, a line each."""
        return tuple(self.cleaned_data["taken_out"].splitlines())


class GivenForm(GovukForm):
    """The copy is ready and given: a button, and what may stand in its way."""
