"""The family page of a child with its pictures, and the pages on which somebody is related to the
child, ceases to be, or the child moves."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from keepsight.casework import access, recording
from keepsight.casework.household import page as casework
from keepsight.casework.household import relating
from keepsight.casework.household.moving import move as move_child
from keepsight.casework.not_right import NotRight
from keepsight.web.family.form import DayForm, EndForm, MoveForm, RelateForm, end_initial
from keepsight.web.route import Request
from keepsight.web.today import now, today

SVG = "image/svg+xml; charset=utf-8"


def family(request: Request, child: str) -> HttpResponse:
    """The genogram, the household of a day and by time, and the adults."""
    day, form = _day(request)
    page = casework.family_page(child, by=request.user, on=today(), day=day)
    asked = f"?{urlencode({'day': page.day.isoformat()})}"
    shown = {
        "family": page,
        "who": page.who,
        "page": "family",
        "form": form,
        "genogram": reverse("genogram", args=[child]) + asked,
        "household": reverse("household_picture", args=[child]),
    }
    return render(request, "family/family.html", shown)


def genogram(request: Request, child: str) -> HttpResponse:
    """The genogram as a picture. Like every page it is kept nowhere."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = today()
    picture = casework.genogram(child, by=request.user, on=today(), day=day)
    return HttpResponse(picture, content_type=SVG)


def household(request: Request, child: str) -> HttpResponse:
    """Where and with whom the child lived, as a picture."""
    picture = casework.household_picture(child, by=request.user, on=today())
    return HttpResponse(picture, content_type=SVG)


def _day(request: Request) -> tuple[date | None, DayForm]:
    asked = any(name.startswith("on_") for name in request.GET)
    form = DayForm(request.GET if asked else None)
    day = form.cleaned_data["on"] if form.is_valid() else None
    return day, form


def relate(request: Request, child: str) -> HttpResponse:
    """Say who is related to the child, and how."""
    page = relating.relating(child, by=request.user, on=today())
    form = RelateForm(page, request.POST if request.method == "POST" else None)
    if form.is_valid() and not _must_choose(request, form, child):
        try:
            relating.relate(
                child=child, relative=form.relative, by=request.user, at=now(), **form.values
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The family is recorded as you say.")
            return redirect("family", child=child)
    shown = {"form": form, "who": page.who, "page": "family"}
    return render(request, "family/relate.html", shown)


def _must_choose(request: Request, form: RelateForm, child: str) -> bool:
    """Whether people of the same name are known, and nobody has said yet which is meant."""
    if not form.is_named:
        return False
    given = form.cleaned_data
    alike = relating.named_alike(
        given["name"], born_on=given["born_on"], child=child, by=request.user, on=today()
    )
    if not alike:
        return False
    form.ask_whether(alike)
    if form.has_been_asked:
        return False
    form.add_error("same", "Somebody of that name is known already: choose one, or somebody else")
    return True


def end(request: Request, child: str, relationship: str) -> HttpResponse:
    """Say that somebody is no longer what they were to the child, or never was."""
    number = int(relationship) if relationship.isdecimal() and len(relationship) < 18 else 0
    page = relating.relationship(child, number, by=request.user, on=today())
    form = EndForm(request.POST if request.method == "POST" else None, initial=end_initial())
    if form.is_valid():
        given = form.cleaned_data
        try:
            relating.end(
                child=child,
                number=number,
                ended_on=given["ended_on"],
                reasons=given["reasons"],
                was_never_so=given["how"] == "never",
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, f"{page.related.name}: what you say is recorded.")
            return redirect("family", child=child)
    shown = {"ending": page, "form": form, "who": page.who, "page": "family"}
    return render(request, "family/end.html", shown)


def move(request: Request, child: str) -> HttpResponse:
    """Say where the child lives now, since when, and who moved too."""
    page = recording.for_new(child, "household_changed", by=request.user, on=today())
    adults = casework.adults_of(child, by=request.user, on=today())
    form = MoveForm(page, adults, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            saved = move_child(page=page, by=request.user, at=now(), **form.values)
        except NotRight as not_right:
            form.tell(not_right)
        except access.Refused:
            form.add_error("siblings", "You may not add to that record")
        else:
            said = render_to_string("recording/saved.html", {"saved": saved, "what": "is recorded"})
            messages.success(request, said)
            return redirect("family", child=child)
    return render(request, "family/move.html", {"form": form, "who": page.who, "page": "family"})
