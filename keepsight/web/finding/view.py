"""The page of one finding."""

from django.http import HttpResponse
from django.shortcuts import render

from keepsight.casework.finding import finding
from keepsight.web.route import Request
from keepsight.web.today import today


def finding_page(request: Request, finding_id: str) -> HttpResponse:
    """What was found, why, and what would clear it."""
    found = finding(finding_id, by=request.user, on=today())
    return render(request, "finding/finding.html", {"found": found})
