"""The pages on which a lesson is written down, checked, published and withdrawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from keepsight.casework import access
from keepsight.casework.lesson import choices, page
from keepsight.casework.lesson import lesson as casework
from keepsight.casework.lesson import offer as offering
from keepsight.casework.lesson import step as step_of
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.lesson import form as forms
from keepsight.web.lesson.set_aside import or_set_aside
from keepsight.web.lesson.wording import initial
from keepsight.web.route import Request
from keepsight.web.today import now

KINDS = ("of", "clears")
BACK = "back"
"""In the address of a step: it was opened to change one thing, and leads back to the whole."""


def lessons(request: Request) -> HttpResponse:
    """Every lesson, and a new one."""
    return render(request, "lesson/lessons.html", {"found": page.lessons(by=request.user)})


def new(request: Request) -> HttpResponse:
    """Begin a lesson by what it is called and what it says."""
    form = forms.NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            code = casework.draft(**form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return redirect("lesson_say", lesson=code, step="source")
    return render(request, "lesson/new.html", {"form": form})


@or_set_aside
def lesson(request: Request, lesson: str) -> HttpResponse:
    """One lesson: all that was said of it, what is missing, and what can be done next."""
    shown = _page(lesson, request)
    may_publish = access.may(request.user, "publish_lesson")
    return render(request, "lesson/lesson.html", {"shown": shown, "may_publish": may_publish})


@or_set_aside
def say(request: Request, lesson: str, step: str) -> HttpResponse:
    """One step: what is there already, and what is said anew."""
    said = _said(lesson, request)
    if step == "examples":
        return redirect("lesson_examples", lesson=lesson)
    if step not in step_of.steps(said):
        raise access.Refused
    form = _form(step, said, request)
    if form.is_valid():
        if isinstance(form, forms.KindsForm):
            meant = step_of.with_kinds(said, step, form.kinds)
            if _is_kept(request, lesson, {step: meant}, form):
                return _narrow_next(
                    request, lesson, step, step_of.new_kinds(said, step, form.kinds)
                )
        elif _is_kept(request, lesson, form.said, form):  # type: ignore[attr-defined]
            return _onwards(request, lesson, step)
    shown = {"form": form, "said": said, "code": lesson, "question": step_of.question(said, step)}
    name = "kinds" if step in KINDS else "step"
    return render(request, f"lesson/{name}.html", {**shown, "step": step})


@or_set_aside
def narrow(request: Request, lesson: str, step: str, kind: str) -> HttpResponse:
    """Which facts of one kind are meant. With `?then=`, other kinds come after it."""
    said = _said(lesson, request)
    meant = step_of.meant(said, step, kind)
    offered = choices.kind_offered(kind)
    if meant is None or offered is None:
        raise access.Refused
    form = forms.NarrowForm(
        request.POST if request.method == "POST" else None,
        asked=choices.asked_of(kind, said),
        answers=choices.answers_of(meant),
    )
    if form.is_valid():
        changed = step_of.with_narrowed(said, step, choices.meant_of(kind, form.answers))
        if _is_kept(request, lesson, {step: changed}, form):
            then = [each for each in request.GET.get("then", "").split(",") if each]
            return _narrow_next(request, lesson, step, then)
    shown = {"form": form, "offered": offered, "code": lesson, "said": said}
    return render(request, "lesson/narrow.html", shown)


@or_set_aside
def offer(request: Request, lesson: str) -> HttpResponse:
    """Ask the directors to publish the lesson."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            is_new = offering.offer(lesson=lesson, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            when = "are told" if is_new else "were told already of the lesson as it stands"
            messages.success(request, f"The directors {when}.")
            return redirect("lesson", lesson=lesson)
    shown = {"form": form, "shown": _page(lesson, request)}
    return render(request, "lesson/offer.html", shown)


@or_set_aside
def publish(request: Request, lesson: str) -> HttpResponse:
    """Ask why, then make the lesson a rule."""
    return _stand(request, lesson, "publish", casework.publish, shown=_page(lesson, request))


def withdraw(request: Request, lesson: str) -> HttpResponse:
    """Ask why, then end the lesson."""
    try:
        line = page.lesson_line(lesson, by=request.user)
    except casework.NoSuchLesson as unknown:
        raise access.Refused from unknown
    return _stand(request, lesson, "withdraw", casework.withdraw, shown={"line": line})


def _stand(
    request: Request, lesson: str, what: str, action: Callable[..., bool], *, shown: object
) -> HttpResponse:
    form = forms.ReasonsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            at_once = action(lesson=lesson, **form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            done = "published" if what == "publish" else "withdrawn"
            later = " It holds once every child has been looked at again."
            messages.success(request, f"The lesson is {done}.{'' if at_once else later}")
            return redirect("lesson", lesson=lesson)
    return render(request, f"lesson/{what}.html", {"form": form, "shown": shown})


def _form(step: str, said: Any, request: Request) -> GovukForm:
    data = request.POST if request.method == "POST" else None
    if step in KINDS:
        chosen = step_of.kinds(said, step)
        return forms.KindsForm(data, chosen=chosen, needs_one=step_of.needs_kind(said, step))
    if step == "numbers":
        return forms.NumbersForm(data, fields=step_of.numbers_asked(said))
    if step == "whom":
        return forms.WhomForm(data, sort=said.sort, initial=initial(step, said))
    plain = {"name": forms.NameForm, "source": forms.SourceForm, "sort": forms.SortForm}
    return plain[step](data, initial=initial(step, said))


def _is_kept(request: Request, lesson: str, what: dict[str, Any], form: GovukForm) -> bool:
    try:
        casework.change(lesson=lesson, what=what, by=request.user, at=now())
    except NotRight as not_right:
        form.tell(not_right)
        return False
    return True


def _narrow_next(request: Request, lesson: str, step: str, then: list[str]) -> HttpResponse:
    """The next kind that was chosen newly, or the next step."""
    if not then:
        return _onwards(request, lesson, step)
    address = reverse("lesson_narrow", args=(lesson, step, then[0]))
    asked = {"then": ",".join(then[1:])} if then[1:] else {}
    asked |= {BACK: "yes"} if BACK in request.GET else {}
    return redirect(f"{address}?{urlencode(asked)}" if asked else address)


def _onwards(request: Request, lesson: str, step: str) -> HttpResponse:
    """The next step; where somebody came from the whole to change one, the whole again."""
    following = step_of.next_step(_said(lesson, request), after=step)
    if following is None or BACK in request.GET:
        return redirect("lesson", lesson=lesson)
    return redirect("lesson_say", lesson=lesson, step=following)


def _said(lesson: str, request: Request) -> Any:
    try:
        return page.said_of(lesson, by=request.user)
    except casework.NoSuchLesson as unknown:
        raise access.Refused from unknown


def _page(lesson: str, request: Request) -> page.LessonPage:
    try:
        return page.lesson_page(lesson, by=request.user)
    except casework.NoSuchLesson as unknown:
        raise access.Refused from unknown
