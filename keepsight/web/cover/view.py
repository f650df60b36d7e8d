"""The page on which cover is arranged, and ended before its time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import delegation as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.cover.form import CoverForm
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.today import now, today


def cover(request: Request) -> HttpResponse:
    """Who stands in for the reader and their staff, and for whom the reader does."""
    page = casework.cover_page(by=request.user, on=today())
    form = CoverForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_valid():
        try:
            casework.arrange(**form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "Cover is arranged. Both of them are told.")
            return redirect("cover")
    return render(request, "cover/cover.html", {"page": page, "form": form})


def end(request: Request, number: str) -> HttpResponse:
    """Ask once more, then end cover now."""
    found = casework.one_cover(number_of(number), by=request.user, on=today())
    if request.method == "POST":
        casework.end(delegation=found.delegation, by=request.user, at=now())
        messages.success(request, "Cover has ended. Both of them are told.")
        return redirect("cover")
    return render(request, "cover/end.html", {"cover": found})
