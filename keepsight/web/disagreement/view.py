"""The list of disagreements, the page of one, and what is done from them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import access, challenge_choice
from keepsight.casework import disagreement as action
from keepsight.casework.disagreement_story import (
    PAGE_SIZE,
    disagreement_story,
    disagreements,
)
from keepsight.casework.not_right import NotRight
from keepsight.web.disagreement.form import AnswerForm, ChallengeForm, ClimbForm, SettledForm
from keepsight.web.govuk.form import GovukForm
from keepsight.web.govuk.pages import Pages, page_number
from keepsight.web.route import Request
from keepsight.web.today import now, today

FORMS: dict[str, type[GovukForm]] = {
    "answer": AnswerForm,
    "climb": ClimbForm,
    "settle": SettledForm,
}


def listed(request: Request) -> HttpResponse:
    """Those that are open, what is overdue first."""
    page = page_number(request.GET.get("page"))
    found = disagreements(by=request.user, on=today(), page=page)
    pages = Pages(found.page, found.total, PAGE_SIZE)
    return render(request, "disagreement/list.html", {"found": found, "pages": pages})


def one(request: Request, disagreement: str) -> HttpResponse:
    """One with its story, and the forms for what this reader may do."""
    return _page(request, disagreement)


def answer(request: Request, disagreement: str) -> HttpResponse:
    """Answer it in one's own name."""
    done = "Your answer is recorded. Who disagrees says whether that settles it."
    return _do(request, disagreement, "answer", action.answer, done)


def climb(request: Request, disagreement: str) -> HttpResponse:
    """Take it to the next stage."""
    return _do(request, disagreement, "climb", action.climb, "It has gone to the next stage.")


def settle(request: Request, disagreement: str) -> HttpResponse:
    """Say that it is settled."""
    done = "The disagreement is settled. The concern stays open until somebody answers it."
    return _do(request, disagreement, "settle", action.settled, done)


def challenge(request: Request, child: str) -> HttpResponse:
    """A chair challenges delay or drift about a child, in one step."""
    choice = challenge_choice.choice(child, by=request.user, on=today())
    about = list(choice.about)
    chosen = {"about": request.GET.get("about", "")}
    form = ChallengeForm(
        request.POST if request.method == "POST" else None, about=about, initial=chosen
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = action.challenge(child=child, **form.cleaned_data, by=request.user, at=now())
        except NotRight as wrong:
            form.tell(wrong)
        else:
            messages.success(request, "Your challenge is recorded, and is to be answered.")
            return redirect("disagreement", disagreement=said.fact_id)
    shown = {"who": choice.who, "page": "challenge", "form": form}
    return render(request, "disagreement/challenge.html", shown)


def _do(
    request: Request, disagreement: str, name: str, act: Callable[..., Any], done: str
) -> HttpResponse:
    """Do what the form says and come back to the page; else say what is wrong."""
    if request.method != "POST":
        return _page(request, disagreement, asked_for=name)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    if form.is_valid():
        try:
            act(disagreement=disagreement, by=request.user, at=now(), **form.cleaned_data)
        except NotRight as wrong:
            form.tell(wrong)
        else:
            messages.success(request, done)
            return redirect("disagreement", disagreement=disagreement)
    return _page(request, disagreement, asked_for=name, failed=form)


def _page(
    request: Request, disagreement: str, *, asked_for: str = "", failed: GovukForm | None = None
) -> HttpResponse:
    """The story with its forms. A form that is asked for and not allowed is not there."""
    story = disagreement_story(disagreement, by=request.user, on=today())
    if asked_for and failed is None and not getattr(story.may, asked_for):
        raise access.Refused
    forms = {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items()}
    if failed is not None:
        forms[asked_for] = failed
    if story.line.is_challenge and isinstance(forms["answer"], AnswerForm):
        forms["answer"].ask_about_a_challenge()
    shown = {
        "story": story,
        "line": story.line,
        "may": story.may,
        "forms": forms,
        "form": failed,
        # Somebody else was quicker: there is no such form any more, but what was typed is shown.
        "unsaved": failed if failed and not getattr(story.may, asked_for) else None,
        "asked_for": asked_for,
    }
    return render(request, "disagreement/story.html", shown)
