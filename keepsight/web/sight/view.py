"""The first page after signing in: In sight, or a referrer's own concerns."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import access, age, sight
from keepsight.casework.wanted import Wanted
from keepsight.web.govuk.pages import Pages, page_number
from keepsight.web.route import Request
from keepsight.web.sight.bar import Ages, ages
from keepsight.web.sight.form import FilterForm, wanted_from
from keepsight.web.today import today
from keepsight.web.work.where import to_do

# What a list is called in the tab, where a page of it is one of many.
TITLES = {
    "findings": "Things to look at",
    "waiting": "Concerns waiting for an answer",
    "due": "Falling due",
}
HARMS_TWICE = " A concern that names two harms is counted under both."
LISTS: tuple[sight.Shown, ...] = ("findings", "waiting", "due")


def first_page(request: Request) -> HttpResponse:
    """In sight for those who work with children; "Your concerns" for referrers; for who is only
    told numbers, what the watch says."""
    if access.may(request.user, "see_in_sight"):
        return in_sight(request)
    if access.may(request.user, "count_every_child"):
        return redirect("watch")
    return own_concerns(request)


def in_sight(request: Request) -> HttpResponse:
    """One of three lists, with the counts of all of them and the filters."""
    asked = request.GET
    shown = next((each for each in LISTS if each == asked.get("show")), LISTS[0])
    wanted = wanted_from(asked)
    found = sight.in_sight(
        by=request.user, on=today(), shown=shown, wanted=wanted, page=page_number(asked.get("page"))
    )
    return render(
        request,
        "sight/in_sight.html",
        {
            "found": found,
            "filters": FilterForm(asked, choices=found.choices, shown=shown),
            "is_filtered": wanted != Wanted(),
            "pages": Pages(found.page, found.total, sight.PAGE_SIZE),
            "title": TITLES[shown],
            "ages": age.AGES,
            "table": _by_age(request, found),
            "more_words": HARMS_TWICE if shown == "waiting" else "",
            "may_see_watch": access.may(request.user, "see_watch"),
        },
    )


def _by_age(request: Request, found: sight.InSight) -> Ages:
    """How long what is listed has stood: findings by rule, concerns by harm. Each leads to its own
    list, with the other filters as they are."""
    by = "rule" if found.shown == "findings" else "harm"

    def own_list(code: str) -> str:
        asked = request.GET.copy()
        asked.pop("page", None)
        asked[by] = code
        return f"?{asked.urlencode()}"

    return ages(by.capitalize(), found.standing, address=own_list)


def own_concerns(request: Request) -> HttpResponse:
    """What the reader's agency raised, and what became of each."""
    found = sight.own_concerns(
        by=request.user, on=today(), page=page_number(request.GET.get("page"))
    )
    pages = Pages(found.page, found.total, sight.PAGE_SIZE)
    asks = [to_do(each, on=today()) for each in found.asks]
    shown = {"found": found, "pages": pages, "asks": asks}
    return render(request, "sight/own_concerns.html", shown)
