"""The forms about enquiries and medicals: how an enquiry ended for each child, a medical asked for,
and what it said."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from keepsight.casework.fact_line import day_in_words
from keepsight.casework.medical import Result
from keepsight.casework.section_47 import Outcome
from keepsight.casework.section_47_page import EnquiryPart
from keepsight.casework.strategy_discussion_page import OpenConcern
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.assessment import SECTION_47_OUTCOME
from keepsight.practice.codes.medical import MEDICAL_FINDING, OPINION
from keepsight.web.assessment.form import LONGEST
from keepsight.web.govuk.form import Checkboxes, DayField, Radios
from keepsight.web.govuk.tags import phrase
from keepsight.web.govuk.telling import TellingForm

GOES_ON = "goes_on"
STAYS_OPEN = "Every open concern stays open."


class EndForm(TellingForm):
    """How an enquiry ended, for each child whom it is about; or that it goes on."""

    marks_optional = False

    def __init__(self, parts: Sequence[EnquiryPart], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = [each for each in parts if each.is_open]
        for each in self.parts:
            self._add(each)

    def of_children(self) -> Iterator[tuple[EnquiryPart, list[BoundField]]]:
        """Each enquiry that is open, with its fields."""
        for each in self.parts:
            names = [f"{field}.{each.begun}" for field in ("outcome", "reasons", "why_not")]
            yield each, [self[name] for name in names if name in self.fields]

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """The outcomes, by the fact that began each enquiry; those that go on left out."""
        given = self.cleaned_data
        return {
            each.begun: Outcome(
                given[f"outcome.{each.begun}"],
                given[f"reasons.{each.begun}"],
                given.get(f"why_not.{each.begun}", ""),
            )
            for each in self.parts
            if given[f"outcome.{each.begun}"] != GOES_ON
        }

    def _add(self, part: EnquiryPart) -> None:
        name, goes_on = part.who.name, []
        if len(self.parts) > 1:
            goes_on = [(GOES_ON, f"The enquiry about {name} goes on")]
        self.fields[f"outcome.{part.begun}"] = forms.ChoiceField(
            label=f"What did the enquiry find about {name}?",
            choices=[*((e, SECTION_47_OUTCOME.named(e)) for e in SECTION_47_OUTCOME), *goes_on],
            widget=Radios(
                hints=dict.fromkeys(("no_continuing_risk", "not_substantiated"), STAYS_OPEN)
            ),
            error_messages={"required": f"Choose what it found about {name}"},
        )
        self.fields[f"reasons.{part.begun}"] = _words("Why?", rows=4)
        if part.seen.is_missing:
            missed = "seen" if part.seen.seen_on is None else "seen alone"
            self.fields[f"why_not.{part.begun}"] = _words(
                f"Why has {name} not been {missed}?", rows=2
            )


class _AboutConcerns(TellingForm):
    """A form that asks which open concerns something is about."""

    def add_concerns(self, concerns: Sequence[OpenConcern]) -> None:
        """Ask for them, all ticked, where there are any."""
        if not concerns:
            return
        self.fields["concerns"] = forms.MultipleChoiceField(
            label="Which concerns is it about?",
            choices=[(each.concern, phrase(each.harms)) for each in concerns],
            initial=[each.concern for each in concerns],
            required=False,
            widget=Checkboxes(
                hints={
                    each.concern: f"Raised on {day_in_words(each.opened_on)} by {each.agency}"
                    for each in concerns
                }
            ),
        )


class MedicalAskForm(_AboutConcerns):
    """Of whom a medical was asked, and why."""

    asked = forms.CharField(
        label="Who was asked for it?",
        help_text="For example: Dr Osei, paediatrician, Fell Hospital.",
        max_length=200,
        error_messages={"required": "Say who was asked"},
    )
    reasons = forms.CharField(
        label="Why, and what is to be looked at?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why"},
    )


class MedicalForm(_AboutConcerns):
    """What a medical said, and what is done now where it settled nothing."""

    examined_on = DayField(
        label="When was the child examined?", error_messages={"required": "Enter the day"}
    )
    examined_by = forms.CharField(
        label="Who examined the child?",
        max_length=200,
        error_messages={"required": "Say who examined the child"},
    )
    agency = forms.ChoiceField(
        label="Of which service?",
        choices=[(each, AGENCY.named(each)) for each in AGENCY.group("health")],
        initial="paediatrics",
    )
    opinion = forms.ChoiceField(
        label="Which opinion is it?",
        choices=[(each, OPINION.named(each)) for each in OPINION],
        widget=Radios(),
        error_messages={"required": "Choose which opinion it is"},
    )
    medical_finding = forms.ChoiceField(
        label="What did it find?",
        choices=[(e, MEDICAL_FINDING.named(e)) for e in MEDICAL_FINDING if e != "not_stated"],
        widget=Radios(
            hints=dict.fromkeys(
                MEDICAL_FINDING.group("unclear"), "It settles nothing, and the concern stays open."
            )
        ),
        error_messages={"required": "Choose what it found"},
    )
    detail = forms.CharField(
        label="What did the doctor say, in words?",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    next_step = forms.CharField(
        label="If it settled nothing: what is done now?",
        help_text="A second opinion, a specialist assessment, or another strategy discussion.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    @property
    def result(self) -> Result:
        """What it said, from a form in which nothing is wrong."""
        given = self.cleaned_data
        return Result(
            finding=given["medical_finding"],
            opinion=given["opinion"],
            examined_by=given["examined_by"],
            detail=given["detail"],
            agency=given["agency"],
            next_step=given["next_step"],
        )


def _words(label: str, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=False, widget=forms.Textarea({"rows": rows})
    )
