"""The pairs that wait, one pair side by side, and the records of one child."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import merge as action
from keepsight.casework import pair as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.govuk.pages import Pages, page_number
from keepsight.web.govuk.tags import day
from keepsight.web.matching.form import DifferentForm, PartForm, SameForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def listed(request: Request) -> HttpResponse:
    """The pairs that nobody has decided about."""
    page = page_number(request.GET.get("page"))
    found = casework.pairs(by=request.user, on=today(), page=page)
    pages = Pages(found.page, found.total, casework.PAGE_SIZE)
    return render(request, "matching/list.html", {"found": found, "pages": pages})


def pair(request: Request, one: str, other: str) -> HttpResponse:
    """Two records side by side."""
    return _pair(request, one, other)


def same(request: Request, one: str, other: str) -> HttpResponse:
    """Join them: both are read under the name that is chosen."""
    found = casework.pair(one, other, by=request.user, on=today())
    form = SameForm(
        request.POST if request.method == "POST" else None, sides=_named(found), auto_id="same_%s"
    )
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        second = other if kept == one else one
        try:
            reasons = form.cleaned_data["reasons"]
            action.join(kept=kept, other=second, reasons=reasons, by=request.user, at=now())
        except NotRight as wrong:
            form.tell(wrong)
        else:
            messages.success(request, "Both records are read as one. They can be parted again.")
            return redirect("matching")
    return _pair(request, one, other, same=form)


def different(request: Request, one: str, other: str) -> HttpResponse:
    """Say that they are two children."""
    casework.pair(one, other, by=request.user, on=today())
    form = DifferentForm(request.POST if request.method == "POST" else None, auto_id="different_%s")
    if request.method == "POST" and form.is_valid():
        try:
            reasons = form.cleaned_data["reasons"]
            action.say_different(one=one, other=other, reasons=reasons, by=request.user, at=now())
        except NotRight as wrong:
            form.tell(wrong)
        else:
            messages.success(request, "They are two children, and are not suggested again.")
            return redirect("matching")
    return _pair(request, one, other, different=form)


def records(request: Request, child: str) -> HttpResponse:
    """Which records were joined to this child's."""
    found = casework.records(child, by=request.user, on=today())
    shown = {"found": found, "who": found.who, "page": "records"}
    return render(request, "matching/records.html", shown)


def part(request: Request, child: str, other: str) -> HttpResponse:
    """Part two records that were joined."""
    found = casework.records(child, by=request.user, on=today())
    standing = [e for e in found.joined if e.other.child == other and e.parted_on is None]
    if not standing:
        return redirect("records", child=child)
    form = PartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reasons = form.cleaned_data["reasons"]
            action.part(other=other, reasons=reasons, by=request.user, at=now())
        except NotRight as wrong:
            form.tell(wrong)
        else:
            messages.success(request, "They stand as two records again, as before.")
            return redirect("records", child=child)
    shown = {"found": found, "who": found.who, "page": "records", "form": form}
    return render(request, "matching/part.html", shown | {"link": standing[0]})


def _pair(
    request: Request,
    one: str,
    other: str,
    *,
    same: GovukForm | None = None,
    different: GovukForm | None = None,
) -> HttpResponse:
    found = casework.pair(one, other, by=request.user, on=today())
    failed = next((each for each in (same, different) if each is not None and each.errors), None)
    shown = {
        "found": found,
        "sides": (found.older, found.newer),
        "same": same or SameForm(sides=_named(found), auto_id="same_%s"),
        "different": different or DifferentForm(auto_id="different_%s"),
        "form": failed,
        "one": one,
        "other": other,
    }
    return render(request, "matching/pair.html", shown)


def _named(found: casework.Pair) -> list[tuple[str, str]]:
    return [
        (each.who.child, f"{each.who.name}, born {day(each.born_on) or 'on a day not known'}")
        for each in (found.older, found.newer)
    ]
