"""The front door's list, and the page on which a referral is decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import front_door as casework
from keepsight.casework import referral as action
from keepsight.casework.not_right import NotRight
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.web.front_door.form import DecisionForm, ToldForm
from keepsight.web.govuk.pages import Pages, page_number
from keepsight.web.route import Request
from keepsight.web.today import now, today


def front_door(request: Request) -> HttpResponse:
    """The referrals that wait, oldest first, each with what came before."""
    page = page_number(request.GET.get("page"))
    found = casework.front_door(by=request.user, on=today(), page=page)
    pages = Pages(found.page, found.total, casework.PAGE_SIZE)
    return render(request, "front_door/front_door.html", {"found": found, "pages": pages})


def decide(request: Request, referral: str) -> HttpResponse:
    """Decide in one's own name and come back to the list; else say what is wrong. Whoever opens it
    first acknowledges it by that."""
    action.acknowledge(referral=referral, by=request.user, at=now())
    page = casework.to_decide(referral, by=request.user, on=today())
    if request.method == "POST":
        form = DecisionForm(request.POST)
        if form.is_valid() and _decided(request, referral, form, name=page.waiting.who.name):
            return redirect("front_door")
        # Somebody else may have decided meanwhile: the page shows what.
        page = casework.to_decide(referral, by=request.user, on=today())
    else:
        form = DecisionForm()
    shown = {"page": page, "waiting": page.waiting, "form": form}
    return render(request, "front_door/decide.html", shown)


def tell(request: Request, referral: str) -> HttpResponse:
    """Say that somebody without an account was told what was decided."""
    page = casework.to_decide(referral, by=request.user, on=today())
    contact = page.waiting.contact
    form = ToldForm(
        request.POST if request.method == "POST" else None,
        initial={"told": contact.name if contact else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            action.tell(referral=referral, **form.cleaned_data, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "It is recorded that they were told.")
            return redirect("front_door")
    shown = {"page": page, "waiting": page.waiting, "form": form}
    return render(request, "front_door/tell.html", shown)


def _decided(request: Request, referral: str, form: DecisionForm, *, name: str) -> bool:
    """Whether the decision was saved; otherwise the form says what is wrong."""
    given = form.cleaned_data
    try:
        action.decide(referral=referral, **given, by=request.user, at=now())
    except NotRight as not_right:
        form.tell(not_right)
        return False
    decision = REFERRAL_DECISION[given["decision"]]
    done = f"Decided about {name}: {decision.name.lower()}."
    if decision.group == "closed":
        done += " The concern stays open until a named person answers it."
    messages.success(request, done)
    return True
