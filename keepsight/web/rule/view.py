"""The list of rules, and the page of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from keepsight.casework import rule
from keepsight.web.route import Request


def rules_page(request: Request) -> HttpResponse:
    """Every rule with its sentence."""
    return render(request, "rule/rules.html", {"rules": rule.rule_lines(by=request.user)})


def rule_page(request: Request, code: str) -> HttpResponse:
    """One rule: where it comes from, its numbers, how it behaves."""
    try:
        found = rule.rule_page(code, by=request.user)
    except rule.UnknownRule as unknown:
        raise Http404 from unknown
    return render(request, "rule/rule.html", {"found": found})
