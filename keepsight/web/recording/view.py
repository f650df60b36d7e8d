"""The pages on which something is recorded, corrected, or said to have been entered in error."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from keepsight.casework import access, kinds_on_offer, recorded, recording
from keepsight.casework.fact import OF_MEETINGS
from keepsight.casework.fact_line import fact_line
from keepsight.casework.not_right import NotRight
from keepsight.casework.recorded import Recorded
from keepsight.casework.recording import Recording
from keepsight.web.recording.form import FactForm, InErrorForm
from keepsight.web.route import Request
from keepsight.web.today import now, today

OWN_FORM = frozenset(
    {"visit", "appointment", "supervision", "child_words", "relationship", "household_changed"}
)
"""Kinds with a form of their own, at the route `record_` and the kind: short, or for a phone."""

OF_THE_PLAN = {
    "plan_started": "plan_start",
    "category_changed": "plan_category",
    "plan_ended": "plan_end",
    "plan_action_set": "plan_action_new",
    "plan_action_updated": "plan",
    "case_closed": "close_case",
    "case_stepped_down": "step_down",
}
"""Kinds that are said on a page of the plan, and the name of its route."""

OF_ENQUIRIES = {
    "assessment_started": "assessment_start",
    "medical": "medical",
    "medical_asked": "medical_ask",
    "section_47_begun": "strategy_discussion_whom",
    "section_47_ended": "section_47",
    "strategy_discussion": "strategy_discussion_whom",
}
"""Kinds that are said on a page of assessments or of section 47, and the name of its route."""

THEN = {"family": "family", "care": "care"}
"""Pages of the child that lead to a form, and to which one comes back."""


def choose(request: Request, child: str) -> HttpResponse:
    """What may be recorded, the most used first."""
    who, topics = kinds_on_offer.topics(child, by=request.user, on=today())
    shown = {"who": who, "topics": topics, "own_form": OWN_FORM}
    return render(request, "recording/choose.html", shown)


def record(request: Request, child: str, kind: str) -> HttpResponse:
    """The form of one kind of fact, for this child and for brothers and sisters as well."""
    if kind in kinds_on_offer.PERMISSIONS:
        return _own_page(request, child, kind)
    page = recording.for_new(child, kind, by=request.user, on=today())
    form = FactForm(page, request.POST if request.method == "POST" else None)
    form.initial = {**form.initial, **_asked_for(request, form)}
    if form.is_valid():
        try:
            saved = recorded.record(
                page=page,
                values=form.values,
                also=form.cleaned_data.get("siblings", ()),
                reference=form.cleaned_data["reference"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return _done(request, child, saved, "is recorded")
    return render(request, "recording/fact.html", {"page": page, "form": form})


def _asked_for(request: Request, form: FactForm) -> dict[str, str]:
    """What the page that leads here has filled in already: which order has ended, say."""
    asked = ((each.name, request.GET.get(each.name)) for each in form.own)
    return {name: value for name, value in asked if value}


def _own_page(request: Request, child: str, kind: str) -> HttpResponse:
    """To where a concern is raised, or to the concerns about which something is to be done."""
    access.require(request.user, "record_fact", child, on=today())
    if kind == "concern":
        return redirect(f"{reverse('raise')}?{urlencode({'child': child})}")
    if kind in OF_THE_PLAN:
        return redirect(OF_THE_PLAN[kind], child=child)
    if kind in OF_ENQUIRIES:
        return redirect(OF_ENQUIRIES[kind], child=child)
    if kind in OF_MEETINGS:
        return redirect("meeting_arrange", child=child)
    return redirect(f"{reverse('child', args=[child])}#open")


def correct(request: Request, child: str, fact: str) -> HttpResponse:
    """The same form with a fact's values: what is saved replaces it, and both stay."""
    page = recording.for_correction(child, fact, by=request.user, on=today())
    return _replace(request, page, "is corrected")


def choose_kind(request: Request, child: str, fact: str) -> HttpResponse:
    """The kinds that a note may be given, the most used first, with the note."""
    who, note, topics = kinds_on_offer.topics_for_note(child, fact, by=request.user, on=today())
    shown = {"who": who, "note": note, "topics": topics}
    return render(request, "recording/choose.html", shown)


def give_kind(request: Request, child: str, fact: str, kind: str) -> HttpResponse:
    """The form of one kind of fact, filled with a note: what is saved replaces it, both stay."""
    page = recording.for_note(child, fact, kind, by=request.user, on=today())
    return _replace(request, page, "takes the place of the note")


def _replace(request: Request, page: Recording, what: str) -> HttpResponse:
    form = FactForm(page, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            saved = recorded.correct(page=page, values=form.values, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return _done(request, page.who.child, saved, what)
    return render(request, "recording/fact.html", {"page": page, "form": form})


def entered_in_error(request: Request, child: str, fact: str) -> HttpResponse:
    """Take a fact out of the chronology, with the reason. It stays in the ledger."""
    page = recording.for_correction(child, fact, by=request.user, on=today())
    if page.earlier is None or not page.may_be_taken_out:
        return redirect("correct", child=child, fact=fact)
    form = InErrorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            saved = recorded.take_out(
                page=page, reasons=form.cleaned_data["reasons"], by=request.user, at=now()
            )
        except NotRight as not_right:
            for each in not_right.wrongs:
                form.add_error(None, each.message)
        else:
            return _done(request, child, saved, "is taken out as entered in error")
    shown = {"page": page, "form": form, "line": fact_line(page.earlier)}
    return render(request, "recording/in_error.html", shown)


def _done(request: Request, child: str, saved: Recorded, what: str) -> HttpResponse:
    """Back to the child's page, with what was saved and what the rules now say that is new."""
    said = render_to_string("recording/saved.html", {"saved": saved, "what": what})
    messages.success(request, said)
    return redirect(THEN.get(request.GET.get("then", ""), "child"), child=child)
