"""The two forms of a concern: who it is about, and what was seen or heard."""

from datetime import timedelta
from typing import Any

from django import forms

from keepsight.practice.codes.sign import SIGN
from keepsight.web.govuk.form import Checkboxes, DayField, GovukForm, Radios
from keepsight.web.happened import HappenedField
from keepsight.web.today import today

# A pregnancy, from the first day that anybody could know of it.
LONGEST_WAIT = timedelta(days=290)

IN_PLAIN_WORDS = {
    "physical": ("The child is being hurt", "Hit, shaken, burned, or made ill on purpose"),
    "sexual": (
        "Sexual abuse",
        "Sexual acts, talk or pictures, whether the child is touched or not",
    ),
    "emotional": ("The child is being frightened or put down", "Again and again, or badly"),
    "neglect": ("The child is not being looked after", "Food, warmth, care, safety, or a doctor"),
}
DANGER = (("yes", "Yes"), ("no", "No, not as far as I know"))


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class WhoForm(GovukForm):
    """Who the concern is about. Only the name must be given."""

    name = forms.CharField(
        label="Child’s full name",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the child’s name",
            "max_length": "The name must be 200 letters or fewer",
        },
    )
    born_on = DayField(
        label="Date of birth",
        help_text="For example, 27 3 2019. The date a baby is due, before the birth.",
        required=False,
    )
    whereabouts = forms.CharField(
        label="Anything that helps to find the right child",
        help_text="An address, a school, another name the child is known by",
        max_length=500,
        required=False,
    )
    siblings = forms.CharField(
        label="Brothers, sisters and other children at home",
        help_text="Names and ages, if you know them",
        max_length=1000,
        required=False,
        widget=_text(2),
    )

    def clean_born_on(self) -> Any:
        """The date of birth, which is not far ahead."""
        given = self.cleaned_data["born_on"]
        if given and given > today() + LONGEST_WAIT:
            raise forms.ValidationError(
                "The date of birth must be in the past, or the date a baby is due"
            )
        return given


class WhatForm(GovukForm):
    """What was seen or heard, in the words of whoever raises it."""

    danger = forms.ChoiceField(
        label="Is anyone in danger now?",
        choices=DANGER,
        widget=Radios({"class": "govuk-radios--inline"}),
        error_messages={"required": "Say whether anyone is in danger now"},
    )
    detail = forms.CharField(
        label="What did you see or hear?",
        help_text="What happened, where, and who was there. Plain words are best.",
        max_length=10_000,
        widget=_text(6),
        error_messages={
            "required": "Say what you saw or heard",
            "max_length": "What you saw or heard must be 10,000 letters or fewer",
        },
    )
    child_words = forms.CharField(
        label="What did the child say?",
        help_text="In the child’s own words, as exactly as you can. Do not ask the child again.",
        max_length=5000,
        required=False,
        widget=_text(3),
    )
    happened = HappenedField()
    harms = forms.MultipleChoiceField(
        label="What are you worried about?",
        help_text="Choose all that fit, or whatever comes nearest.",
        choices=[(code, words) for code, (words, _) in IN_PLAIN_WORDS.items()],
        widget=Checkboxes(hints={code: hint for code, (_, hint) in IN_PLAIN_WORDS.items()}),
        error_messages={"required": "Choose what you are worried about"},
    )
    sign = forms.ChoiceField(
        label="Which of these comes nearest?",
        choices=[("", "None of these, or not sure")]
        + [(each.code, each.name) for each in SIGN.values() if each.code != "other"],
        required=False,
    )
