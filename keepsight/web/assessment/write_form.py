"""The form on which an assessment is written: for each child, each open concern and each thing that
came before."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from keepsight.casework.assessment import words as name
from keepsight.casework.assessment.page import AssessmentPage, EarlierPart
from keepsight.casework.assessment.shown import ChildPart, ConcernPart
from keepsight.casework.assessment.words import Words
from keepsight.practice.codes.assessment import ASSESSMENT_OUTCOME, FACTOR, SPOKEN_WITH
from keepsight.web.assessment.form import LONGEST
from keepsight.web.govuk.form import Checkboxes, Radios
from keepsight.web.govuk.telling import TellingForm

_OUTCOMES = [(each, ASSESSMENT_OUTCOME.named(each)) for each in ASSESSMENT_OUTCOME]
_FACTORS = [(each, FACTOR.named(each)) for each in FACTOR]


class WriteForm(TellingForm):
    """Everything that an assessment says. Nothing is asked for until it is handed in, so that what
    is half written can be kept."""

    marks_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, page: AssessmentPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        for child in page.children:
            self._add_child(child)
            for concern in child.concerns:
                self.fields[name.says(concern.concern)] = _words(
                    "What does the assessment say about this concern?", rows=4
                )
        for each in page.earlier:
            self._add_earlier(each)
        if page.clock.is_late:
            self.fields[name.OVERRUN] = _words("Why does it take longer than guidance allows?")
        self.initial = {**page.words, "version": page.version}

    @property
    def words(self) -> Words:
        """What is written, from a form that was sent."""
        return {each: said for each, said in self.cleaned_data.items() if each != "version"}

    def children(self) -> Iterator[tuple[ChildPart, list[tuple[BoundField, bool, bool]]]]:
        """Each child, with the fields about the child: whether a field is folded away for being
        long, and whether it is open nevertheless."""
        for each in self.page.children:
            names = [name.of_child(field, each.who.child) for field in _ORDER]
            yield each, [self._folded(self[field]) for field in names if field in self.fields]

    def _folded(self, field: BoundField) -> tuple[BoundField, bool, bool]:
        is_long = field.name.startswith("factors.")
        return field, is_long, bool(field.value() or field.errors)

    def concerns(self) -> Iterator[tuple[ChildPart, ConcernPart, BoundField]]:
        """Each open concern, with the field for what the assessment says of it."""
        for child in self.page.children:
            for each in child.concerns:
                yield child, each, self[name.says(each.concern)]

    def earlier(self) -> Iterator[tuple[EarlierPart, BoundField, BoundField]]:
        """Each thing that came before, with the box to tick and the field for what it means."""
        for each in self.page.earlier:
            item = each.item.earlier
            yield each, self[name.gone_through(item)], self[name.means(item)]

    @property
    def overrun(self) -> BoundField | None:
        """The reason for an overrun, where there is one."""
        return self[name.OVERRUN] if name.OVERRUN in self.fields else None

    def _add_child(self, child: ChildPart) -> None:
        who = child.who
        if child.seen.is_missing:
            missed = "seen" if child.seen.seen_on is None else "seen alone"
            self.fields[name.of_child("why_not", who.child)] = _words(
                f"Why has {who.name} not been {missed}?"
            )
        self.fields[name.of_child("spoken_with", who.child)] = forms.MultipleChoiceField(
            label=f"Who was spoken with about {who.name}?",
            help_text="Fathers and partners are often left out, and often matter most.",
            choices=[(each, SPOKEN_WITH.named(each)) for each in SPOKEN_WITH],
            required=False,
            widget=Checkboxes(
                {"class": "govuk-checkboxes--small"},
                hints={"man_not_possible": SPOKEN_WITH["man_not_possible"].description},
            ),
        )
        self.fields[name.of_child("analysis", who.child)] = _words(
            f"What does it mean for {who.name}?",
            rows=8,
            hint="What was learned, what is worrying, what is going well, and what the child says.",
        )
        self.fields[name.of_child("factors", who.child)] = forms.MultipleChoiceField(
            label=f"Which factors did you find for {who.name}?",
            choices=_FACTORS,
            required=False,
            widget=Checkboxes({"class": "govuk-checkboxes--small in-columns"}),
        )
        self.fields[name.of_child("outcome", who.child)] = forms.ChoiceField(
            label=f"What comes of it for {who.name}?",
            choices=[each for each in _OUTCOMES if each[0] != "not_stated"],
            required=False,
            widget=Radios(hints={"no_further_action": "Every open concern stays open."}),
        )

    def _add_earlier(self, each: EarlierPart) -> None:
        item = each.item
        self.fields[name.gone_through(item.earlier)] = forms.BooleanField(
            label=f"I have gone through this: {item.what}", required=False
        )
        self.fields[name.means(item.earlier)] = _words(
            "Nobody has answered or ended this. What does it mean?"
            if item.is_open
            else "What does it mean? (if anything)",
            rows=2,
        )


_ORDER = ("why_not", "spoken_with", "analysis", "factors", "outcome")


def _words(label: str, *, rows: int = 3, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": rows}),
    )
