"""The pages of the systems that connect: which there are, another one, a token, and the end of
one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import system as casework
from keepsight.casework.not_right import NotRight
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.system.form import SystemForm, TokenForm
from keepsight.web.today import moment, today


def systems(request: Request) -> HttpResponse:
    """Every system that may connect, with when it last did."""
    found = casework.systems(by=request.user, on=today(), at_moment=moment())
    return render(request, "system/systems.html", {"found": found})


def take_on(request: Request) -> HttpResponse:
    """Let another system in; its token is shown on the answer, and never again."""
    found = casework.systems(by=request.user, on=today(), at_moment=moment())
    form = SystemForm(request.POST if request.method == "POST" else None, agencies=found.agencies)
    if form.is_valid():
        try:
            made = casework.take_on(**form.cleaned_data, by=request.user, at=moment())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return render(request, "system/made.html", {"made": made})
    return render(request, "system/take_on.html", {"form": form})


def token(request: Request, number: str) -> HttpResponse:
    """Give a system another token, shown once."""
    of = _one(request, number)
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = casework.new_token(
            system=of.system, days=form.cleaned_data["days"], by=request.user, at=moment()
        )
        return render(request, "system/made.html", {"made": made})
    return render(request, "system/token.html", {"form": form, "of": of})


def revoke(request: Request, number: str) -> HttpResponse:
    """Ask once more, then take away one token of a system, or all of them."""
    of = _one(request, number)
    if request.method == "POST":
        only = number_of(request.POST.get("token", "")) or None
        casework.revoke(system=of.system, token=only, by=request.user, at=moment())
        messages.success(request, f"{of.name} is let in by that no more.")
        return redirect("systems")
    return render(request, "system/revoke.html", {"of": of})


def _one(request: Request, number: str) -> casework.SystemLine:
    return casework.one_system(number_of(number), by=request.user, on=today(), at_moment=moment())
