"""What the watch says of a team, of conferences or of all; and before and after a lesson."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from keepsight.casework import access, age
from keepsight.casework.watch import lesson as before_and_after
from keepsight.casework.watch import page as casework
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.rule.view import set_aside_page
from keepsight.web.sight.bar import ages, shown_at_once
from keepsight.web.sight.form import NO_TEAM
from keepsight.web.today import today
from keepsight.web.watch.form import LessonForm, WhoseForm
from keepsight.web.watch.words import answer_picture, flow_picture, standing_picture


def watch(request: Request) -> HttpResponse:
    """What stands, how it has gone, and how long things take."""
    found = casework.watch_page(by=request.user, on=today(), team=_team(request))
    cut = shown_at_once(len(found.times))
    shown = {
        "found": found,
        "times": found.times[:cut],
        "more_times": found.times[cut:],
        "more_times_in_words": f"{len(found.times) - cut} more rules",
        "choice": WhoseForm(teams=found.teams, team=found.team) if found.teams else None,
        "ages": age.AGES,
        "matters": ages("Matter", found.matters),
        "rules": ages(
            "Rule",
            found.standing,
            address=lambda rule: "" if found.is_counted_only else _list_of(found, rule),
        ),
        "without_team": f"{reverse('first_page')}?{urlencode({'team': NO_TEAM})}",
        "pictures": (standing_picture(found.months), flow_picture(found.months)),
        "answers": answer_picture(found.quarters),
        "may_see_teams": access.may(request.user, "see_team"),
    }
    return render(request, "watch/watch.html", shown)


def lesson(request: Request, code: str) -> HttpResponse:
    """One rule before and since a day, for a board."""
    try:
        found = _lesson(request, code, day=None)
        form = LessonForm(request.GET if "day_day" in request.GET else None, lesson=found)
        if form.is_valid() and form.cleaned_data["day"]:
            found = _lesson(request, code, day=form.cleaned_data["day"])
    except before_and_after.UnknownRule:
        return set_aside_page(request, code)
    # What was not asked for is not shown as if it were the answer.
    compared = None if form.errors else found.comparison
    shown = {
        "found": found,
        "form": form,
        "compared": compared,
        "picture": flow_picture(compared.months, mark=compared.mark) if compared else None,
        "shortest": before_and_after.SHORTEST,
        "soon": before_and_after.SOON,
    }
    return render(request, "watch/lesson.html", shown)


def _list_of(found: casework.WatchPage, rule: str) -> str:
    """Where the findings of a rule are listed, of the same children."""
    asked = {"rule": rule} | ({"team": found.team} if found.team and found.teams else {})
    return f"{reverse('first_page')}?{urlencode(asked)}"


def _lesson(request: Request, code: str, *, day: date | None) -> before_and_after.Lesson:
    return before_and_after.lesson(code, by=request.user, on=today(), day=day, team=_team(request))


def _team(request: Request) -> int | None:
    """The team asked for; None for none. A number that no team has is refused as such."""
    asked = request.GET.get("team", "")
    return number_of(asked) if asked else None
