"""Starting a plan, changing its category, ending it; closing a case and stepping it down. Each asks
for a decision about every open concern, and shows again what came in meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from keepsight.casework import access, plan, recorded
from keepsight.casework.not_right import NotRight
from keepsight.casework.plan import form_page
from keepsight.casework.plan.together import Sort
from keepsight.facts.fact import Fact
from keepsight.web.plan.change_form import (
    AlsoForm,
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
    """One way to change a plan or a case: its title, its form, whether a plan must stand for it, or
    must not; and its action: for a plan its sort, with the route on which brothers and sisters are
    decided about too, for a case what it does."""

    title: str
    button: str
    permission: str
    form: type[ChangeForm]
    needs_plan: bool
    sort: Sort | None = None
    act: Callable[..., Fact] | None = None
    with_others: str = ""


START = Change(
    title="Start a child protection plan",
    button="Start the plan",
    permission="change_plan",
    form=StartForm,
    sort="start_plan",
    with_others="plan_start_with",
    needs_plan=False,
)
CATEGORY = Change(
    title="Change the category of the plan",
    button="Change the category",
    permission="change_plan",
    form=CategoryForm,
    sort="change_category",
    with_others="plan_category_with",
    needs_plan=True,
)
END = Change(
    title="End the child protection plan",
    button="End the plan",
    permission="change_plan",
    form=EndForm,
    sort="end_plan",
    with_others="plan_end_with",
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


def start(request: Request, child: str, others: str = "") -> HttpResponse:
    """Start a plan: each open concern gets a decision, what in the plan is for it."""
    return _change(request, child, START, others)


def category(request: Request, child: str, others: str = "") -> HttpResponse:
    """Change the category: each open concern gets a decision first."""
    return _change(request, child, CATEGORY, others)


def end(request: Request, child: str, others: str = "") -> HttpResponse:
    """End the plan: each open concern gets a decision first."""
    return _change(request, child, END, others)


def close(request: Request, child: str) -> HttpResponse:
    """Close the case: each open concern gets a decision first."""
    return _change(request, child, CLOSE)


def step_down(request: Request, child: str) -> HttpResponse:
    """Step the case down: each open concern gets a decision first."""
    return _change(request, child, STEP_DOWN)


def _change(request: Request, child: str, change: Change, others: str = "") -> HttpResponse:
    if also := request.GET.getlist("also"):
        return redirect(change.with_others, child=child, others=",".join(also))
    children = list(dict.fromkeys([child, *filter(None, others.split(","))]))
    pages = _pages(request, children, change)
    if bool(pages[0].stands) is not change.needs_plan:
        return _has_no_place(request, child, pages[0], change)
    if any(bool(each.stands) is not change.needs_plan for each in pages):
        return redirect(change.with_others.removesuffix("_with"), child=child)
    form = change.form(pages, request.POST if request.method == "POST" else None)
    if form.is_valid():
        before = recorded.standing(children, by=request.user, on=today())
        try:
            facts = _act(request, change, form)
        except NotRight as not_right:
            # What came in since the page was read is asked about too.
            form = change.form(_pages(request, children, change), request.POST)
            form.is_valid()
            form.tell(not_right)
        else:
            return _done(request, pages, facts, before)
    asked = {each.who.child for each in pages}
    free = [
        each
        for each, has_plan in pages[0].siblings
        if has_plan is change.needs_plan and each.child not in asked
    ]
    shown = {
        "who": pages[0].who,
        "page": "plan",
        "needed": pages[0],
        "form": form,
        "change": change,
        "also": pages[1:],
        "free": AlsoForm(free) if free and change.with_others and not others else None,
    }
    return render(request, "plan/change.html", shown)


def _pages(request: Request, children: Sequence[str], change: Change) -> list[form_page.Deciding]:
    """What has to be decided about each child. Raises access.Refused for any whom the reader may
    not decide about, or who is no brother or sister of the first."""
    deciding = partial(form_page.deciding, permission=change.permission, by=request.user)
    first = deciding(children[0], on=today())
    known = {each.child for each, _ in first.siblings}
    if not known.issuperset(children[1:]):
        raise access.Refused
    return [first, *(deciding(each, on=today()) for each in children[1:])]


def _act(request: Request, change: Change, form: ChangeForm) -> list[Fact]:
    """Do it, for every child of the form."""
    said = {"on": form.cleaned_data["on"], "by": request.user, "at": now()}
    decided = {each.who.child: form.given(each) for each in form.pages}
    if change.sort is not None:
        return plan.change_for_several(sort=change.sort, decided=decided, **said)
    if change.act is None:
        raise ValueError(f"{change.title}: nothing says what it does")
    ((child, own),) = decided.items()
    why = {"why": own.why} if own.why else {}
    return [change.act(child=child, reasons=own.reasons, decisions=own.decisions, **why, **said)]


def _done(
    request: Request,
    pages: Sequence[form_page.Deciding],
    facts: Sequence[Fact],
    before: Mapping[str, Any],
) -> HttpResponse:
    """To the plan, with what is still unanswered and what the rules now say that is new."""
    saved = recorded.what_follows(
        facts,
        before,
        title=facts[0].title,
        names={each.who.child: each.who.name for each in pages},
        by=request.user,
        on=today(),
    )
    said = render_to_string("recording/saved.html", {"saved": saved, "what": "is recorded"})
    messages.success(request, said)
    return redirect("plan", child=pages[0].who.child)


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
