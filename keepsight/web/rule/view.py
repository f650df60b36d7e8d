"""The list of rules, and the page of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from keepsight.casework import access, rule
from keepsight.web.route import Request


def rules_page(request: Request) -> HttpResponse:
    """Every rule with its sentence, under the headings of the work."""
    shown = {
        "chapters": rule.chapters(by=request.user),
        "set_aside": rule.set_aside(by=request.user),
    }
    return render(request, "rule/rules.html", shown)


def rule_page(request: Request, code: str) -> HttpResponse:
    """One rule: where it comes from, its numbers, how it behaves."""
    try:
        found = rule.rule_page(code, by=request.user)
    except rule.UnknownRule:
        return set_aside_page(request, code)
    return render(request, "rule/rule.html", {"found": found})


def set_aside_page(request: Request, code: str) -> HttpResponse:
    """What can be said of a lesson of our own that cannot be read any more. Http404 for another."""
    aside = next((e for e in rule.set_aside(by=request.user) if e.lesson == code), None)
    if aside is None:
        raise Http404
    shown = {"aside": aside, "may_write": access.may(request.user, "write_lesson")}
    return render(request, "rule/set_aside.html", shown)
