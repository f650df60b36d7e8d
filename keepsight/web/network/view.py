"""The page of a child's network, adding somebody to it, and ending somebody's part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework import network as casework
from keepsight.casework.not_right import NotRight
from keepsight.practice.codes.network import PART
from keepsight.web.network.form import AddForm, SearchForm
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.today import now, today


def network(request: Request, child: str) -> HttpResponse:
    """Who is in the network, in which part, since when; and who was."""
    page = casework.network(child, by=request.user, on=today())
    shown = {"page": "network", "who": page.who, "network": page}
    return render(request, "network/network.html", shown)


def add(request: Request, child: str) -> HttpResponse:
    """Look for somebody by name, job or agency; choose one and their part."""
    words = request.GET.get("words", "")[:100].strip()
    who, found = casework.people_found(child, words, by=request.user, on=today())
    form = AddForm(request.POST if request.method == "POST" else None, found=found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            casework.add(child=child, **given, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            name = next(each.name for each in found if each.user == given["user"])
            part = PART.named(given["part"]).lower()
            messages.success(request, f"{name} is in the network: {part}. They are told.")
            return redirect("network", child=child)
    shown = {
        "page": "network",
        "who": who,
        "found": found,
        "words": words,
        "search": SearchForm(initial={"words": words}, auto_id="search_%s"),
        "form": form,
    }
    return render(request, "network/add.html", shown)


def end(request: Request, child: str, part: str) -> HttpResponse:
    """Ask once more, then end somebody's part, today."""
    page, member = casework.member(child, number_of(part), by=request.user, on=today())
    wrongs: list[str] = []
    if request.method == "POST":
        try:
            casework.end(child=child, involvement=member.involvement, by=request.user, at=now())
        except NotRight as not_right:
            wrongs = [each.message for each in not_right.wrongs]
        else:
            messages.success(request, f"{member.name} is no longer {PART.named(member.part)}.")
            return redirect("network", child=child)
    shown = {"page": "network", "who": page, "member": member, "wrongs": wrongs}
    return render(request, "network/end.html", shown)
