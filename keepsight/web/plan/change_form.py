"""What is filled in to change a plan, to end it, or to close a case: why, when, and what happens to
each open concern."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from keepsight.casework.not_right import NotRight
from keepsight.casework.plan import ActFor, CarryOn, Decision, ForChild
from keepsight.casework.plan.form_page import Deciding
from keepsight.casework.plan.page import ConcernInPlan
from keepsight.casework.who import Who
from keepsight.practice.codes.contact import CASE_CLOSURE
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import PLAN_END
from keepsight.web.govuk.form import (
    Checkboxes,
    CodeField,
    CodesField,
    DayField,
    GovukForm,
    Radios,
)
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


class AlsoForm(GovukForm):
    """Brothers and sisters about whom it is decided at the same time."""

    marks_optional = False

    def __init__(self, siblings: Sequence[Who], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["also"] = forms.MultipleChoiceField(
            label="Is it decided about brothers and sisters too?",
            choices=[(each.child, each.name) for each in siblings],
            widget=Checkboxes(),
            required=False,
        )


class ChangeForm(GovukForm):
    """What every change has: when, and for each child why, and a decision about each open concern.

    The fields of the first child have plain names; those of brothers and sisters have a point and
    the child behind theirs. `needs_reasons`: whether it must say why.
    """

    marks_optional = False
    needs_reasons = True

    def __init__(self, pages: Sequence[Deciding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages
        for page in pages:
            self.fields |= self._fields_of(page)
            for each in page.concerns:
                self.fields |= self._decision_fields(page, each)
            if page is pages[0]:
                # It is the same day for brothers and sisters.
                self.fields["on"] = DayField(
                    label="When was it decided?",
                    initial=today(),
                    error_messages={"required": "Say on which day"},
                )

    def asked(self, page: Deciding) -> dict[str, forms.Field]:
        """What this change asks of one child before the reason."""
        return {}

    def of_children(self) -> Iterator[tuple[Deciding, list[BoundField], list[Asked]]]:
        """Each child with the fields that are not about one concern, and each open concern with its
        own."""
        for page in self.pages:
            names = [self.name(each, page) for each in (*self.asked(page), "reasons")]
            first = ["on"] if page is self.pages[0] else []
            yield page, [self[each] for each in (*names, *first)], list(self._concerns(page))

    def given(self, page: Deciding) -> ForChild:
        """What was decided about one child, from a form in which nothing is wrong."""
        cleaned = self.cleaned_data
        return ForChild(
            categories=tuple(cleaned.get(self.name("categories", page), ())),
            why=cleaned.get(self.name("why", page), ""),
            reasons=cleaned[self.name("reasons", page)],
            decisions=tuple(self._decision(page, each.concern) for each in page.concerns),
        )

    def name(self, field: str, page: Deciding) -> str:
        """What the field of a child is called here."""
        return field if page is self.pages[0] else f"{field}.{page.who.child}"

    def tell(self, not_right: NotRight) -> None:
        """Show beside each field what casework found wrong with it."""
        own = f".{self.pages[0].who.child}"
        for each in not_right.wrongs:
            name = each.field.removesuffix(own)
            field = name if name in self.fields else ""
            if field not in self.errors:
                self.add_error(field or None, each.message.rstrip("."))

    def clean(self) -> dict[str, Any]:
        """What each choice needs with it."""
        cleaned = super().clean() or self.cleaned_data
        for page in self.pages:
            for each in page.concerns:
                self._check(cleaned, page, f"_{each.concern}")
        return cleaned

    def _check(self, cleaned: Mapping[str, Any], page: Deciding, own: str) -> None:
        chosen = cleaned.get(f"decision{own}")
        if chosen == CARRY_ON and not str(cleaned.get(f"reasons{own}") or "").strip():
            self.add_error(f"reasons{own}", "Say why it is carried on")
        if chosen == RUNNING and not cleaned.get(f"running{own}"):
            self.add_error(f"running{own}", "Choose the action that is for it")
        if chosen == NEW:
            self._check_step(cleaned, page, own)

    def _check_step(self, cleaned: Mapping[str, Any], page: Deciding, own: str) -> None:
        try:
            step_of(cleaned, page.people, suffix=own).check(on=today(), suffix=own)
        except NotRight as wrong:
            for each in wrong.wrongs:
                field = f"owner_name{own}" if each.field == f"owner{own}" else each.field
                if field not in self.errors:
                    self.add_error(field, each.message.rstrip("."))

    def _fields_of(self, page: Deciding) -> dict[str, forms.Field]:
        """The fields of one child that are not about one concern; where there are several children,
        each says whose it is."""
        fields = self.asked(page) | {
            "reasons": forms.CharField(
                label="Why?",
                max_length=LONGEST,
                required=self.needs_reasons,
                widget=forms.Textarea({"rows": 3}),
                error_messages={"required": "Say why"},
            )
        }
        if len(self.pages) > 1:
            for each in fields.values():
                each.label = self._said(page, str(each.label))
                required = self._said(page, str(each.error_messages["required"]))
                each.error_messages["required"] = required
        return {self.name(name, page): each for name, each in fields.items()}

    def _said(self, page: Deciding, words: str) -> str:
        """These words, with whose they are where there are several children."""
        if len(self.pages) == 1:
            return words
        return f"{page.who.name}: {words[:1].lower()}{words[1:]}"

    def _concerns(self, page: Deciding) -> Iterator[Asked]:
        for each in page.concerns:
            own = f"_{each.concern}"
            yield Asked(
                concern=each,
                is_under_old=each.concern in page.under_old,
                choice=self[f"decision{own}"],
                for_running=self[f"running{own}"] if page.running else None,
                for_new=tuple(self[f"{name}{own}"] for name in _STEP),
                for_carry_on=None if page.needs_manager(each) else self[f"reasons{own}"],
            )

    def _decision(self, page: Deciding, concern: str) -> Decision:
        given, own = self.cleaned_data, f"_{concern}"
        if given[f"decision{own}"] == CARRY_ON:
            return CarryOn(concern, given[f"reasons{own}"])
        if given[f"decision{own}"] == RUNNING:
            return ActFor(concern, given[f"running{own}"])
        return ActFor(concern, step_of(given, page.people, suffix=own))

    def _decision_fields(self, page: Deciding, concern: ConcernInPlan) -> dict[str, forms.Field]:
        own = f"_{concern.concern}"
        choices = [(NEW, "A new action is for it")]
        if page.running:
            choices.append((RUNNING, "An action of the plan is for it"))
        if not page.needs_manager(concern):
            choices.append((CARRY_ON, "It is carried on, for a reason"))
        running = [(each.action, f"{each.words[:90]} ({each.owner})") for each in page.running]
        return {
            f"decision{own}": forms.ChoiceField(
                label="What happens to this concern?",
                choices=choices,
                widget=Radios(),
                error_messages={
                    "required": self._said(page, "Decide what happens to this concern")
                },
            ),
            f"running{own}": forms.ChoiceField(
                label="Which action?", choices=[("", "Choose one"), *running], required=False
            ),
            **step_fields(page.people, suffix=own, required=False),
            f"reasons{own}": forms.CharField(
                label="Why is it carried on?",
                help_text="What is waited for, who keeps it in sight, and until when.",
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea({"rows": 2}),
            ),
        }


class StartForm(ChangeForm):
    """For what a plan starts, and when."""

    needs_reasons = False

    def asked(self, page: Deciding) -> dict[str, forms.Field]:
        """For what the plan is."""
        field = CodesField(
            HARM,
            label="What is the plan for?",
            error_messages={"required": "Choose at least one category"},
        )
        return {"categories": field}


class CategoryForm(ChangeForm):
    """The categories after the change."""

    def asked(self, page: Deciding) -> dict[str, forms.Field]:
        """For what the plan is from now on."""
        field = CodesField(
            HARM,
            label="What is the plan for, from now on?",
            initial=list(page.categories),
            error_messages={"required": "Choose at least one category"},
        )
        return {"categories": field}


class EndForm(ChangeForm):
    """Why a plan ends."""

    def asked(self, page: Deciding) -> dict[str, forms.Field]:
        """Why it ends, as it is counted."""
        return {"why": _why(PLAN_END, "Why does the plan end?")}


class CloseForm(ChangeForm):
    """Why a case is closed."""

    def asked(self, page: Deciding) -> dict[str, forms.Field]:
        """Why it is closed, as it is counted."""
        return {"why": _why(CASE_CLOSURE, "Why is the case closed?")}


class StepDownForm(ChangeForm):
    """A case goes to a lower tier: the reason says why."""


def _why(codes: Any, label: str) -> CodeField:
    return CodeField(codes, label=label, error_messages={"required": "Choose why"})
