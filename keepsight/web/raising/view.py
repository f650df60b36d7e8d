"""The pages on which a concern is raised: who, what, check and send, and what happens next."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import concern, referral
from keepsight.casework.child import child_named
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.raising.draft import Draft
from keepsight.web.raising.form import WhatForm, WhoForm
from keepsight.web.raising.wording import concern_from, reference
from keepsight.web.today import now, today

FORMS: dict[str, type[GovukForm]] = {"who": WhoForm, "what": WhatForm}
ADDRESS = {"who": "raise", "what": "raise_what"}


def who(request: HttpRequest) -> HttpResponse:
    """The first step. With `?child=`, about a child whose record the reader has open; with
    `?journey=`, what was begun in another session."""
    draft = Draft(request)
    if request.method == "GET":
        draft.gather(goes_on=False)
    if (begun := request.GET.get("journey")) and draft.take_up(begun):
        return redirect("raise_check")
    if child := request.GET.get("child"):
        known = child_named(child, by=request.user, on=today())
        draft.begin_about(child, name=known.name, born_on=known.born_on)
        return redirect("raise_what")
    return _step(request, "who", then="raise_what")


def what(request: HttpRequest) -> HttpResponse:
    """The second step: what was seen or heard."""
    draft = Draft(request)
    if request.method == "GET":
        draft.gather(goes_on=True)
    about = _filled_in(draft, "who")
    if about is None:
        return redirect("raise")
    return _step(request, "what", then="raise_check", name=about.cleaned_data["name"])


def check(request: HttpRequest) -> HttpResponse:
    """The third step: everything at a glance, and the button that sends it."""
    draft = Draft(request)
    about, seen = _filled_in(draft, "who"), _filled_in(draft, "what")
    if about is None or seen is None:
        # A second press of the button finds nothing to send, and shows that it was sent.
        sent_before = request.method == "POST" and about is None and draft.receipt
        return redirect("raise_done" if sent_before else ADDRESS["what" if about else "who"])
    shown = {"who": about.cleaned_data, "seen": seen.cleaned_data, "form": None}
    if request.method == "POST":
        try:
            return _send(request, draft, about, seen)
        except NotRight as wrong:
            shown["wrongs"] = wrong.wrongs
    return render(request, "raising/check.html", shown)


def done(request: HttpRequest) -> HttpResponse:
    """The confirmation: a reference, and what happens next."""
    receipt = Draft(request).receipt
    if receipt is None:
        return redirect("raise")
    decided_by = receipt["decided_by"]
    shown = {**receipt, "decided_by": date.fromisoformat(decided_by) if decided_by else None}
    return render(request, "raising/done.html", shown)


def _send(request: HttpRequest, draft: Draft, about: GovukForm, seen: GovukForm) -> HttpResponse:
    given = about.cleaned_data
    child = draft.child(name=given["name"], born_on=given["born_on"])
    fact = concern.raise_(
        **concern_from(given, seen.cleaned_data, child=child),
        fact_id=draft.number,
        by=request.user,
        at=now(),
    )
    decided_by = referral.decision_due_on(fact)
    draft.sent(
        {
            "reference": reference(fact.fact_id),
            "name": given["name"],
            "decided_by": decided_by.isoformat() if decided_by else "",
        }
    )
    return redirect("raise_done")


def _step(request: HttpRequest, step: str, *, then: str, name: str = "") -> HttpResponse:
    """Show a step's form, with what was typed before; go on once it is filled in rightly."""
    draft = Draft(request)
    if request.method == "POST":
        draft.keep(step, request.POST)
    form = FORMS[step](draft.typed(step))
    if request.method == "POST" and form.is_valid():
        return redirect(then)
    shown = {"form": form, "name": name, "journey": draft.number_so_far}
    return render(request, f"raising/{step}.html", shown)


def _filled_in(draft: Draft, step: str) -> GovukForm | None:
    """The step's form, when it has been filled in and nothing in it is wrong."""
    form = FORMS[step](draft.typed(step))
    return form if form.is_bound and form.is_valid() else None
