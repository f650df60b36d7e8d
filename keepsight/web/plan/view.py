"""The plan page of a child; setting an action, and saying how one stands."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from keepsight.casework import access, plan
from keepsight.casework.not_right import NotRight
from keepsight.casework.plan import form_page, page
from keepsight.practice.codes.plan import ACTION_PROGRESS
from keepsight.web.plan.form import ActionForm, ProgressForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def plan_page(request: Request, child: str) -> HttpResponse:
    """The categories, every open concern with its actions, and what nothing in the plan is for."""
    shown = page.plan_page(child, by=request.user, on=today())
    return render(request, "plan/plan.html", {"plan": shown, "who": shown.who, "page": "plan"})


def set_action(request: Request, child: str) -> HttpResponse:
    """Set an action. `?concern=` chooses for which, `?action=` says what, to begin with."""
    needed = form_page.setting(child, by=request.user, on=today())
    asked = {"concerns": request.GET.getlist("concern"), "action": request.GET.get("action", "")}
    form = ActionForm(needed, request.POST if request.method == "POST" else None, initial=asked)
    if form.is_valid():
        try:
            plan.set_action(
                children=form.children,
                concerns=form.cleaned_data.get("concerns", ()),
                step=form.step,
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The action is in the plan.")
            return redirect("plan", child=child)
    shown = {"who": needed.who, "page": "plan", "form": form}
    return render(request, "plan/set_action.html", shown)


def update_action(request: Request, child: str, action: str) -> HttpResponse:
    """Say how an action stands. Where it did not work, the next one is set after it."""
    needed = form_page.updating(child, action, by=request.user, on=today())
    form = ProgressForm(needed, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan.update_action(
                child=child, about=action, by=request.user, at=now(), **form.cleaned_data
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return _after(request, child, needed, form)
    shown = {"who": needed.who, "page": "plan", "form": form, "needed": needed}
    return render(request, "plan/update_action.html", shown)


def _after(
    request: Request, child: str, needed: form_page.Updating, form: ProgressForm
) -> HttpResponse:
    """To the plan; or, where the action did not work, to setting what is done instead."""
    given = form.cleaned_data
    messages.success(request, "It is recorded how the action stands.")
    without_effect = ACTION_PROGRESS[given["progress"]].group == "without_effect"
    may_set = access.may(request.user, "set_plan_action")
    if not (without_effect and needed.concerns and may_set):
        return redirect("plan", child=child)
    asked = [("concern", each) for each, _ in needed.concerns]
    query = urlencode([*asked, ("action", given["what_instead"])])
    return redirect(f"{reverse('plan_action_new', args=[child])}?{query}")
