"""The audit's page, and a child's own: who has looked at this record."""

from django.http import HttpResponse
from django.shortcuts import render

from keepsight.casework import audit_trail as casework
from keepsight.casework.audit_trail import SORTS, Choice
from keepsight.web.audit.form import AuditForm
from keepsight.web.number import number_of
from keepsight.web.route import Request
from keepsight.web.today import today


def audit(request: Request) -> HttpResponse:
    """Everything, or what was asked for, the newest first."""
    form = AuditForm(request.GET)
    wanted = form.wanted
    found = casework.trail(wanted, by=request.user, on=today(), older_than=_older_than(request))
    shown = {
        "found": found,
        "filters": form,
        "form": form if form.errors else None,
        "is_filtered": bool(wanted.in_words),
        "people": _links(request, "person", found.people),
        "children": _links(request, "child", found.children),
        "older": _address(request, older_than=str(found.older)) if found.older else "",
        "newest": _address(request) if "older_than" in request.GET else "",
        "sorts": SORTS,
    }
    return render(request, "audit/audit.html", shown)


def of_child(request: Request, child: str) -> HttpResponse:
    """Who has looked at this child's record, or done anything with it."""
    who, found = casework.trail_of_child(
        child, by=request.user, on=today(), older_than=_older_than(request)
    )
    shown = {
        "page": "child_audit",
        "who": who,
        "found": found,
        "older": _address(request, older_than=str(found.older)) if found.older else "",
        "newest": _address(request) if "older_than" in request.GET else "",
        "sorts": SORTS,
    }
    return render(request, "audit/child.html", shown)


def _older_than(request: Request) -> int | None:
    return number_of(request.GET["older_than"]) if "older_than" in request.GET else None


def _address(request: Request, **more: str) -> str:
    """This page again, with what was asked for and these besides."""
    asked = request.GET.copy()
    asked.pop("older_than", None)
    for name, value in more.items():
        asked[name] = value
    return f"?{asked.urlencode()}"


def _links(request: Request, name: str, choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(_address(request, **{name: each.value}), each.name) for each in choices]
