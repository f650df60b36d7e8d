"""Starting a plan, changing its category, ending it; closing a case and stepping it down. Each asks
for a decision about every open concern, and shows again what came in meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from keepsight.casework import plan, recorded
from keepsight.casework.not_right import NotRight
from keepsight.casework.plan import form_page
from keepsight.facts.fact import Fact
from keepsight.web.plan.change_form import (
    CategoryForm,
    ChangeForm,
    CloseForm,
    EndForm,
    StartForm,
    StepDownForm,
)
from keepsight.web.route import Request
from keepsight.web.today import now, today


@dataclass(frozen=True)
class Change:
    """One way to change a plan or a case: its title, its form, its action, and whether a plan must
    stand for it, or must not."""

    title: str
    button: str
    permission: str
    form: type[ChangeForm] | type[StartForm]
    act: Callable[..., Fact]
    needs_plan: bool


START = Change(
    title="Start a child protection plan",
    button="Start the plan",
    permission="change_plan",
    form=StartForm,
    act=plan.start,
    needs_plan=False,
)
CATEGORY = Change(
    title="Change the category of the plan",
    button="Change the category",
    permission="change_plan",
    form=CategoryForm,
    act=plan.change_category,
    needs_plan=True,
)
END = Change(
    title="End the child protection plan",
    button="End the plan",
    permission="change_plan",
    form=EndForm,
    act=plan.end,
    needs_plan=True,
)
CLOSE = Change(
    title="Close the case",
    button="Close the case",
    permission="close_case",
    form=CloseForm,
    act=plan.close_case,
    needs_plan=False,
)
STEP_DOWN = Change(
    title="Step the case down",
    button="Step the case down",
    permission="close_case",
    form=StepDownForm,
    act=plan.step_down,
    needs_plan=False,
)


def start(request: Request, child: str) -> HttpResponse:
    """Start a plan."""
    return _change(request, child, START)


def category(request: Request, child: str) -> HttpResponse:
    """Change the category: each open concern gets a decision first."""
    return _change(request, child, CATEGORY)


def end(request: Request, child: str) -> HttpResponse:
    """End the plan: each open concern gets a decision first."""
    return _change(request, child, END)


def close(request: Request, child: str) -> HttpResponse:
    """Close the case: each open concern gets a decision first."""
    return _change(request, child, CLOSE)


def step_down(request: Request, child: str) -> HttpResponse:
    """Step the case down: each open concern gets a decision first."""
    return _change(request, child, STEP_DOWN)


def _change(request: Request, child: str, change: Change) -> HttpResponse:
    needed = form_page.deciding(child, change.permission, by=request.user, on=today())
    if bool(needed.stands) is not change.needs_plan:
        return _has_no_place(request, child, needed, change)
    form = change.form(needed, request.POST if request.method == "POST" else None)
    if form.is_valid():
        before = recorded.standing([child], by=request.user, on=today())
        try:
            fact = change.act(child=child, by=request.user, at=now(), **_given(form))
        except NotRight as not_right:
            # What came in since the page was read is asked about too.
            needed = form_page.deciding(child, change.permission, by=request.user, on=today())
            form = change.form(needed, request.POST)
            form.is_valid()
            form.tell(not_right)
        else:
            return _done(request, needed, fact, before)
    shown = {
        "who": needed.who,
        "page": "plan",
        "needed": needed,
        "form": form,
        "change": change,
        "decides": isinstance(form, ChangeForm),
    }
    return render(request, "plan/change.html", shown)


def _done(
    request: Request, needed: form_page.Deciding, fact: Fact, before: Mapping[str, Any]
) -> HttpResponse:
    """To the plan, with what is still unanswered and what the rules now say that is new."""
    saved = recorded.what_follows(
        [fact],
        before,
        title=fact.title,
        names={needed.who.child: needed.who.name},
        by=request.user,
        on=today(),
    )
    said = render_to_string("recording/saved.html", {"saved": saved, "what": "is recorded"})
    messages.success(request, said)
    return redirect("plan", child=needed.who.child)


def _given(form: ChangeForm | StartForm) -> dict[str, Any]:
    names = ("categories", "why", "reasons", "on")
    given = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
    return given | ({"decisions": form.decisions} if isinstance(form, ChangeForm) else {})


def _has_no_place(
    request: Request, child: str, needed: form_page.Deciding, change: Change
) -> HttpResponse:
    """A plan stands, or none does: what cannot be done now is said where it can be."""
    if needed.stands and change is START:
        return redirect("plan_category", child=child)
    if needed.stands:
        said = "A child protection plan stands. End the plan first: the case can be closed or stepped down after that."  # noqa: E501
    else:
        said = "No child protection plan stands."
    messages.info(request, said)
    return redirect("plan", child=child)
