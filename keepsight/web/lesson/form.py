"""The forms of a lesson, one for each step. What each offers comes from casework."""

from collections.abc import Mapping
from typing import Any

from django import forms

from keepsight.casework.lesson import choices
from keepsight.casework.lesson import step as step_of
from keepsight.casework.lesson.trying import PartOffered
from keepsight.web.govuk.form import Checkboxes, GovukForm, Radios
from keepsight.web.lesson.field import DaysField, SpanField, SpanInput

NAME: dict[str, Any] = {
    "label": "What is the lesson called?",
    "help_text": "A few words that say what goes wrong. Findings stand under this name, such as "
    "“A medical that settled nothing was left at that”.",
    "max_length": 100,
    "error_messages": {"required": "Give the lesson a name"},
}


class NameForm(GovukForm):
    """What the lesson is called, and what it says."""

    title = forms.CharField(**NAME)
    sentence = forms.CharField(
        label="What has gone wrong, in one sentence?",
        help_text="As you would say it to the worker who reads it beside a child’s name.",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what has gone wrong, in one sentence"},
    )

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as a lesson keeps it."""
        return dict(self.cleaned_data)


class SourceForm(GovukForm):
    """Where the lesson comes from."""

    title = forms.CharField(
        label="Which document does it come from?",
        help_text="A review, an inspection, guidance, or your own audit: its title and year.",
        max_length=300,
        error_messages={"required": "Say which document it comes from"},
    )
    publisher = forms.CharField(label="Who published it?", max_length=200, required=False)
    where = forms.CharField(
        label="Where in it?",
        help_text="A paragraph, a page or a recommendation.",
        max_length=200,
        required=False,
    )
    address = forms.RegexField(
        r"^https?://\S+$",
        label="Its address on the web",
        max_length=500,
        required=False,
        error_messages={"invalid": "Enter an address that begins with https://"},
    )
    number_is_in_source = forms.BooleanField(
        label="The number or the time that the lesson names stands in this document",
        required=False,
        help_text="Leave it unticked where it does not: the rule then says that its number is a "
        "proposal, a prompt to look and not a limit.",
    )

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as a lesson keeps it."""
        given = dict(self.cleaned_data)
        return {"number_is_in_source": given.pop("number_is_in_source"), "source": given}


class SortForm(GovukForm):
    """What sort of lesson it is."""

    heading = "sort"
    sort = forms.ChoiceField(
        label="What sort of lesson is it?",
        choices=choices.SORTS_OFFERED,
        widget=Radios(
            hints={
                "not_done": "No second opinion within 15 working days of a medical that settled "
                "nothing.",
                "too_many": "Three injuries within 12 months that different agencies saw.",
                "nothing_comes": "Six meetings about a concern, and no assessment, plan or answer.",
                "rhythm_lost": "While a plan is in force, no visit for six weeks.",
                "left_open": "The category of the plan was changed, and nobody had answered the "
                "concern.",
            }
        ),
        error_messages={"required": "Choose what sort of lesson it is"},
    )

    @property
    def said(self) -> dict[str, Any]:
        """What was chosen, as a lesson keeps it."""
        return {"sort": self.cleaned_data["sort"]}


