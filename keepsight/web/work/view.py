"""One's own families and what one is asked to do; and a team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import access, age, allocation, caseload, team_work
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.pages import Pages, page_number
from keepsight.web.route import Request
from keepsight.web.sight.bar import ages
from keepsight.web.today import now, today
from keepsight.web.work.bar import bars
from keepsight.web.work.form import TeamForm
from keepsight.web.work.where import due_places, to_do


def work(request: Request) -> HttpResponse:
    """The families, what is due and overdue, and what is asked; or say that one has a family."""
    if request.method == "POST":
        return _say_so(request)
    page = page_number(request.GET.get("page"))
    found = caseload.caseload(by=request.user, on=today(), page=page)
    shown = {
        "found": found,
        "families": [(each, due_places(each.due)) for each in found.families],
        "asks": [to_do(each, on=today()) for each in found.asks],
        "pages": Pages(found.page, found.totals.families, caseload.PAGE_SIZE),
    }
    return render(request, "work/work.html", shown)


def team(request: Request) -> HttpResponse:
    """Who in the team has whom, what waits for a worker, and what is being handed over."""
    asked = request.GET.get("team", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    found = team_work.team_work(by=request.user, on=today(), team=wanted)
    shown = {
        "found": found,
        "bars": bars(found.workers),
        "matters": ages("Matter", found.matters),
        "ages": age.AGES,
        "may_see_watch": access.may(request.user, "see_watch"),
        "choice": TeamForm(teams=found.teams, chosen=found.team) if found.teams else None,
        "may_allocate": access.may(request.user, "allocate_child"),
    }
    return render(request, "work/team.html", shown)


def _say_so(request: Request) -> HttpResponse:
    asked = request.POST.get("asked", "")
    try:
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
        allocation.say_so(asked=number, by=request.user, at=now())
    except NotRight as not_right:
        messages.warning(request, str(not_right))
    else:
        messages.success(request, "You have said that you have this family now.")
    return redirect("work")
