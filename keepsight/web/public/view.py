"""The pages for everybody: who, what, you and send, the reference, and adding more."""

from datetime import date

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import public_contact
from keepsight.casework.not_right import NotRight
from keepsight.web.govuk.form import GovukForm
from keepsight.web.public.form import MoreForm, ReferenceForm, WhatForm, WhoForm, YouForm
from keepsight.web.public.typed import Typed
from keepsight.web.public.wording import told_from
from keepsight.web.raising.form import IN_PLAIN_WORDS
from keepsight.web.sign_in.computer import computer
from keepsight.web.today import now

TRAP = "website"
"""A box that no person sees, and that programs which fill in forms do."""
TRAPPED = "Leave the box empty that is called “website”, and send it again"

FORMS: dict[str, type[GovukForm]] = {"who": WhoForm, "what": WhatForm, "you": YouForm}
ADDRESS = {"who": "worried", "what": "worried_what"}


def who(request: HttpRequest) -> HttpResponse:
    """The first step: which child."""
    return _step(request, "who", then="worried_what")


def what(request: HttpRequest) -> HttpResponse:
    """The second step: what was seen or heard."""
    if _filled_in(Typed(request), "who") is None:
        return redirect("worried")
    return _step(request, "what", then="worried_you")


def you(request: HttpRequest) -> HttpResponse:
    """The third step: who tells us, everything at a glance, and the button that sends it."""
    typed = Typed(request)
    about, seen = _filled_in(typed, "who"), _filled_in(typed, "what")
    if about is None or seen is None:
        # A second press of the button finds nothing to send, and shows that it was sent.
        sent_before = request.method == "POST" and about is None and typed.receipt
        return redirect("worried_done" if sent_before else ADDRESS["what" if about else "who"])
    if request.method == "POST":
        typed.keep("you", request.POST)
    form = YouForm(typed.step("you"))
    if request.method == "POST" and form.is_valid() and _is_sent(request, form):
        return redirect("worried_done")
    shown = {
        "form": form,
        "about": about.cleaned_data,
        "seen": seen.cleaned_data,
        "worries": [IN_PLAIN_WORDS[each][0] for each in seen.cleaned_data["harms"]],
    }
    return render(request, "public/you.html", shown)


def done(request: HttpRequest) -> HttpResponse:
    """The reference, and what happens next."""
    receipt = Typed(request).receipt
    if receipt is None:
        return redirect("worried")
    by = receipt["decide_by"]
    shown = {**receipt, "decide_by": date.fromisoformat(by) if by else None}
    return render(request, "public/done.html", shown)


def more(request: HttpRequest) -> HttpResponse:
    """With the reference: what became of it, and adding to it."""
    adds = request.method == "POST" and "detail" in request.POST
    if request.method != "POST":
        return _more(request, ReferenceForm())
    form = MoreForm(request.POST) if adds else ReferenceForm(request.POST)
    if not form.is_valid():
        return _more(request, form)
    reference = form.cleaned_data["reference"]
    try:
        if adds and not _is_trapped(request, form):
            public_contact.add_more(
                reference=reference,
                detail=form.cleaned_data["detail"],
                number=Typed(request).number_of_more,
                computer=computer(request),
                at=now(),
            )
            Typed(request).more_sent()
        progress = public_contact.progress(reference=reference, computer=computer(request))
    except NotRight as wrong:
        form.tell(wrong)
        return _more(request, form)
    empty = MoreForm(initial={"reference": progress.reference})
    is_added = adds and not form.errors
    shown = form if form.errors else empty
    return _more(request, shown, progress=progress, is_added=is_added)


def _more(
    request: HttpRequest,
    form: GovukForm,
    *,
    progress: public_contact.Progress | None = None,
    is_added: bool = False,
) -> HttpResponse:
    shown = {"form": form, "progress": progress, "is_added": is_added}
    return render(request, "public/more.html", shown)


def _is_sent(request: HttpRequest, form: GovukForm) -> bool:
    """Whether it was taken in; otherwise the form says what is wrong."""
    typed = Typed(request)
    about, seen = WhoForm(typed.step("who")), WhatForm(typed.step("what"))
    if _is_trapped(request, form) or not (about.is_valid() and seen.is_valid()):
        return False
    try:
        receipt = public_contact.receive(
            told=told_from(about, seen.cleaned_data, form.cleaned_data),
            number=typed.number,
            computer=computer(request),
            at=now(),
        )
    except NotRight as wrong:
        form.tell(wrong)
        return False
    by = receipt.decide_by
    typed.sent({"reference": receipt.reference, "decide_by": by.isoformat() if by else ""})
    return True


def _is_trapped(request: HttpRequest, form: Form) -> bool:
    """Whether the box that no person sees was filled in. A person whose browser did it is told, and
    loses nothing."""
    if not request.POST.get(TRAP):
        return False
    form.add_error(None, TRAPPED)
    return True


def _step(request: HttpRequest, step: str, *, then: str) -> HttpResponse:
    typed = Typed(request)
    if request.method == "POST":
        typed.keep(step, request.POST)
    form = FORMS[step](typed.step(step))
    if request.method == "POST" and form.is_valid():
        return redirect(then)
    return render(request, f"public/{step}.html", {"form": form})


def _filled_in(typed: Typed, step: str) -> GovukForm | None:
    form = FORMS[step](typed.step(step))
    return form if form.is_bound and form.is_valid() else None