class KindsForm(GovukForm):
    """Which kinds of fact are meant: a field for each topic."""

    marks_optional = False

    def __init__(self, *args: Any, chosen: tuple[str, ...], needs_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_one = needs_one
        for number, (topic, kinds) in enumerate(choices.kinds_offered()):
            self.fields[f"topic_{number}"] = forms.MultipleChoiceField(
                label=topic,
                choices=[(each.kind, each.title) for each in kinds],
                widget=Checkboxes(
                    attrs={"class": "govuk-checkboxes--small"},
                    hints={each.kind: each.words for each in kinds},
                ),
                required=False,
                initial=[each.kind for each in kinds if each.kind in chosen],
            )

    def clean(self) -> dict[str, Any]:
        """At least one, where one is needed."""
        given: dict[str, Any] = super().clean() or {}
        if self.needs_one and not any(given.values()):
            raise forms.ValidationError("Choose at least one kind of fact.")
        return given

    @property
    def kinds(self) -> list[str]:
        """The kinds that were chosen, in the order in which they are offered."""
        return [kind for each in self.cleaned_data.values() for kind in each]


class NarrowForm(GovukForm):
    """Which facts of one kind are meant: a field for each thing that may be asked."""

    marks_optional = False

    def __init__(
        self,
        *args: Any,
        asked: tuple[choices.Asked, ...],
        answers: Mapping[str, list[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for each in asked:
            one = each.name == "bears" or [code for code, _ in each.answers] == ["yes", "no"]
            offered = list(each.answers)
            if one and each.name != "bears":
                offered = [("", "Either, or not said"), *offered]
            given = answers.get(each.name, [])
            self.fields[each.name] = (forms.ChoiceField if one else forms.MultipleChoiceField)(
                label=each.question.rstrip("."),
                choices=offered,
                widget=Radios(attrs={"class": "govuk-radios--small"})
                if one
                else Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
                required=False,
                initial=(given[0] if given else offered[0][0]) if one else given,
            )

    @property
    def answers(self) -> dict[str, list[str]]:
        """What was chosen of each."""
        return {
            name: [value] if isinstance(value, str) else list(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class NumbersForm(GovukForm):
    """The numbers and times that a lesson of its sort names, and how they are counted."""

    def __init__(self, *args: Any, fields: tuple[step_of.NumberAsked, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = fields
        for each in fields:
            self.fields[each.name] = _number_field(each)

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as a lesson keeps it."""
        return dict(self.cleaned_data)


def _number_field(asked: step_of.NumberAsked) -> forms.Field:
    shared: dict[str, Any] = {
        "label": asked.question,
        "help_text": asked.hint,
        "required": asked.is_needed,
        "initial": asked.value,
    }
    match asked.shape:
        case "span":
            # Several stand on one page: the list of what is wrong above it says which is meant.
            needed = f"{asked.question} Enter a number, and choose of what"
            unit = "months" if asked.name in ("window", "longest") else "working_days"
            widget = SpanInput(unit=unit)
            return SpanField(**shared, widget=widget, error_messages={"required": needed})
        case "yes_no":
            return forms.BooleanField(**{**shared, "required": False})
    return forms.IntegerField(
        min_value=1,
        max_value=100,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter a number",
            "invalid": "Enter a whole number",
            "min_value": "Enter 1 or more",
            "max_value": "Enter 100 or fewer",
        },
        **shared,
    )


class WhomForm(GovukForm):
    """For which children, when, and whether for each concern apart."""

    marks_optional = False

    def __init__(self, *args: Any, sort: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rhythm = sort == "rhythm_lost"
        if not rhythm and sort != "left_open":
            self.fields["per_concern"] = _yes_no(
                "Is it looked at for each open concern apart?",
                "Yes: only what bears on the concern counts, while it is open, and an answer to it "
                "clears it. No: it is about the child as a whole.",
            )
        self.fields["during"] = forms.ChoiceField(
            label="While what must it come round?" if rhythm else "When does it count?",
            choices=[
                *([] if rhythm else [("", "At any time")]),
                *_capitals(choices.DURING_OFFERED),
            ],
            widget=Radios(),
            required=rhythm,
            error_messages={"required": "Choose while what it must come round"},
        )
        if not rhythm:
            self.fields["under"] = SpanField(
                widget=SpanInput(unit="years"),
                label="Only for a child younger than",
                help_text="Leave empty for every age. Where the birth is not known, a child is "
                "taken not to be younger.",
                required=False,
            )
            self.fields["at_least"] = SpanField(
                widget=SpanInput(unit="years"),
                label="Only for a child who is at least",
                help_text="Leave empty for every age.",
                required=False,
            )

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, as a lesson keeps it."""
        given = dict(self.cleaned_data)
        if "per_concern" in given:
            given["per_concern"] = given["per_concern"] == "yes"
        return given


def _yes_no(label: str, hint: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": "Choose yes or no"},
    )


def _capitals(named: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(code, name[:1].upper() + name[1:]) for code, name in named]


class ExampleForm(GovukForm):
    """One example: a story, and the days on which each part of the lesson happens in it."""

    marks_optional = False
    story = forms.CharField(
        label="The story, in a few words",
        help_text="Such as “the second opinion comes on the last day”.",
        max_length=200,
        error_messages={"required": "Say in a few words what the example is"},
    )

    def __init__(self, *args: Any, parts: tuple[PartOffered, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for each in parts:
            self.fields[each.name] = DaysField(
                label=f"{each.title}: on which days?",
                required=False,
                max_length=400,
                widget=forms.TextInput(),
            )
        self.order_fields(["story", *(each.name for each in parts)])

    @property
    def days(self) -> dict[str, tuple[Any, ...]]:
        """The days of each part that has any."""
        return {e.name: self.cleaned_data[e.name] for e in self.parts if self.cleaned_data[e.name]}


class ReasonsForm(GovukForm):
    """Why a lesson is published or withdrawn."""

    marks_optional = False
    reasons = forms.CharField(
        label="Why?",
        help_text="For whoever reads the rule’s history later.",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why, for whoever reads it later"},
    )


class FileForm(GovukForm):
    """A case from a file."""

    file = forms.FileField(
        label="Try a case of your own",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="A file of dated rows, CSV or Excel, as “keepsight replay” takes it. It is read "
        "for this look and kept nowhere. It must not name a child.",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty",
            "invalid": "Choose a file",
        },
    )
