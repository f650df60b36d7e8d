"""Answering a disagreement, taking it higher, saying it is settled; and a chair's challenge."""

from django import forms

from keepsight.casework.disagreement import GIVEN
from keepsight.practice.codes.answer import DISAGREEMENT_GROUND, DISAGREEMENT_OUTCOME
from keepsight.web.govuk.form import GovukForm, Radios


def _words(label: str, required: str, *, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": required},
    )


class AnswerForm(GovukForm):
    """What becomes of the decision, and why."""

    outcome = forms.ChoiceField(
        label="What becomes of the decision?",
        choices=[(each, DISAGREEMENT_OUTCOME.named(each)) for each in GIVEN],
        widget=Radios,
        error_messages={"required": "Choose what you decide"},
    )
    reasons = _words("Why?", "Say why", hint="Who disagrees reads this.")

    def ask_about_a_challenge(self) -> None:
        """A chair challenges what is done, or is not, more often than a decision that was made."""
        self["outcome"].label = "What do you decide about it?"
        self.fields["outcome"].widget.hints = {
            "decision_changed": "Something is done that was not, or is done otherwise. Say what, "
            "and by when.",
            "decision_stands": "It goes on as it is. Say why that is right for the child.",
        }


class ClimbForm(GovukForm):
    """Why it goes higher."""

    reasons = _words("Why does it go higher?", "Say why it goes higher")


class SettledForm(GovukForm):
    """What settled it."""

    reasons = _words("What settled it?", "Say what settled it")


class ChallengeForm(GovukForm):
    """What a chair challenges, and what has to change."""

    ground = forms.ChoiceField(
        label="What do you challenge?",
        choices=[
            (each, DISAGREEMENT_GROUND.named(each))
            for each in DISAGREEMENT_GROUND.group("challenge")
        ],
        widget=Radios(
            hints={
                each: DISAGREEMENT_GROUND[each].description
                for each in DISAGREEMENT_GROUND.group("challenge")
            }
        ),
        error_messages={"required": "Choose what you challenge"},
    )
    about = forms.ChoiceField(
        label="Is it about one of these?",
        required=False,
        widget=forms.Select,
    )
    reasons = _words("What has to change, and by when?", "Say what has to change, and by when")

    def __init__(self, *args: object, about: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "None of these"), *about]
