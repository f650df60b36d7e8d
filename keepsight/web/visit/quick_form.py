"""What the forms of the short pages have in common: what is so of each child, what is so of all,
and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField

from keepsight.casework.fact_line import day_in_words
from keepsight.casework.recording import ConcernChoice
from keepsight.casework.visit.page import ChildHere, QuickPage
from keepsight.casework.visit.record import Next
from keepsight.exchange.uncertain_date import UncertainDate
from keepsight.web.govuk.form import Checkboxes, DayField
from keepsight.web.govuk.tags import phrase
from keepsight.web.govuk.telling import TellingForm
from keepsight.web.happened import RecentField
from keepsight.web.recording.field import LONGEST, LONGEST_LINE


@dataclass(frozen=True)
class Group:
    """The questions about one child. `is_open`: shown at once, not behind the child's name."""

    child: ChildHere
    fields: tuple[BoundField, ...]
    is_open: bool
    is_first: bool

    @property
    def title(self) -> str:
        """What opens the questions about a brother or sister."""
        age = f", {self.child.who.age}" if self.child.who.age else ""
        return f"{self.child.who.name}{age}: was part of it too"


class QuickForm(TellingForm):
    """What every short page asks. Fields of a child end in the child's number on the page; a
    brother or sister of whom nothing is answered was not part of it."""

    each: Mapping[str, str] = {}
    """For each field asked of every child: what is said where the first child's is missing."""

    places = {"happened_on": "happened", "latest_on": "happened"}

    def __init__(self, page: QuickPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["happened"] = RecentField()
        self.fields["happened"].initial = "today"
        self.of_all()
        for number, child in enumerate(page.children):
            for name, field in self.of_each(child).items():
                self.fields[f"{name}-{number}"] = field
                if name in self.each and number == 0:
                    field.required = True
                    field.error_messages["required"] = self.each[name].format(child.who.name)
            if child.concerns:
                self.fields[f"concerns-{number}"] = _concerns(child.concerns)
        self.at_end()
        self.fields["reference"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64, initial=uuid4().hex
        )

    def of_all(self) -> None:
        """Fields asked once, before those of each child."""

    def of_each(self, child: ChildHere) -> dict[str, forms.Field]:
        """Fields asked of one child."""
        raise NotImplementedError

    def at_end(self) -> None:
        """Fields asked once, after those of each child."""

    def clean(self) -> dict[str, Any]:
        """What is missing of the first child, and of every child who was part of it."""
        given = super().clean() or {}
        for number in self.numbers(given):
            for name, missing in self.each.items():
                key = f"{name}-{number}"
                if not given.get(key) and key not in self.errors:
                    self.add_error(key, missing.format(self.page.children[number].who.name))
            self.clean_child(given, number)
        return given

    def clean_child(self, given: Mapping[str, Any], number: int) -> None:
        """What does not fit together of one child."""

    def numbers(self, given: Mapping[str, Any]) -> list[int]:
        """Which children were part of it, by their numbers on the page: the first always."""
        own = [name for name in self.fields if "-" in name]
        told = {int(name.rpartition("-")[2]) for name in own if given.get(name)}
        return sorted(told | {0})

    def own(self, given: Mapping[str, Any], number: int) -> dict[str, Any]:
        """The fields of the fact of one child, besides the concerns."""
        raise NotImplementedError

    @property
    def of_children(self) -> dict[str, dict[str, Any]]:
        """For each child who was part of it the fields of the fact."""
        given = self.cleaned_data
        return {
            self.page.children[number].who.child: {
                "concerns": tuple(given.get(f"concerns-{number}") or ()),
                **self.own(given, number),
            }
            for number in self.numbers(given)
        }

    @property
    def shared(self) -> dict[str, Any]:
        """The fields that are so of every child."""
        happened: UncertainDate = self.cleaned_data["happened"]
        own = {
            name: value
            for name, value in self.cleaned_data.items()
            if "-" not in name and name in self.page.kind.model_fields
        }
        own.pop("next_step", None)
        return own | {
            "happened_on": happened.happened_on,
            "latest_on": happened.latest_on,
            "precision": happened.precision,
            "date_as_written": "" if happened.precision == "day" else happened.as_written,
        }

    @property
    def next_(self) -> Next | None:
        """What comes next, where something was said of it."""
        given = self.cleaned_data
        words = given.get("next_step", "")
        asked = given.get("next_of") or None
        return Next(words, given.get("next_on"), int(asked) if asked else None) if words else None

    @property
    def groups(self) -> Sequence[Group]:
        """The questions, child by child."""
        told = set(self.numbers(self.data_or_nothing))
        return [
            Group(
                child=child,
                fields=tuple(self[name] for name in self.fields if name.endswith(f"-{number}")),
                is_open=number in told or any(e.endswith(f"-{number}") for e in self.errors),
                is_first=number == 0,
            )
            for number, child in enumerate(self.page.children)
        ]

    @property
    def data_or_nothing(self) -> Mapping[str, Any]:
        """What was sent, by the names of the fields; nothing where the form is new."""
        if not self.is_bound:
            return {}
        return {name: self[name].value() for name in self.fields if "-" in name}

    @property
    def before(self) -> list[BoundField]:
        """The fields asked once before those of the children."""
        names = list(self.fields)
        first = next(place for place, name in enumerate(names) if name.endswith("-0"))
        return [self[name] for name in names[:first]]

    @property
    def after(self) -> list[BoundField]:
        """The fields asked once after those of the children."""
        names = list(self.fields)
        last = max(place for place, name in enumerate(names) if "-" in name)
        return [self[name] for name in names[last + 1 :]]

    def ask_next(self, label: str, hint: str, *, of_whom: bool = False) -> None:
        """Ask what comes next, by when, and of whom."""
        self.fields["next_step"] = words(label, hint=hint)
        self.fields["next_on"] = DayField(label="By when?", required=False)
        if of_whom and self.page.workers:
            self.fields["next_of"] = forms.ChoiceField(
                label="Who does it?",
                choices=[("", "I do"), *self.page.workers],
                required=False,
            )


def words(label: str, *, hint: str = "", rows: int = 3, most: int = LONGEST) -> forms.Field:
    """A field for as many words as are needed, or none."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=widget
    )


def line(
    label: str,
    *,
    hint: str = "",
    missing: str = "",
    required: bool = True,
    choices: Sequence[str] = (),
) -> forms.Field:
    """A field for one line, in which the choices are offered as one types."""
    offered = {"list": "people"} if choices else {}
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_LINE,
        widget=forms.TextInput({"autocomplete": "off", **offered}),
        error_messages={"required": missing},
    )


def _concerns(concerns: Sequence[ConcernChoice]) -> forms.Field:
    choices = [(each.concern, phrase(each.harms)) for each in concerns]
    hints = {
        each.concern: f"Raised on {day_in_words(each.opened_on)} by {each.agency}"
        for each in concerns
    }
    return forms.MultipleChoiceField(
        label="Which open concerns is it about?",
        help_text="To name a concern here does not answer it.",
        choices=choices,
        widget=Checkboxes(hints=hints),
        required=False,
    )
