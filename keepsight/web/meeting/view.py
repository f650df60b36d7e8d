"""Reading of meetings: one's own, those of a child, one of them, and its decisions and minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework.meeting import minute_book
from keepsight.casework.meeting import page as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.meeting.form import ReplyForm
from keepsight.web.meeting.running_form import SentForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def own(request: Request) -> HttpResponse:
    """The meetings to which this reader is asked."""
    to_come, over = casework.own_meetings(by=request.user, on=today())
    return render(request, "meeting/own.html", {"to_come": to_come, "over": over})


def of_child(request: Request, child: str) -> HttpResponse:
    """The meetings of a child, and which clocks run."""
    page = casework.child_meetings(child, by=request.user, on=today())
    shown = {"who": page.who, "page": "child_meetings", "meetings": page, "today": today()}
    return render(request, "meeting/of_child.html", shown)


def meeting(request: Request, meeting: str) -> HttpResponse:
    """One meeting: what is to be done for it, and what is open. A concluded one has its minutes."""
    page = casework.meeting_page(meeting, by=request.user, on=today())
    if page.head.state == "concluded":
        return redirect("meeting_minutes", meeting=meeting)
    shown = {"page": page, "head": page.head, "reply": ReplyForm(auto_id="reply_%s")}
    return render(request, "meeting/meeting.html", shown)


def minutes(request: Request, meeting: str) -> HttpResponse:
    """The decisions and minutes of a concluded meeting."""
    page = minute_book.minutes(meeting, by=request.user, on=today())
    return render(request, "meeting/minutes.html", {"page": page, "head": page.head})


def sent(request: Request, meeting: str, what: str) -> HttpResponse:
    """Write down on which day the decisions or the minutes were sent."""
    page = minute_book.to_send(meeting, what, by=request.user, on=today())
    form = SentForm(today(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            minute_book.sent(
                meeting=meeting,
                what=what,
                sent_on=form.cleaned_data["sent_on"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "It is written down, and everybody who was asked is told.")
            return redirect("meeting_minutes", meeting=meeting)
    shown = {"page": page, "head": page.head, "form": form, "what": what}
    return render(request, "meeting/sent.html", shown)
