"""Arranging a meeting, changing its day, place or chair, and cancelling it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework.meeting import arrange as casework
from keepsight.casework.meeting import page as reading
from keepsight.casework.not_right import NotRight
from keepsight.practice.codes.conference import ARRANGED
from keepsight.web.meeting.form import ArrangeForm, CancelForm, ChangeForm
from keepsight.web.meeting.over import if_over
from keepsight.web.route import Request
from keepsight.web.today import now, today


def arrange(request: Request, child: str) -> HttpResponse:
    """Arrange a meeting about this child, and then say who is asked to it."""
    page = casework.to_arrange(child, by=request.user, on=today())
    kind = request.GET.get("kind", "")
    form = ArrangeForm(
        page,
        request.POST if request.method == "POST" else None,
        initial={
            "kind": kind if kind in ARRANGED else "",
            "children": [each.child for each in page.siblings],
        },
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        children = [child, *given.pop("children", ())]
        chair = int(given.pop("chair"))
        try:
            made = casework.arrange(
                children=children, chair=chair, **given, by=request.user, at=now()
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The meeting is arranged. Now say who is asked to it.")
            return redirect("meeting_invite", meeting=made)
    shown = {"who": page.who, "page": "child_meetings", "arrange": page, "form": form}
    return render(request, "meeting/arrange.html", shown)


def change(request: Request, meeting: str) -> HttpResponse:
    """Give a meeting another day, time, place or chair."""
    page = casework.to_change(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = ChangeForm(
        page.chairs, request.POST if request.method == "POST" else None, initial=_as_it_is(page)
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        chair = int(given.pop("chair"))
        try:
            casework.change(meeting=meeting, chair=chair, **given, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The meeting is changed. Everybody who is asked is told.")
            return redirect("meeting", meeting=meeting)
    return render(request, "meeting/change.html", {"head": page.head, "form": form, "page": page})


def cancel(request: Request, meeting: str) -> HttpResponse:
    """Cancel a meeting, for a reason."""
    page = reading.meeting_page(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            casework.cancel(meeting=meeting, by=request.user, at=now(), **form.cleaned_data)
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The meeting is cancelled. Everybody who was asked is told.")
            return redirect("meeting", meeting=meeting)
    shown = {"head": page.head, "form": form, "page": page}
    return render(request, "meeting/cancel.html", shown)


def _as_it_is(page: casework.ToChange) -> dict[str, Any]:
    at = page.head.starts_at
    return {
        "held_on": page.head.held_on,
        "starts_at": f"{at:%H:%M}" if at else "",
        "place": page.head.place,
        "chair": page.chair,
    }
