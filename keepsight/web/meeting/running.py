"""Writing down a meeting: who came, what becomes of each concern, what is decided; and concluding
it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import access
from keepsight.casework.meeting import attendance as coming
from keepsight.casework.meeting import carry_on
from keepsight.casework.meeting import conclude as ending
from keepsight.casework.meeting import decision as deciding
from keepsight.casework.meeting import outcome as choosing
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.meeting.over import if_over
from keepsight.web.meeting.running_form import (
    OUTCOMES,
    AgreeForm,
    AttendanceForm,
    DecisionsForm,
    OutcomeForm,
)
from keepsight.web.route import Request
from keepsight.web.today import now, today


def attendance(request: Request, meeting: str) -> HttpResponse:
    """Who was there, and what each child wishes."""
    page = coming.to_note(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = AttendanceForm(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            coming.note(meeting=meeting, **form.values, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "It is noted who was there.")
            return redirect("meeting", meeting=meeting)
    shown = {"page": page, "head": page.head, "form": form}
    return render(request, "meeting/attendance.html", shown)


def outcome(request: Request, meeting: str, concern: str) -> HttpResponse:
    """What becomes of one concern."""
    page = choosing.to_choose(meeting, concern, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    before = page.concern.outcome.kind if page.concern.outcome else "action"
    wanted = request.GET.get("as", before)
    kind = wanted if wanted in dict.fromkeys(each[0] for each in OUTCOMES) else before
    form = OutcomeForm(page, kind, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            choosing.choose(
                meeting=meeting, concern=concern, chosen=form.values, by=request.user, at=now()
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, f"It is noted what becomes of this concern of {page.name}.")
            return redirect("meeting", meeting=meeting)
    shown = {"page": page, "head": page.head, "form": form, "kind": kind, "kinds": OUTCOMES}
    return render(request, "meeting/outcome.html", shown)


def agree(request: Request, outcome: str) -> HttpResponse:
    """A manager agrees that a concern is carried on once more, or says no."""
    if not outcome.isascii() or not outcome.isdigit() or len(outcome) > 15:
        raise access.Refused
    page = carry_on.to_agree(int(outcome), by=request.user, on=today())
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["agrees"] == "yes"
        reasons = form.cleaned_data["reasons"]
        try:
            carry_on.agree(
                outcome=int(outcome), agrees=agrees, reasons=reasons, by=request.user, at=now()
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            done = "You have agreed." if agrees else "You have not agreed. The meeting is told."
            messages.success(request, done)
            return redirect("meeting", meeting=page.head.meeting)
    shown = {"page": page, "head": page.head, "form": form}
    return render(request, "meeting/agree.html", shown)


def decisions(request: Request, meeting: str) -> HttpResponse:
    """What is decided about each child, and when people meet again."""
    page = deciding.to_decide(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = DecisionsForm(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            deciding.decide(
                meeting=meeting,
                decided=form.values,
                said=given["said"],
                next_on=given["next_on"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "It is noted. It takes effect when the meeting is concluded.")
            return redirect("meeting", meeting=meeting)
    shown = {"page": page, "head": page.head, "form": form}
    return render(request, "meeting/decisions.html", shown)


def conclude(request: Request, meeting: str) -> HttpResponse:
    """Conclude the meeting, or say what is missing."""
    page = ending.to_conclude(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = GovukForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ending.conclude(meeting=meeting, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
            # Somebody else may have concluded it, or raised a concern, meanwhile.
            page = ending.to_conclude(meeting, by=request.user, on=today())
        else:
            messages.success(request, "The meeting is concluded. Everybody who was asked is told.")
            return redirect("meeting_minutes", meeting=meeting)
    shown = {"page": page, "head": page.head, "form": form}
    return render(request, "meeting/conclude.html", shown)
