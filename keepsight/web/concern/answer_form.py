"""What is filled in to answer a concern, to agree an answer or return it, and to say that whoever
raised it was told."""

from collections.abc import Sequence
from typing import Any

from django import forms

from keepsight.casework.answer_page import AnswerPage, Evidence
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.harm import HARM
from keepsight.web.govuk.form import Checkboxes, CodeField, DayField, GovukForm, Radios
from keepsight.web.govuk.tags import phrase
from keepsight.web.today import today

LONGEST = 10_000
GROUPS = ("said", "work", "others")
AGREE, GIVE_BACK = "agree", "give_back"


class AnswerForm(GovukForm):
    """The only thing that ends a concern. Where several harms were named, each is spoken of."""

    marks_optional = False

    def __init__(
        self, page: AnswerPage, *args: Any, rests_on: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["answer"] = CodeField(
            ANSWER,
            label="What is the answer?",
            error_messages={"required": "Choose what the answer is"},
        )
        self.fields |= self._reasons()
        labels = (
            "What was said about this concern",
            "What was assessed, seen and decided",
            "Everything else in the chronology",
        )
        for name, label, found in zip(
            GROUPS, labels, (page.said, page.work, page.others), strict=True
        ):
            if found:
                self.fields[name] = _facts(label, found, rests_on)
        self.fields["rests_on"] = forms.CharField(
            label="In your own words, what does it rest on?",
            help_text="Only where what you have chosen does not say it.",
            max_length=1000,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        )

    @property
    def first_group(self) -> str:
        """The first group of what it can rest on; empty where there is nothing."""
        return next((each for each in GROUPS if each in self.fields), "")

    @property
    def given(self) -> dict[str, Any]:
        """What the action wants, from a form in which nothing is wrong."""
        cleaned = self.cleaned_data
        chosen = [each for name in GROUPS for each in cleaned.get(name, ())]
        return {
            "answer": cleaned["answer"],
            "reasons": self._said(),
            "rests_on_facts": chosen,
            "rests_on": cleaned["rests_on"],
            "harms": self.page.harms,
        }

    def clean(self) -> dict[str, Any]:
        """It rests on something."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in GROUPS):
            missing = "Choose the action, the assessment or the evidence"
            self.add_error(self.first_group or None, missing)
        return cleaned

    def _reasons(self) -> dict[str, forms.Field]:
        if len(self.page.harms) < 2:
            hint = "In words that the referrer, and the child one day, can understand."
            return {"reasons": _words("Why?", "Say why", hint)}
        found = {}
        for each in self.page.harms:
            harm = HARM.named(each).lower()
            words = _words(f"What was found about {harm}?", f"Say what was found about {harm}", "")
            found[f"harm_{each}"] = words
        return found

    def _said(self) -> str:
        if "reasons" in self.fields:
            return str(self.cleaned_data["reasons"])
        said = ((each, self.cleaned_data[f"harm_{each}"]) for each in self.page.harms)
        return "\n".join(f"{HARM.named(each)}: {words}" for each, words in said)


class SecondPersonForm(GovukForm):
    """The second person agrees to an answer, or returns it."""

    second = forms.ChoiceField(
        label="Do you agree?",
        choices=[(AGREE, "I agree: this answers the concern"), (GIVE_BACK, "I return it")],
        widget=Radios(),
        error_messages={"required": "Choose whether you agree"},
    )
    proposal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reasons = forms.CharField(
        label="What is missing, or not right?",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    marks_optional = False

    def clean(self) -> dict[str, Any]:
        """What is returned says why."""
        cleaned = super().clean() or self.cleaned_data
        reasons = str(cleaned.get("reasons") or "").strip()
        if cleaned.get("second") == GIVE_BACK and not reasons:
            self.add_error("reasons", "Say what is missing or not right")
        return cleaned


class ToldForm(GovukForm):
    """Whoever raised a concern was told the answer."""

    told = forms.CharField(
        label="Who was told?",
        max_length=200,
        error_messages={"required": "Say who was told"},
    )
    told_how = forms.CharField(
        label="How?",
        help_text="On the telephone, by letter, in person.",
        max_length=200,
        error_messages={"required": "Say how they were told"},
    )
    on = DayField(label="When?", error_messages={"required": "Say on which day"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


def _facts(label: str, found: Sequence[Evidence], chosen: Sequence[str]) -> forms.Field:
    hints = {}
    for each in found:
        said = [words for _, words in each.line.said] + [each.line.detail]
        words = ". ".join(dict.fromkeys(word.rstrip(".") for word in said if word))
        hints[each.line.fact_id] = words[:200] + ("…" if len(words) > 200 else "")
    return forms.MultipleChoiceField(
        label=label,
        choices=[(each.line.fact_id, _named(each)) for each in found],
        widget=Checkboxes({"class": "govuk-checkboxes--small"}, hints=hints),
        initial=[each.line.fact_id for each in found if each.line.fact_id in chosen],
        required=False,
    )


def _named(evidence: Evidence) -> str:
    line = evidence.line
    whose = f"{evidence.name}: " if evidence.name else ""
    harms = f" ({phrase(line.harms).lower()})" if line.harms else ""
    return f"{whose}{line.title}, {line.when}, {line.agency}{harms}"


def _words(label: str, missing: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": missing},
    )
