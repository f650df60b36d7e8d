"""The short pages on which something is recorded on the way, and the page of what was asked
afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from keepsight.casework.not_right import NotRight
from keepsight.casework.visit import follow_up as after
from keepsight.casework.visit.page import quick_page
from keepsight.casework.visit.record import record
from keepsight.web.route import Request
from keepsight.web.today import now, today
from keepsight.web.visit.form import FORMS, FollowUpForm

HEADINGS = {
    "visit": "Record a visit",
    "appointment": "Record an appointment",
    "supervision": "Record supervision",
    "child_words": "Record what a child said",
}


def visit(request: Request, child: str) -> HttpResponse:
    """Who was seen, who was seen alone, what they said and what is next."""
    return _quick(request, child, "visit")


def appointment(request: Request, child: str) -> HttpResponse:
    """Who was brought, who was not, and what is next."""
    return _quick(request, child, "appointment")


def supervision(request: Request, child: str) -> HttpResponse:
    """What a manager and a worker decided, child by child."""
    return _quick(request, child, "supervision")


def child_words(request: Request, child: str) -> HttpResponse:
    """What a child said, in the child's words."""
    return _quick(request, child, "child_words")


def _quick(request: Request, child: str, kind: str) -> HttpResponse:
    page = quick_page(child, kind, by=request.user, on=today())
    form = FORMS[kind](page, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            saved = record(
                page=page,
                shared=form.shared,
                own=form.of_children,
                next_=form.next_,
                reference=form.cleaned_data["reference"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            said = {"saved": saved, "what": "is recorded", "next": form.next_}
            messages.success(request, render_to_string("visit/saved.html", said))
            return redirect("child", child=child)
    shown = {"page": page, "form": form, "heading": HEADINGS[kind], "kind": kind, "who": page.who}
    return render(request, "visit/quick.html", shown)


def follow_up(request: Request, child: str, fact: str) -> HttpResponse:
    """What was asked after something, and what was done about it."""
    asked = after.follow_up(child, fact, by=request.user, on=today())
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        detail = form.cleaned_data["detail"]
        try:
            after.done(child=child, about=fact, detail=detail, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "What was done is recorded.")
            return redirect("child", child=child)
    return render(request, "visit/follow_up.html", {"asked": asked, "form": form})
