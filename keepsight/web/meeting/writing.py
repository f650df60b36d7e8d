"""What somebody who is asked to a meeting writes for it: what they know, and that they do not
agree."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework.meeting import decision
from keepsight.casework.meeting import page as reading
from keepsight.casework.meeting import report as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.meeting.over import if_over
from keepsight.web.meeting.running_form import DissentForm, ReportForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def report(request: Request, meeting: str) -> HttpResponse:
    """Write what one knows, keep it, and hand it in."""
    page = casework.to_write(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = ReportForm(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {key: each for key, each in form.cleaned_data.items() if each}
        is_kept = "keep" in request.POST
        act = casework.keep if is_kept else casework.hand_in
        try:
            act(meeting=meeting, words=given, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            done = "It is kept. Nobody else reads it before you hand it in."
            messages.success(request, done if is_kept else "You have handed in what you know.")
            return redirect("meeting_report" if is_kept else "meeting", meeting=meeting)
    return render(request, "meeting/report.html", {"page": page, "head": page.head, "form": form})


def dissent(request: Request, meeting: str) -> HttpResponse:
    """Write down that somebody does not agree, and why."""
    page = reading.meeting_page(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    names = tuple(each.name for each in page.invited) if page.head.runs else ()
    if not page.head.runs:
        reading.to_reply(meeting, by=request.user, on=today())
    form = DissentForm(names, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"said_by": request.user.signature, **form.cleaned_data}
        try:
            decision.dissent(meeting=meeting, **given, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "It is written down, and will stand in the minutes.")
            return redirect("meeting", meeting=meeting)
    return render(request, "meeting/dissent.html", {"page": page, "head": page.head, "form": form})
