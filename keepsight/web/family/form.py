"""The forms of the family pages: the day of a household, a relationship, its end, a move."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms

from keepsight.casework.concern import When
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.household.relating import Candidate, NewPerson, Relating
from keepsight.casework.recording import Recording
from keepsight.exchange.uncertain_date import UncertainDate
from keepsight.practice.codes.household import HOUSEHOLD_CHANGE
from keepsight.practice.codes.person import RELATION
from keepsight.web.govuk.form import Checkboxes, DayField, GovukForm, Radios
from keepsight.web.govuk.tags import phrase
from keepsight.web.govuk.telling import TellingForm
from keepsight.web.happened import RecentField
from keepsight.web.recording.field import LONGEST, LONGEST_LINE
from keepsight.web.today import today

SOMEBODY_ELSE = "new"


class _HappenedForm(TellingForm):
    """A form with one field for the day, sure or not."""

    places = {"happened_on": "happened", "latest_on": "happened"}


class DayForm(GovukForm):
    """Which day's household is wanted."""

    marks_optional = False
    on = DayField(label="Show who lived with the child on", required=False)


class RelateForm(_HappenedForm):
    """Who is related to the child, and how. People of that name whom the record knows are offered
    before a new one is begun."""

    def __init__(self, page: Relating, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        if page.candidates:
            self.fields["person"] = _people(page.candidates, "Who is it?", required=False)
        self.fields["name"] = forms.CharField(
            label="Full name" if not page.candidates else "The name, where it is somebody else",
            max_length=LONGEST_LINE,
            required=not page.candidates,
            widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": "Enter the name"},
        )
        self.fields["born_on"] = DayField(
            label="Date of birth",
            help_text="If you know it. The date a baby is due, before the birth.",
            required=False,
        )
        self.fields["relation"] = forms.ChoiceField(
            label=f"What are they to {page.who.name}?",
            choices=[("", "Choose one"), *((e.code, e.name) for e in RELATION.values())],
            error_messages={"required": "Choose what they are to the child"},
        )
        if page.parents:
            self.fields["through"] = forms.ChoiceField(
                label="Through whom?",
                help_text="The parent they share, or whose parent, partner, brother or sister "
                "they are.",
                choices=[("", "Not known, or not needed"), *page.parents],
                required=False,
            )
        self.fields["began_on"] = DayField(label="Since when, where that matters?", required=False)
        self.fields["detail"] = _words("Anything to add?")

    def ask_whether(self, alike: Sequence[Candidate]) -> None:
        """Ask whether one of these people of the same name is meant."""
        self.fields["same"] = _people(alike, "Is it one of these?", required=True)
        names = ["same", *(each for each in self.fields if each != "same")]
        self.order_fields(names)

    @property
    def is_named(self) -> bool:
        """Whether a name was typed, and nobody chosen from those around the family."""
        return not self._chosen("person") and bool(self.cleaned_data.get("name"))

    @property
    def has_been_asked(self) -> bool:
        """Whether the people of the same name have been shown, and one or none of them chosen."""
        return bool(self.data.get("same"))

    def _chosen(self, field: str) -> str:
        chosen = str(self.data.get(field) or "")
        return "" if chosen == SOMEBODY_ELSE else chosen

    @property
    def relative(self) -> str | NewPerson:
        """Who is meant: somebody known, by identifier, or somebody new."""
        known = self._chosen("person") or self._chosen("same")
        given = self.cleaned_data
        return known or NewPerson(given.get("name", ""), given.get("born_on"))

    @property
    def values(self) -> dict[str, Any]:
        """What is said of the relationship."""
        given = self.cleaned_data
        names = ("relation", "through", "began_on", "detail")
        return {name: given[name] for name in names if name in given}


class EndForm(_HappenedForm):
    """Since when somebody is no longer what they were, and why."""

    how = forms.ChoiceField(
        label="Which is right?",
        choices=(("ended", "It was so, and has ended"), ("never", "It was never so")),
        widget=Radios(
            hints={
                "never": "The person comes out of the family. What was written stays in the record."
            }
        ),
        initial="ended",
        error_messages={"required": "Choose which is right"},
    )
    ended_on = DayField(
        label="Since when?",
        error_messages={"required": "Enter since when"},
    )
    reasons = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why"},
    )


class MoveForm(_HappenedForm):
    """Where the child lives now, since when, and who moved too."""

    def __init__(
        self, page: Recording, adults: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household_change"] = forms.ChoiceField(
            label="What changed?",
            choices=[(each.code, each.name) for each in HOUSEHOLD_CHANGE.values()],
            widget=Radios(),
            error_messages={"required": "Choose what changed"},
        )
        self.fields["address"] = forms.CharField(
            label="Where does the child live from then on?",
            help_text="The address, a line for each part. Leave it empty where it is not known.",
            required=False,
            max_length=500,
            widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        )
        self.fields["happened"] = RecentField(label="Since when?")
        if page.siblings:
            self.fields["siblings"] = _several(
                "Which brothers and sisters moved too?",
                [(each.child, each.name) for each in page.siblings],
            )
        if adults:
            self.fields["adults"] = _several("Which adults live there too?", adults)
        if page.concerns:
            self.fields["concerns"] = _concerns(page)
        self.fields["detail"] = _words("Why, and who decided it?")
        self.fields["reference"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64, initial=uuid4().hex
        )

    @property
    def values(self) -> dict[str, Any]:
        """What `move` is to be told."""
        given = self.cleaned_data
        happened: UncertainDate = given["happened"]
        words = "" if happened.precision == "day" else happened.as_written
        when = When(happened.happened_on, happened.latest_on, happened.precision, words)
        return {
            "household_change": given["household_change"],
            "address": given["address"].replace("\r\n", "\n"),
            "when": when,
            "also": tuple(given.get("siblings", ())),
            "adults": tuple(given.get("adults", ())),
            "concerns": tuple(given.get("concerns", ())),
            "detail": given["detail"],
            "reference": given["reference"],
        }


def _people(candidates: Sequence[Candidate], label: str, *, required: bool) -> forms.Field:
    choices = [(each.person, each.name) for each in candidates]
    hints = {each.person: each.words for each in candidates}
    return forms.ChoiceField(
        label=label,
        choices=[*choices, (SOMEBODY_ELSE, "Somebody else")],
        widget=Radios(hints=hints),
        required=required,
        error_messages={"required": "Choose one of these people, or somebody else"},
    )


def _several(label: str, choices: Sequence[tuple[str, str]]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=Checkboxes(), required=False
    )


def _concerns(page: Recording) -> forms.Field:
    def hint(day: str, agency: str, is_open: bool) -> str:
        said = f"Raised on {day} by {agency}"
        return said if is_open else f"{said}. It has an answer; a return home opens it again"

    choices = [(e.concern, f"{e.who.name}: {phrase(e.harms).lower()}") for e in page.concerns]
    hints = {
        each.concern: hint(day_in_words(each.opened_on), each.agency, each.is_open)
        for each in page.concerns
    }
    return forms.MultipleChoiceField(
        label="Which concerns does it bear on?",
        help_text="A move answers none of them.",
        choices=choices,
        widget=Checkboxes(hints=hints),
        required=False,
    )


def _words(label: str) -> forms.Field:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )


def end_initial() -> dict[str, Any]:
    """What stands in the form of an end at first."""
    return {"ended_on": today()}
