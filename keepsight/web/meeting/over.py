"""A meeting that is over has no forms: whoever asks for one is shown the meeting."""

from django.http import HttpResponse
from django.shortcuts import redirect

from keepsight.casework.meeting.paper import Head
from keepsight.web.route import Request


def if_over(request: Request, head: Head) -> HttpResponse | None:
    """Where to instead, where the meeting is over and nothing was sent; what was typed is shown."""
    if head.is_running or request.method == "POST":
        return None
    return redirect("meeting", meeting=head.meeting)
