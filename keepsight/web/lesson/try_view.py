"""The pages on which a lesson is tried: on examples, on the record, on past cases."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import access
from keepsight.casework.lesson import lesson as casework
from keepsight.casework.lesson import page, past, preview, trying
from keepsight.casework.not_right import NotRight
from keepsight.web.lesson.form import ExampleForm, FileForm
from keepsight.web.lesson.set_aside import or_set_aside
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.today import now, today


@or_set_aside
def examples(request: Request, lesson: str) -> HttpResponse:
    """The examples of a lesson: those there are, and one more, of which the rule is asked first."""
    shown = _finished(request, lesson)
    if shown is None:
        return redirect("lesson", lesson=lesson)
    if request.method == "POST" and "remove" in request.POST:
        number = number_of(request.POST["remove"])
        trying.remove(lesson=lesson, number=number, by=request.user, at=now())
        return redirect("lesson_examples", lesson=lesson)
    form = ExampleForm(
        request.POST if request.method == "POST" else None, parts=trying.parts(shown.said)
    )
    says = None
    if form.is_valid():
        given = {"lesson": lesson, "story": form.cleaned_data["story"], "days": form.days}
        try:
            if "keep" in request.POST:
                trying.keep(**given, by=request.user, at=now())
                return redirect("lesson_examples", lesson=lesson)
            says = trying.says(**given, by=request.user)
        except NotRight as not_right:
            form.tell(not_right)
    told = {"shown": shown, "form": form, "says": says}
    return render(request, "lesson/examples.html", told)


@or_set_aside
def record(request: Request, lesson: str) -> HttpResponse:
    """What the rule would find on the record today."""
    shown = _finished(request, lesson)
    if shown is None:
        return redirect("lesson", lesson=lesson)
    found = preview.preview(lesson, by=request.user, on=today())
    return render(request, "lesson/record.html", {"shown": shown, "found": found})


@or_set_aside
def past_cases(request: Request, lesson: str) -> HttpResponse:
    """When the rule would have spoken in past cases, and in one from a file."""
    shown = _finished(request, lesson)
    if shown is None:
        return redirect("lesson", lesson=lesson)
    is_sent = request.method == "POST"
    form = FileForm(*((request.POST, request.FILES) if is_sent else ()))
    own = None
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            own = past.on_file(
                lesson,
                name=sent.name,
                content=sent.read(past.LARGEST_FILE + 1),
                by=request.user,
            )
        except NotRight as not_right:
            form.tell(not_right)
    found = past.past_cases(lesson, by=request.user)
    spoke_in = sum(bool(each.spoke) for each in found)
    told = {"shown": shown, "form": form, "own": own, "found": found, "spoke_in": spoke_in}
    return render(request, "lesson/past_cases.html", told)


def _finished(request: Request, lesson: str) -> page.LessonPage | None:
    """The lesson, or None for one that does not say enough yet to be tried."""
    try:
        shown = page.lesson_page(lesson, by=request.user)
    except casework.NoSuchLesson as unknown:
        raise access.Refused from unknown
    return None if shown.wanting else shown
