"""Setting an action of a plan, and saying how one stands."""

from typing import Any

from django import forms

from keepsight.casework.fact_line import day_in_words
from keepsight.casework.plan import Step
from keepsight.casework.plan.form_page import Setting, Updating
from keepsight.practice.codes.plan import ACTION_PROGRESS
from keepsight.web.govuk.form import Checkboxes, CodeField, GovukForm
from keepsight.web.govuk.tags import phrase
from keepsight.web.plan.step_field import LONGEST, step_fields, step_of


class ActionForm(GovukForm):
    """An action for one concern or several, of the child and of brothers and sisters."""

    marks_optional = False

    def __init__(self, page: Setting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        several = len({each.who for each in page.concerns}) > 1
        if page.concerns:
            self.fields["concerns"] = forms.MultipleChoiceField(
                label="Which concerns is it for?",
                help_text="An action for a concern does not answer it.",
                choices=[
                    (
                        each.concern,
                        f"{each.who.name}: {phrase(each.harms).lower()}"
                        if several
                        else phrase(each.harms),
                    )
                    for each in page.concerns
                ],
                widget=Checkboxes(
                    hints={
                        each.concern: f"Raised on {day_in_words(each.opened_on)} by {each.agency}"
                        for each in page.concerns
                    }
                ),
                required=False,
            )
        if page.siblings:
            self.fields["also"] = forms.MultipleChoiceField(
                label=f"Who else is it for, besides {page.who.name}?",
                choices=[(each.child, each.name) for each in page.siblings],
                widget=Checkboxes(),
                required=False,
            )
        self.fields.update(step_fields(page.people))

    @property
    def children(self) -> list[str]:
        """The child, and everybody else whom the action is for."""
        concerns = set(self.cleaned_data.get("concerns", ()))
        named = {each.who.child for each in self.page.concerns if each.concern in concerns}
        others = named.union(self.cleaned_data.get("also", ())) - {self.page.who.child}
        return [self.page.who.child, *sorted(others)]

    @property
    def step(self) -> Step:
        """What is to be done, as the form says it."""
        return step_of(self.cleaned_data, self.page.people)

    def clean(self) -> dict[str, Any]:
        """Somebody has to be named who does it."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("owner") or str(cleaned.get("owner_name") or "").strip()):
            self.add_error("owner_name", "Name who will do it")
        return cleaned


class ProgressForm(GovukForm):
    """How an action stands, what came of it, and what is done instead where it did not work."""

    progress = CodeField(
        ACTION_PROGRESS,
        label="How does it stand?",
        error_messages={"required": "Choose how it stands"},
    )
    words = forms.CharField(
        label="What was done, and what came of it?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what was done and what came of it"},
    )
    what_instead = forms.CharField(
        label="What is done instead?",
        help_text="Needed where nothing changed, or where it was not done.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, page: Updating, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("what_instead", page.action.contingency)
