"""The page of a lesson that cannot be read any more, in place of every page that would read it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render

from keepsight.casework import access
from keepsight.casework.lesson import page
from keepsight.casework.lesson.set_aside import CannotRead
from keepsight.web.route import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, str, P], HttpResponse]


def or_set_aside(view: View[P]) -> View[P]:
    """The view of a lesson or, where it cannot be read, the page that says so."""

    @wraps(view)
    def shown(request: Request, lesson: str, *args: P.args, **more: P.kwargs) -> HttpResponse:
        try:
            return view(request, lesson, *args, **more)
        except CannotRead:
            aside = page.set_aside_page(lesson, by=request.user)
        may_publish = access.may(request.user, "publish_lesson")
        told = {"shown": aside, "may_publish": may_publish}
        return render(request, "lesson/set_aside.html", told)

    return shown
