"""What somebody has been told, what they told others, and whether they hear of it by e-mail."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from keepsight.casework import inbox as casework
from keepsight.casework import letter_choice
from keepsight.casework.not_right import NotRight
from keepsight.practice.codes.notice import NOTICE
from keepsight.web.govuk.pages import Pages, page_number
from keepsight.web.route import Request
from keepsight.web.today import now, today
from keepsight.web.work.form import FilterForm, LetterForm
from keepsight.web.work.where import told


def inbox(request: Request) -> HttpResponse:
    """What one has been told, unread first; or say that one has read some of it."""
    if request.method == "POST":
        return _acknowledge(request)
    asked = request.GET
    what = asked.get("what", "") if asked.get("what") in NOTICE else ""
    shown: casework.Shown = "all" if asked.get("show") == "all" else "unread"
    page = page_number(asked.get("page"))
    found = casework.inbox(by=request.user, on=today(), shown=shown, what=what, page=page)
    kinds = casework.kinds_told(request.user)
    return render(
        request,
        "work/inbox.html",
        {
            "found": found,
            "notices": [told(each) for each in found.notices],
            "filters": FilterForm(asked, told=kinds) if len(kinds) > 1 else None,
            "is_filtered": bool(what),
            "pages": Pages(found.page, found.total, casework.PAGE_SIZE),
        },
    )


def outbox(request: Request) -> HttpResponse:
    """What one told others, and who has read it."""
    page = page_number(request.GET.get("page"))
    found = casework.outbox(by=request.user, on=today(), page=page)
    pages = Pages(found.page, found.total, casework.PAGE_SIZE)
    return render(request, "work/outbox.html", {"found": found, "pages": pages})


def letters(request: Request) -> HttpResponse:
    """Choose whether to hear by e-mail, and how often."""
    choice = letter_choice.choice_of(by=request.user)
    form = LetterForm(request.POST or None, initial={"how": choice.how, "address": choice.address})
    if request.method == "POST" and form.is_valid():
        try:
            letter_choice.choose(**form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "Your choice is saved.")
            return redirect("letters")
    shown = {
        "form": form,
        "choice": choice,
        "is_set_up": bool(settings.EMAIL_HOST),
        "hour": settings.DAILY_LETTER_HOUR,
    }
    return render(request, "work/letters.html", shown)


def _acknowledge(request: Request) -> HttpResponse:
    given = ",".join(request.POST.getlist("notice")).split(",")
    numbers = [int(e) for e in given if e.isascii() and e.isdigit() and len(e) < 18]
    try:
        casework.acknowledge(notices=numbers, by=request.user, at=now())
    except NotRight as not_right:
        messages.warning(request, str(not_right))
    else:
        messages.success(request, "You have said that you read it. That ends nothing.")
    back = "?show=all" if request.POST.get("show") == "all" else ""
    return redirect(reverse("inbox") + back)
