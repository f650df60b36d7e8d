"""What may be done about a concern: answer it, take it up again, disagree."""

from django import forms

from keepsight.practice.codes.answer import ANSWER, REOPENING
from keepsight.web.govuk.form import CodeField, GovukForm


class AnswerForm(GovukForm):
    """The only thing that ends a concern."""

    answer = CodeField(
        ANSWER,
        label="What is the answer?",
        error_messages={"required": "Choose what the answer is"},
    )
    reasons = forms.CharField(
        label="Why?",
        help_text="In words that the referrer, and the child one day, can understand.",
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say why"},
    )
    rests_on = forms.CharField(
        label="What does it rest on?",
        help_text="The action that was taken, the assessment, or the evidence, with its date.",
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Name the action, the assessment or the evidence"},
    )
    countersigned_by = forms.CharField(
        label="Who else agreed?",
        help_text="A manager or another agency, by name.",
        max_length=200,
        required=False,
    )


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
