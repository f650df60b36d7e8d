"""The pages on which strategy discussions, enquiries and medicals are recorded and read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import (
    access,
    begun_in_error,
    medical,
    section_47_page,
    strategy_discussion_page,
)
from keepsight.casework import section_47 as enquiries
from keepsight.casework import strategy_discussion as discussions
from keepsight.casework.not_right import NotRight
from keepsight.web.route import Request
from keepsight.web.strategy_discussion.discussion_form import DiscussionForm, WhomForm
from keepsight.web.strategy_discussion.form import EndForm, MedicalAskForm, MedicalForm
from keepsight.web.today import now, today

ALONE = "alone"
HERE = "section_47"
"""Where these pages stand in the child’s own menu."""


def section_47(request: Request, child: str) -> HttpResponse:
    """Strategy discussions and enquiries of a child."""
    shown = section_47_page.section_47_page(child, by=request.user, on=today())
    return _page(request, "section_47", {"shown": shown, "who": shown.who})


def whom(request: Request, child: str) -> HttpResponse:
    """Whom a strategy discussion was about: this child, and which brothers and sisters."""
    shown = strategy_discussion_page.discussion_form(child, (), by=request.user, on=today())
    form = WhomForm(shown, request.POST if request.method == "POST" else None)
    if not shown.siblings or form.is_valid():
        also = form.cleaned_data["also"] if shown.siblings else ()
        others = ",".join(also) or ALONE
        return redirect("strategy_discussion_hold", child=child, others=others)
    return _page(request, "whom", {"shown": shown, "who": shown.who, "form": form})


def hold(request: Request, child: str, others: str) -> HttpResponse:
    """Record a strategy discussion about this child and these others, their identifiers with commas
    between; ALONE for nobody else."""
    also = () if others == ALONE else others.split(",")
    shown = strategy_discussion_page.discussion_form(child, also, by=request.user, on=today())
    posted = request.POST if request.method == "POST" else None
    form = DiscussionForm(shown, posted, by=request.user.pk, initial={"held_on": today()})
    if form.is_valid():
        try:
            event = discussions.hold_discussion(
                decided=form.decided,
                there=form.there,
                missing_reason=form.cleaned_data["missing_reason"],
                held_on=form.cleaned_data["held_on"],
                reference=form.cleaned_data["reference"],
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(
                request, "The strategy discussion is recorded. What is open stays open."
            )
            return redirect("strategy_discussion", child=child, discussion=event)
    return _page(request, "hold", {"shown": shown, "who": shown.who, "form": form})


def discussion(request: Request, child: str, discussion: str) -> HttpResponse:
    """One strategy discussion, with the decision for each child."""
    who, shown = strategy_discussion_page.discussion_page(
        child, discussion, by=request.user, on=today()
    )
    may_take_out = begun_in_error.may_take_out(child, shown.held, by=request.user, on=today())
    context = {"shown": shown, "who": who, "may_take_out": may_take_out}
    return _page(request, "discussion", context)


def enquiry(request: Request, child: str, enquiry: str) -> HttpResponse:
    """One enquiry: what it rests on, its clock, and what stays open."""
    parts = section_47_page.enquiry_page(child, enquiry, by=request.user, on=today())
    may = access.may(request.user, "hold_strategy_discussion")
    may_take_out = begun_in_error.may_take_out(child, parts[0].begun, by=request.user, on=today())
    shown = {"shown": parts[0], "together": parts[1:], "who": parts[0].who, "may_hold": may}
    return _page(request, "enquiry", {**shown, "may_take_out": may_take_out})


def end(request: Request, child: str, enquiry: str) -> HttpResponse:
    """End an enquiry, for each child whom it is about."""
    parts = section_47_page.enquiry_page(child, enquiry, by=request.user, on=today())
    if not any(each.is_open for each in parts):
        return redirect("enquiry", child=child, enquiry=enquiry)
    form = EndForm(parts, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            enquiries.end(outcomes=form.outcomes, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The outcome is recorded. It answers no concern.")
            return redirect("enquiry", child=child, enquiry=enquiry)
    return _page(request, "end", {"shown": parts[0], "who": parts[0].who, "form": form})


def medical_ask(request: Request, child: str) -> HttpResponse:
    """Record that a medical was asked for."""
    shown = section_47_page.medical_page(child, by=request.user, on=today())
    form = MedicalAskForm(request.POST if request.method == "POST" else None)
    form.add_concerns(shown.open_concerns)
    if form.is_valid():
        try:
            medical.ask_for(
                child=child,
                asked=form.cleaned_data["asked"],
                reasons=form.cleaned_data["reasons"],
                concerns=form.cleaned_data.get("concerns", ()),
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "It is recorded that a medical was asked for.")
            return redirect("section_47", child=child)
    return _page(request, "medical_ask", {"shown": shown, "who": shown.who, "form": form})


def medical_result(request: Request, child: str) -> HttpResponse:
    """Record what a medical said."""
    shown = section_47_page.medical_page(child, by=request.user, on=today())
    form = MedicalForm(request.POST if request.method == "POST" else None)
    form.add_concerns(shown.open_concerns)
    if form.is_valid():
        try:
            medical.record_result(
                child=child,
                result=form.result,
                examined_on=form.cleaned_data["examined_on"],
                concerns=form.cleaned_data.get("concerns", ()),
                by=request.user,
                at=now(),
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The medical is recorded. It answers no concern.")
            return redirect("section_47", child=child)
    return _page(request, "medical", {"shown": shown, "who": shown.who, "form": form})


def _page(request: Request, name: str, shown: dict[str, object]) -> HttpResponse:
    """A page of the child, below "Section 47" in the child's own menu."""
    return render(request, f"strategy_discussion/{name}.html", {**shown, "page": HERE})
