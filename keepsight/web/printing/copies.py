"""Copies for who asks what is held about them: the requests, one request with its entries, and
deciding about one entry."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from keepsight.casework.not_right import NotRight
from keepsight.casework.printing import subject_copy
from keepsight.casework.printing.copy_paper import copy_paper
from keepsight.web.printing.answer import paper_answer
from keepsight.web.printing.form import EntryForm, GivenForm, RequestForm
from keepsight.web.route import Request
from keepsight.web.today import now, today


def copies(request: Request, child: str) -> HttpResponse:
    """The requests for this child, and a form for a new one."""
    who, lines = subject_copy.copies_of(child, by=request.user, on=today())
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begun = subject_copy.begin(child=child, by=request.user, at=now(), **form.cleaned_data)
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return redirect("copy", copy=begun)
    shown = {"who": who, "page": "print", "copies": lines, "form": form, "today": today()}
    return render(request, "printing/copies.html", shown)


def copy_page(request: Request, copy: str) -> HttpResponse:
    """One request with every entry; sending the form says that the copy is given."""
    form = GivenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            subject_copy.give(copy=copy, by=request.user, at=now())
        except NotRight as not_right:
            form.tell(not_right)
        else:
            messages.success(request, "The copy is given, and stays as it is.")
            return redirect("copy", copy=copy)
    page = subject_copy.copy_page(copy, by=request.user, on=today())
    only_first = request.GET.get("show") == "first"
    entries = [each for each in page.entries if each.must_be_looked_at or not only_first]
    shown = {
        "copy": page,
        "page": "print",
        "who": page.who,
        "entries": entries,
        "only_first": only_first,
        "form": form,
    }
    return render(request, "printing/copy.html", shown)


def entry(request: Request, copy: str, fact: str) -> HttpResponse:
    """Decide what of one entry is given."""
    page, line = subject_copy.copied_line(copy, fact, by=request.user, on=today())
    form = EntryForm(line, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            subject_copy.decide(
                copy=copy, fact=fact, by=request.user, at=now(), **form.cleaned_data
            )
        except NotRight as not_right:
            form.tell(not_right)
        else:
            return redirect("copy", copy=copy)
    shown = {"copy": page, "page": "print", "who": page.who, "line": line, "form": form}
    return render(request, "printing/entry.html", shown)


def paper(request: Request, copy: str) -> HttpResponse:
    """The copy as PDF, a draft until it is given."""
    return paper_answer(copy_paper(copy, by=request.user, printed_at=now()), name="copy")
