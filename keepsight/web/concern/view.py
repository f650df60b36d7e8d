"""The page of one concern, and what is done from it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import access, disagreement
from keepsight.casework import answer as answering
from keepsight.casework import concern as action
from keepsight.casework.answer_page import answer_page
from keepsight.casework.concern_story import ConcernStory, concern_story
from keepsight.casework.not_right import NotRight
from keepsight.web.concern.answer_form import AGREE, AnswerForm, SecondPersonForm, ToldForm
from keepsight.web.concern.form import DisagreementForm, ReopeningForm
from keepsight.web.govuk.form import GovukForm
from keepsight.web.route import Request
from keepsight.web.today import now, today

FORMS: dict[str, type[GovukForm]] = {
    "agree": SecondPersonForm,
    "tell": ToldForm,
    "reopen": ReopeningForm,
    "disagree": DisagreementForm,
}
PERMISSIONS = {
    "agree": "countersign_answer",
    "tell": "answer_concern",
    "reopen": "reopen_concern",
    "disagree": "disagree",
}


def concern_page(request: Request, concern: str) -> HttpResponse:
    """Everything said about the concern, and the forms for what this reader may do."""
    return _page(request, concern)


def answer(request: Request, concern: str) -> HttpResponse:
    """Answer the concern in one's own name, on a page of its own. `?rests_on=` chooses a fact to
    begin with."""
    page = answer_page(concern, by=request.user, on=today())
    if request.method != "POST" and not page.is_open:
        return redirect("concern", concern=concern)
    asked = request.GET.getlist("rests_on")
    form = AnswerForm(page, request.POST if request.method == "POST" else None, rests_on=asked)
    if form.is_valid():
        try:
            given = action.answer(concern=concern, by=request.user, at=now(), **form.given)
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, _ANSWERED[given.kind])
            return redirect("concern", concern=concern)
    if not page.is_open:
        return _page(request, concern, failed=("answer", form))
    return render(request, "concern/answer.html", {"answering": page, "form": form})


_ANSWERED = {
    "answer": "The concern is answered.",
    "answer_proposed": "Your answer is kept, and waits for a second person to agree. The concern "
    "stays open until they do.",
}


def agree(request: Request, concern: str) -> HttpResponse:
    """Agree to the answer that waits, or return it with reasons."""

    def act(*, second: str, reasons: str, **given: Any) -> None:
        if second == AGREE:
            answering.agree(**given)
        else:
            answering.give_back(reasons=reasons, **given)

    agreed = request.POST.get("second") == AGREE
    done = "The concern is answered." if agreed else "The answer is returned. The concern is open."
    return _do(request, concern, "agree", act, done)


def tell(request: Request, concern: str) -> HttpResponse:
    """Write down that whoever raised the concern was told the answer."""
    done = "It is recorded that they were told."
    return _do(request, concern, "tell", answering.tell_outcome, done)


def reopen(request: Request, concern: str) -> HttpResponse:
    """Take an answered concern up again."""
    return _do(request, concern, "reopen", action.reopen, "The concern is open again.")


def disagree(request: Request, concern: str) -> HttpResponse:
    """Disagree with what was decided, or with nothing being done."""
    done = "Your disagreement is recorded. The concern is open until somebody answers it."
    return _do(request, concern, "disagree", disagreement.disagree, done)


def _do(
    request: Request, concern: str, name: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    """Show the form, or do what it says and come back to the concern; else say what is wrong."""
    access.require(request.user, PERMISSIONS[name], concern=concern, on=today())
    if request.method != "POST":
        return _page(request, concern, asked_for=name)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            act(concern=concern, by=request.user, at=now(), **form.cleaned_data)
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, done)
            return redirect("concern", concern=concern)
    return _page(request, concern, failed=(name, form))


def _page(
    request: Request,
    concern: str,
    *,
    asked_for: str = "",
    failed: tuple[str, GovukForm] | None = None,
) -> HttpResponse:
    """The concern with its forms; back to its own address when the form asked for has no place."""
    story = concern_story(concern, by=request.user, on=today())
    if asked_for and not getattr(story.may, asked_for):
        return redirect("concern", concern=concern)
    forms = {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    if failed:
        forms[failed[0]] = failed[1]
    template = "concern/story.html" if isinstance(story, ConcernStory) else "concern/outcome.html"
    shown = {
        "story": story,
        "may": story.may,
        "forms": forms,
        "form": failed[1] if failed else None,
        # Somebody else was quicker: there is no such form any more, but what was typed is shown.
        "unsaved": failed[1] if failed and not getattr(story.may, failed[0]) else None,
        "is_disagreeing": "disagree" in (asked_for, failed[0] if failed else ""),
    }
    return render(request, template, shown)
