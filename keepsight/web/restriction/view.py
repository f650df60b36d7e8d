"""The pages on which a record is restricted, somebody is named for it, and it is lifted; and what a
director sees of all of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import restricted as action
from keepsight.casework import restriction_page as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.network.form import SearchForm
from keepsight.web.number import number_of
from keepsight.web.restriction.form import LiftForm, NameForm, RestrictForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def restricted(request: Request) -> HttpResponse:
    """Every restriction, not saying of whom."""
    found = casework.restricted_records(by=request.user, on=today())
    return render(request, "restriction/restricted.html", {"found": found})


def restriction(request: Request, child: str) -> HttpResponse:
    """To whom a record is restricted; or the form that restricts it."""
    page = casework.restriction_page(child, by=request.user, on=today())
    offered = casework.may_be_named(child, by=request.user, on=today())
    form = RestrictForm(request.POST if request.method == "POST" else None, people=offered)
    if form.is_valid():
        given = form.cleaned_data | {"child": child}
        if _done(lambda: action.restrict(**given, by=request.user, at=now()), form):
            messages.success(request, "The record is restricted. Those who are named are told.")
            return redirect("restriction", child=child)
    shown = {"page": "network", "who": page.who, "restriction": page, "form": form}
    return render(request, "restriction/restriction.html", shown)


def name(request: Request, child: str) -> HttpResponse:
    """Look for somebody and name them."""
    words = request.GET.get("words", "")[:100].strip()
    page, found = casework.people_to_name(child, words, by=request.user, on=today())
    form = NameForm(request.POST if request.method == "POST" else None, people=found)
    if form.is_valid():
        given = form.cleaned_data | {"child": child}
        if _done(lambda: action.name(**given, by=request.user, at=now()), form):
            messages.success(request, "They can see the record now, and are told.")
            return redirect("restriction", child=child)
    search = SearchForm(initial={"words": words}, auto_id="search_%s")
    shown: dict[str, Any] = {"page": "network", "who": page.who, "words": words, "found": found}
    return render(request, "restriction/name.html", shown | {"search": search, "form": form})


def unname(request: Request, child: str, person: str) -> HttpResponse:
    """Ask once more, then take somebody's name off."""
    page = casework.restriction_page(child, by=request.user, on=today())
    user = number_of(person)
    named = next((each for each in page.named if each.user == user), None)
    if named is None:
        return redirect("restriction", child=child)
    wrongs: list[str] = []
    if request.method == "POST":
        try:
            action.unname(child=child, user=user, by=request.user, at=now())
        except NotRight as not_right:
            wrongs = [each.message for each in not_right.wrongs]
        else:
            messages.success(request, f"{named.name} can no longer see the record.")
            own = user == request.user.pk
            return redirect("first_page") if own else redirect("restriction", child=child)
    shown = {"page": "network", "who": page.who, "named": named, "wrongs": wrongs}
    return render(request, "restriction/unname.html", shown)


def lift(request: Request, child: str) -> HttpResponse:
    """Lift the restriction, with the reason."""
    page = casework.restriction_page(child, by=request.user, on=today())
    if not page.is_restricted:
        return redirect("restriction", child=child)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data | {"child": child}
        if _done(lambda: action.lift(**given, by=request.user, at=now()), form):
            messages.success(request, "The record is seen again by those who work with the child.")
            return redirect("network", child=child)
    shown = {"page": "network", "who": page.who, "form": form}
    return render(request, "restriction/lift.html", shown)


def _done(act: Callable[[], object], form: GovukForm) -> bool:
    """Whether it was done; otherwise the form says what is wrong."""
    try:
        act()
    except NotRight as not_right:
        form.tell(not_right)
        return False
    return True
