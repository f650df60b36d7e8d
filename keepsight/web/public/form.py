"""The forms for everybody: who it is about, what was seen or heard, who tells us, adding more."""

from datetime import date
from typing import Any

from django import forms

from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date
from keepsight.web.govuk.form import Checkboxes, GovukForm, Radios
from keepsight.web.happened import RecentField
from keepsight.web.raising.form import DANGER, IN_PLAIN_WORDS
from keepsight.web.today import today

REPORTERS = (
    ("family", "I am family"),
    ("public", "I am a neighbour, a friend, or I saw something"),
    ("child", "It is about me"),
    ("anonymous", "I would rather not say"),
)


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class WhoForm(GovukForm):
    """Who it is about. A name, or where the child can be found."""

    name = forms.CharField(
        label="What is the child called?",
        help_text="The first name will do if you know no more. If it is about you, your own.",
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    age = forms.CharField(
        label="How old is the child?",
        help_text="The date of birth if you know it. A guess will do: “about 3”, “a baby”.",
        max_length=60,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    whereabouts = forms.CharField(
        label="Where can the child be found?",
        help_text="An address, a school or nursery, or where you saw them.",
        max_length=500,
        required=False,
        widget=_text(2),
    )
    others = forms.CharField(
        label="Who else is at home?",
        help_text="Other children and adults, as far as you know.",
        max_length=1000,
        required=False,
        widget=_text(2),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed, or nobody could find the child."""
        given = super().clean() or {}
        if not self.errors and not given["name"] and not given["whereabouts"]:
            self.add_error("name", "Say what the child is called, or where the child can be found")
        return given

    def born_on(self) -> date | None:
        """The date of birth, where what was typed is one exact day in the past."""
        try:
            when = read_date(self.cleaned_data["age"])
        except DateNotUnderstoodError:
            return None
        return when.happened_on if when.precision == "day" and when.happened_on <= today() else None


class WhatForm(GovukForm):
    """What was seen or heard, in the words of whoever tells us."""

    danger = forms.ChoiceField(
        label="Is the child in danger now?",
        choices=DANGER,
        widget=Radios({"class": "govuk-radios--inline"}),
        error_messages={"required": "Say whether the child is in danger now"},
    )
    detail = forms.CharField(
        label="What did you see or hear?",
        help_text="In your own words: what happened, where, and who was there.",
        max_length=10_000,
        widget=_text(7),
        error_messages={
            "required": "Say what you saw or heard",
            "max_length": "What you saw or heard must be 10,000 letters or fewer",
        },
    )
    child_words = forms.CharField(
        label="Did the child say anything?",
        help_text="In the child’s own words, if you can.",
        max_length=5000,
        required=False,
        widget=_text(2),
    )
    happened = RecentField()
    harms = forms.MultipleChoiceField(
        label="What worries you?",
        help_text="Choose all that fit, or whatever comes nearest.",
        choices=[(code, words) for code, (words, _) in IN_PLAIN_WORDS.items()],
        widget=Checkboxes(hints={code: hint for code, (_, hint) in IN_PLAIN_WORDS.items()}),
        error_messages={"required": "Choose what worries you"},
    )


class YouForm(GovukForm):
    """Who tells us, as far as they want to say."""

    reporter = forms.ChoiceField(
        label="Who are you?",
        choices=REPORTERS,
        widget=Radios,
        error_messages={"required": "Say who you are, or that you would rather not"},
    )
    name = forms.CharField(
        label="Your name",
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    reached_by = forms.CharField(
        label="How can we reach you?",
        help_text="A telephone number or an e-mail address, if we may ask you something.",
        max_length=300,
        required=False,
    )


class ReferenceForm(GovukForm):
    """The reference that was given at the end."""

    reference = forms.CharField(
        label="Your reference",
        help_text="For example, KS-4F7K-29QX-M3TB",
        max_length=60,
        widget=forms.TextInput(
            {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter your reference"},
    )


class MoreForm(ReferenceForm):
    """What is added to what was told before."""

    detail = forms.CharField(
        label="What else did you see or hear?",
        max_length=10_000,
        widget=_text(6),
        error_messages={
            "required": "Say what else you saw or heard",
            "max_length": "It must be 10,000 letters or fewer",
        },
    )
