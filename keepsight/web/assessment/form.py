"""The forms of assessments: starting one, asking a partner, answering, agreeing or returning."""

from datetime import date
from typing import Any

from django import forms

from keepsight.casework.assessment.listed import StartPage
from keepsight.casework.assessment.question import Partners, Question, Whom
from keepsight.casework.fact_line import day_in_words
from keepsight.practice.codes.assessment import ASSESSMENT
from keepsight.web.govuk.form import Checkboxes, DayField, Radios
from keepsight.web.govuk.tags import phrase
from keepsight.web.govuk.telling import TellingForm

LONGEST = 10_000


class StartForm(TellingForm):
    """Whom the assessment is about, of what kind, why, and which concerns led to it."""

    def __init__(self, page: StartPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.siblings:
            self.fields["siblings"] = forms.MultipleChoiceField(
                label=f"Who else is assessed, besides {page.who.name}?",
                help_text="One assessment, with what it found for each of them.",
                choices=[(each.child, each.name) for each in page.siblings],
                widget=Checkboxes(hints={each.child: each.age for each in page.siblings}),
                required=False,
            )
        self.fields["assessment"] = forms.ChoiceField(
            label="What kind of assessment is it?",
            choices=[(each, ASSESSMENT.named(each)) for each in page.kinds],
            widget=Radios(hints={each: ASSESSMENT[each].description for each in page.kinds}),
            initial="single",
            error_messages={"required": "Choose what kind of assessment it is"},
        )
        self.fields["reasons"] = forms.CharField(
            label="Why is it begun?",
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 4}),
            error_messages={"required": "Say why it is begun"},
        )
        if page.concerns:
            several = len({each.child for each, _ in page.concerns}) > 1
            self.fields["concerns"] = forms.MultipleChoiceField(
                label="Which concerns led to it?",
                help_text="It has to speak of every open concern of these children in any case.",
                choices=[
                    (
                        concern.concern,
                        f"{each.name}: {phrase(concern.harms).lower()}"
                        if several
                        else phrase(concern.harms),
                    )
                    for each, concern in page.concerns
                ],
                widget=Checkboxes(
                    hints={
                        concern.concern: f"Raised on {day_in_words(concern.opened_on)} by "
                        f"{concern.agency}"
                        for _, concern in page.concerns
                    }
                ),
                required=False,
            )


class AskForm(TellingForm):
    """Whom to ask, what, and by when."""

    whom = forms.ChoiceField(
        label="Who is asked?",
        help_text="Whoever signs in answers on a page of their own, without reading the record.",
        error_messages={"required": "Choose who is asked, or somebody else"},
    )
    name = forms.CharField(
        label="Name and agency, for somebody else",
        help_text="You then write down what they say.",
        max_length=200,
        required=False,
    )
    question = forms.CharField(
        label="What do you want to know?",
        help_text="They see this, the child’s name, and nothing else.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what you want to know"},
    )
    due_on = DayField(
        label="By when?", error_messages={"required": "Enter by when you want an answer"}
    )

    def __init__(self, partners: Partners, *args: Any, due_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            ("Agencies", [(f"agency {pk}", name) for pk, name in partners.agencies]),
            ("People", [(f"user {pk}", name) for pk, name in partners.people]),
            ("name", "Somebody else, who does not sign in"),
        ]
        self.fields["due_on"].initial = due_on

    def clean(self) -> dict[str, Any]:
        """Somebody else needs a name."""
        given = super().clean() or {}
        if given.get("whom") == "name" and not given.get("name"):
            self.add_error("name", "Enter the name and the agency")
        return given

    @property
    def chosen(self) -> Whom:
        """Who is asked, from a form in which nothing is wrong."""
        sort, _, number = self.cleaned_data["whom"].partition(" ")
        if sort == "user":
            return Whom(user=int(number))
        if sort == "agency":
            return Whom(agency=int(number))
        return Whom(name=self.cleaned_data["name"])


class AnswerForm(TellingForm):
    """What somebody knows; and who said so, where another writes it down."""

    def __init__(self, shown: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shown.asked_of_me:
            self.fields["answered_by"] = forms.CharField(
                label="Who told you, and how?",
                help_text="For example: Dr Amin, Fell Surgery, on the telephone.",
                max_length=200,
                initial=shown.asked,
                error_messages={"required": "Say who told you"},
            )
        self.fields["reply"] = forms.CharField(
            label="What do you know?" if shown.asked_of_me else "What did they say?",
            help_text="Say so too if it is nothing.",
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 8}),
            error_messages={"required": "Say what is known, even if it is nothing"},
        )


class SecondLookForm(TellingForm):
    """A manager agrees an assessment, or returns it with reasons."""

    verdict = forms.ChoiceField(
        label="What do you decide?",
        choices=[("agree", "I agree it"), ("return", "It has to be changed first")],
        widget=Radios(
            hints={
                "agree": "It is completed. It answers no concern.",
                "return": "It goes back to whoever handed it in.",
            }
        ),
        error_messages={"required": "Choose whether you agree it or return it"},
    )
    reasons = forms.CharField(
        label="What has to change, and why?",
        help_text="Only if you return it.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_overrun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_overrun:
            self.fields["overrun_reason"] = forms.CharField(
                label="Why did it take longer than guidance allows?",
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea({"rows": 2}),
            )
