"""The page on which an authority sets its own number in a rule, and first sees what it would
change."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import rule_number as casework
from keepsight.casework.not_right import NotRight
from keepsight.casework.trial import Trial
from keepsight.web.route import Request
from keepsight.web.rule.number_form import NumberForm
from keepsight.web.today import now, today

AT_ONCE = "The number is set, and every child has been looked at again by it."
WAITS = (
    "The number is set. The record is large: it holds when every child has been looked at again, "
    "which whoever runs Keepsight starts (keepsight look-again)."
)


def set_number(request: Request, code: str, number: str) -> HttpResponse:
    """The number that holds, and a form: look first, then set."""
    try:
        page = casework.number_page(code, number, by=request.user)
    except casework.NoSuchNumber as unknown:
        raise Http404 from unknown
    form = NumberForm(page, request.POST if request.method == "POST" else None)
    trial: Trial | None = None
    if form.is_valid():
        try:
            if "look" in request.POST:
                trial = casework.tried(**form.number, by=request.user, on=today())
            else:
                return _set(request, form)
        except NotRight as not_right:
            form.tell(not_right)
    shown = {"page": page, "form": form, "trial": trial}
    return render(request, "rule/number.html", shown)


def _set(request: Request, form: NumberForm) -> HttpResponse:
    reasons = form.cleaned_data["reasons"]
    at_once = casework.set_number(**form.number, reasons=reasons, by=request.user, at=now())
    messages.success(request, AT_ONCE if at_once else WAITS)
    return redirect("rule", code=form.page.rule)
