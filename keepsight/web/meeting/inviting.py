"""Asking people to a meeting, and replying for oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework.meeting import invite as casework
from keepsight.casework.meeting import page as reading
from keepsight.casework.meeting.invited import to_invite
from keepsight.casework.not_right import NotRight
from keepsight.web.meeting.form import ByNameForm, InviteForm, LookForm, ReplyForm
from keepsight.web.meeting.over import if_over
from keepsight.web.route import Request
from keepsight.web.today import now, today


def invite(request: Request, meeting: str) -> HttpResponse:
    """The children's network, the family, and whoever else is looked for."""
    words = request.GET.get("look_for", "").strip()[:100]
    page = to_invite(meeting, words=words, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = InviteForm(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            casework.invite(
                meeting=meeting,
                users=[int(each) for each in given.get("users", ())],
                left_out=form.left_out,
                family=given.get("family", ()),
                asks_report=given["asks_report"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "They are asked to come, and told.")
            return redirect("meeting", meeting=meeting)
    look = LookForm(initial={"look_for": words})
    shown = {"page": page, "head": page.head, "form": form, "look": look, "looked_for": words}
    return render(request, "meeting/invite.html", shown)


def by_name(request: Request, meeting: str) -> HttpResponse:
    """Somebody who does not sign in."""
    page = to_invite(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = ByNameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            casework.invite_by_name(meeting=meeting, **form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, f"{form.cleaned_data['name']} is noted as asked.")
            return redirect("meeting_invite", meeting=meeting)
    return render(request, "meeting/by_name.html", {"head": page.head, "form": form})


def reply(request: Request, meeting: str) -> HttpResponse:
    """Say whether one comes."""
    page = reading.to_reply(meeting, by=request.user, on=today())
    if over := if_over(request, page.head):
        return over
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            casework.reply(meeting=meeting, **form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "Your reply is noted.")
            return redirect("meeting", meeting=meeting)
    return render(request, "meeting/reply.html", {"head": page.head, "form": form, "page": page})
