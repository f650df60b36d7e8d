"""What is filled in to change a plan, to end it, or to close a case: why, when, and what happens to
each open concern."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from keepsight.casework.not_right import NotRight
from keepsight.casework.plan import ActFor, CarryOn, Decision
from keepsight.casework.plan.form_page import Deciding
from keepsight.casework.plan.page import ConcernInPlan
from keepsight.practice.codes.contact import CASE_CLOSURE
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import PLAN_END
from keepsight.web.govuk.form import CodeField, CodesField, DayField, GovukForm, Radios
from keepsight.web.plan.step_field import LONGEST, step_fields, step_of
from keepsight.web.today import today

NEW, RUNNING, CARRY_ON = "new", "running", "carry_on"
_STEP = ("action", "owner", "owner_name", "due_on", "test_of_success", "contingency")


@dataclass(frozen=True)
class Asked:
    """One open concern with its fields: the choice, and what belongs to each choice."""

    concern: ConcernInPlan
    is_under_old: bool
    choice: BoundField
    for_running: BoundField | None
    for_new: tuple[BoundField, ...]
    for_carry_on: BoundField | None


class ChangeForm(GovukForm):
    """What every change has: when, why, and a decision about each open concern."""

    marks_optional = False

    def __init__(self, page: Deciding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields |= self.asked()
        self.fields["reasons"] = forms.CharField(
            label="Why?",
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 3}),
            error_messages={"required": "Say why"},
        )
        self.fields["on"] = DayField(
            label="When was it decided?",
            initial=today(),
            error_messages={"required": "Say on which day"},
        )
        for each in page.concerns:
            self.fields |= self._decision_fields(each)

    def asked(self) -> dict[str, forms.Field]:
        """What this change asks before the reason."""
        return {}

    @property
    def first_fields(self) -> list[BoundField]:
        """The fields that are not about one concern."""
        return [self[name] for name in (*self.asked(), "reasons", "on")]

    def concerns(self) -> Iterator[Asked]:
        """Each open concern with its own fields."""
        for each in self.page.concerns:
            own = f"_{each.concern}"
            yield Asked(
                concern=each,
                is_under_old=each.concern in self.page.under_old,
                choice=self[f"decision{own}"],
                for_running=self[f"running{own}"] if self.page.running else None,
                for_new=tuple(self[f"{name}{own}"] for name in _STEP),
                for_carry_on=None if self.page.needs_manager(each) else self[f"reasons{own}"],
            )

    @property
    def decisions(self) -> list[Decision]:
        """What was decided about each concern, from a form in which nothing is wrong."""
        return [self._decision(each.concern) for each in self.page.concerns]

    def tell(self, not_right: NotRight) -> None:
        """Show beside each field what casework found wrong with it."""
        for each in not_right.wrongs:
            field = each.field if each.field in self.fields else ""
            if field not in self.errors:
                self.add_error(field or None, each.message.rstrip("."))

    def clean(self) -> dict[str, Any]:
        """What each choice needs with it."""
        cleaned = super().clean() or self.cleaned_data
        for each in self.page.concerns:
            own = f"_{each.concern}"
            chosen = cleaned.get(f"decision{own}")
            if chosen == CARRY_ON and not str(cleaned.get(f"reasons{own}") or "").strip():
                self.add_error(f"reasons{own}", "Say why it is carried on")
            if chosen == RUNNING and not cleaned.get(f"running{own}"):
                self.add_error(f"running{own}", "Choose the action that is for it")
            if chosen == NEW:
                self._check_step(cleaned, own)
        return cleaned

    def _check_step(self, cleaned: Mapping[str, Any], own: str) -> None:
        try:
            step_of(cleaned, self.page.people, suffix=own).check(on=today(), suffix=own)
        except NotRight as wrong:
            for each in wrong.wrongs:
                field = f"owner_name{own}" if each.field == f"owner{own}" else each.field
                if field not in self.errors:
                    self.add_error(field, each.message.rstrip("."))

    def _decision(self, concern: str) -> Decision:
        given, own = self.cleaned_data, f"_{concern}"
        if given[f"decision{own}"] == CARRY_ON:
            return CarryOn(concern, given[f"reasons{own}"])
        if given[f"decision{own}"] == RUNNING:
            return ActFor(concern, given[f"running{own}"])
        return ActFor(concern, step_of(given, self.page.people, suffix=own))

    def _decision_fields(self, concern: ConcernInPlan) -> dict[str, forms.Field]:
        own = f"_{concern.concern}"
        choices = [(NEW, "A new action is for it")]
        if self.page.running:
            choices.append((RUNNING, "An action of the plan is for it"))
        if not self.page.needs_manager(concern):
            choices.append((CARRY_ON, "It is carried on, for a reason"))
        running = [(each.action, f"{each.words[:90]} ({each.owner})") for each in self.page.running]
        return {
            f"decision{own}": forms.ChoiceField(
                label="What happens to this concern?",
                choices=choices,
                widget=Radios(),
                error_messages={"required": "Decide what happens to this concern"},
            ),
            f"running{own}": forms.ChoiceField(
                label="Which action?", choices=[("", "Choose one"), *running], required=False
            ),
            **step_fields(self.page.people, suffix=own, required=False),
            f"reasons{own}": forms.CharField(
                label="Why is it carried on?",
                help_text="What is waited for, who keeps it in sight, and until when.",
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea({"rows": 2}),
            ),
        }


class StartForm(GovukForm):
    """For what a plan starts, and when."""

    categories = CodesField(
        HARM,
        label="What is the plan for?",
        error_messages={"required": "Choose at least one category"},
    )
    reasons = forms.CharField(
        label="Why?", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3})
    )
    on = DayField(
        label="When did it start?", error_messages={"required": "Say on which day it started"}
    )

    def __init__(self, page: Deciding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class CategoryForm(ChangeForm):
    """The categories after the change."""

    def asked(self) -> dict[str, forms.Field]:
        """For what the plan is from now on."""
        field = CodesField(
            HARM,
            label="What is the plan for, from now on?",
            initial=list(self.page.categories),
            error_messages={"required": "Choose at least one category"},
        )
        return {"categories": field}


class EndForm(ChangeForm):
    """Why a plan ends."""

    def asked(self) -> dict[str, forms.Field]:
        """Why it ends, as it is counted."""
        return {"why": _why(PLAN_END, "Why does the plan end?")}


class CloseForm(ChangeForm):
    """Why a case is closed."""

    def asked(self) -> dict[str, forms.Field]:
        """Why it is closed, as it is counted."""
        return {"why": _why(CASE_CLOSURE, "Why is the case closed?")}


class StepDownForm(ChangeForm):
    """A case goes to a lower tier: the reason says why."""


def _why(codes: Any, label: str) -> CodeField:
    return CodeField(codes, label=label, error_messages={"required": "Choose why"})


def day_from(cleaned: Mapping[str, Any]) -> date:
    """The day that the form names."""
    day: date = cleaned["on"]
    return day
