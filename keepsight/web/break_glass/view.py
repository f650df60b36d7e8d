"""The pages on which a record is opened in an emergency, closed again, and judged afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import break_glass as casework
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import NotRight
from keepsight.web.break_glass.form import JudgeForm, OpenForm, WhomForm
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.today import now, today


def look_up(request: Request) -> HttpResponse:
    """Name the child exactly; then say why, on a page that says what opening means."""
    form = WhomForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        named = NamedChild(**form.cleaned_data)
        found = casework.look_up(named, by=request.user, on=today())
        if found.child:
            messages.success(request, "You can open this record: no emergency is needed.")
            return redirect("child", child=found.child)
        if found.is_there:
            asked = OpenForm(initial=form.cleaned_data)
            shown = {"form": asked, "named": named, "hours": casework.HOURS}
            return render(request, "break_glass/open.html", shown)
        form.add_error(None, "Nobody of this name and date of birth has a record here")
    mine = casework.own_openings(by=request.user, on=today())
    shown = {"form": form, "mine": mine, "hours": casework.HOURS}
    return render(request, "break_glass/break_glass.html", shown)


def open_record(request: Request) -> HttpResponse:
    """Open it, for the reason that was given."""
    if request.method != "POST":
        return redirect("break_glass")
    form = OpenForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        named = NamedChild(given["name"], given["born_on"])
        try:
            opened = casework.open_record(
                named=named, reasons=given["reasons"], by=request.user, at=now()
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            if len(opened) > 1:
                return redirect("break_glass")
            return redirect("child", child=opened[0])
    shown = {"form": form, "hours": casework.HOURS}
    return render(request, "break_glass/open.html", shown)


def close(request: Request, child: str) -> HttpResponse:
    """Close what one has opened, before its time."""
    casework.require_open(child, by=request.user, on=today())
    if request.method == "POST":
        casework.close(child=child, by=request.user, at=now())
        messages.success(request, "The record is closed to you again.")
        return redirect("break_glass")
    return redirect("child", child=child)


def to_judge(request: Request) -> HttpResponse:
    """The openings that nobody has judged yet."""
    found = casework.to_judge(by=request.user, on=today())
    return render(request, "break_glass/to_judge.html", {"found": found})


def judge(request: Request, number: str) -> HttpResponse:
    """One opening with all that was seen by it, and whether it was right."""
    page = casework.opening(number_of(number), by=request.user, on=today())
    form = JudgeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            casework.review(
                number=page.opened.number, **form.cleaned_data, by=request.user, at=now()
            )
        except NotRight as not_right:
            form.tell(not_right)
            page = casework.opening(page.opened.number, by=request.user, on=today())
        else:
            messages.success(request, f"Kept. {page.opened.opened_by} is told.")
            return redirect("glass_to_judge")
    return render(request, "break_glass/judge.html", {"found": page, "form": form})
