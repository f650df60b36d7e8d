"""What may be done about a concern besides answering it: take it up again, disagree."""

from django import forms

from keepsight.practice.codes.answer import REOPENING
from keepsight.web.govuk.form import CodeField, GovukForm


class ReopeningForm(GovukForm):
    """An answered concern is open again."""

    why = CodeField(
        REOPENING,
        label="Why is it open again?",
        error_messages={"required": "Choose why it is open again"},
    )
    detail = forms.CharField(
        label="What happened, or what was not right?",
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what happened, or what was not right"},
    )


class DisagreementForm(GovukForm):
    """Somebody disagrees with what was decided, or that nothing was."""

    reasons = forms.CharField(
        label="What do you disagree with, and why?",
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what you disagree with, and why"},
    )
