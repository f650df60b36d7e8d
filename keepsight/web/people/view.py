"""The pages of the people one answers for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from keepsight.casework import leaver as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.number import number_of
from keepsight.web.people.form import LeftForm, PeopleForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def people(request: Request) -> HttpResponse:
    """Those whom the reader answers for, with how much they have."""
    words = request.GET.get("words", "")[:100].strip()
    found = casework.colleagues(by=request.user, on=today(), words=words)
    shown = {
        "found": found,
        "words": words,
        "form": PeopleForm(initial={"words": words}),
        "is_all": len(found) < casework.SHOWN_AT_MOST,
    }
    return render(request, "people/people.html", shown)


def left(request: Request, number: str) -> HttpResponse:
    """Say that somebody has left; then what waits for a worker is told."""
    user = number_of(number)
    leaver, others = casework.colleague(user, by=request.user, on=today())
    form = LeftForm(request.POST if request.method == "POST" else None, others=others)
    if form.is_valid():
        try:
            gone = casework.mark_left(user=user, by=request.user, at=now(), **form.cleaned_data)
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, render_to_string("people/gone.html", {"gone": gone}))
            return redirect("people")
    return render(request, "people/left.html", {"leaver": leaver, "form": form})
