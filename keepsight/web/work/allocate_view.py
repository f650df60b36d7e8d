"""Giving a child a worker, handing a family over, and taking it over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from keepsight.casework import allocating, allocation
from keepsight.casework import handover as action
from keepsight.casework.allocating import HandoverPage, ToAllocate
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.route import Request
from keepsight.web.today import now, today
from keepsight.web.work.form import AllocateForm, TakeOverForm, WriteForm
from keepsight.web.work.where import due_places


def allocate(request: Request, child: str) -> HttpResponse:
    """Give a child who has no worker to one, or to a team in which it waits."""
    page = allocating.to_allocate(child, by=request.user, on=today())
    if page.has_user is not None:
        return redirect("hand_over", child=child)
    return _choose(request, page, is_handover=False)


def hand_over(request: Request, child: str) -> HttpResponse:
    """Begin to hand a child over to another worker, or leave it with a team."""
    page = allocating.to_allocate(child, by=request.user, on=today())
    if page.event:
        return redirect("handover", handover=page.event)
    if page.has_user is None:
        return redirect("allocate", child=child)
    return _choose(request, page, is_handover=True)


def handover(request: Request, handover: str) -> HttpResponse:
    """A handover: write what the next must know, or take over, or read how it went."""
    page = allocating.handover_page(handover, by=request.user, on=today())
    forms: dict[str, GovukForm] = {
        "write": WriteForm(initial={"words": page.words}, auto_id="write_%s"),
        "take": TakeOverForm(concerns=page.open.concerns, auto_id="take_%s"),
    }
    sent = None
    if request.method == "POST":
        name = "take" if request.POST.get("do") == "take" else "write"
        sent = forms[name] = (
            TakeOverForm(request.POST, concerns=page.open.concerns, auto_id="take_%s")
            if name == "take"
            else WriteForm(request.POST, auto_id="write_%s")
        )
        if sent.is_valid() and _did(request, page, name, sent):
            return redirect("handover", handover=handover)
        page = allocating.handover_page(handover, by=request.user, on=today())
    shown = {"page": page, "forms": forms, "form": sent, "due": due_places(page.open.due)}
    return render(request, "work/handover.html", shown)


def _did(request: Request, page: HandoverPage, name: str, form: GovukForm) -> bool:
    given: dict[str, Any] = {"event": page.event, "by": request.user, "at": now()}
    try:
        if name == "write":
            action.write(words=form.cleaned_data["words"], **given)
            messages.success(request, f"{page.taken_by} can read it now.")
        else:
            action.take_over(concerns=form.cleaned_data.get("concerns", ()), **given)
            messages.success(request, "You have taken over. What is open stays open.")
    except NotRight as not_right:
        form.tell(not_right)
        return False
    return True


def _choose(request: Request, page: ToAllocate, *, is_handover: bool) -> HttpResponse:
    """Show the form, or do what it says and go to the team; else say what is wrong."""
    data = request.POST if request.method == "POST" else None
    form = AllocateForm(data, page=page, is_handover=is_handover)
    if form.is_valid():
        try:
            return redirect(_given_to(request, page, form, is_handover=is_handover))
        except NotRight as not_right:
            form.tell(not_right)
    shown = {"who": page.who, "page": "allocate", "found": page, "form": form}
    shown["due"] = due_places(page.open.due)
    return render(request, "work/allocate.html", {**shown, "is_handover": is_handover})


def _given_to(request: Request, page: ToAllocate, form: AllocateForm, *, is_handover: bool) -> str:
    """Do it; gives the address of the page that comes next. Raises NotRight."""
    given = form.cleaned_data
    kind, _, number = given["to"].partition(":")
    children = [page.who.child, *given.get("children", ())]
    done: dict[str, Any] = {"children": children, "by": request.user, "at": now()}
    if kind == "team":
        allocation.leave_to_team(team=int(number), reasons=given["words"], **done)
        messages.success(request, f"{page.who.name} waits for a worker there, and is in sight.")
    elif is_handover:
        event = action.begin(to=int(number), words=given["words"], **done)
        messages.success(request, "The handover has begun. Until it is done, both answer for it.")
        return reverse("handover", args=[event])
    else:
        allocation.allocate(to=int(number), words=given["words"], **done)
        messages.success(request, f"{page.who.name} has a worker, who is asked to say so.")
    return reverse("team")
