"""The page of a child's legal status and care, and its picture."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from keepsight.casework import access
from keepsight.casework.care import page as casework
from keepsight.casework.care.page import ToRecord
from keepsight.web.route import Request
from keepsight.web.today import now, today

OWN_FORM = {"visit": "record_visit"}
"""Kinds that settle a step and have a form of their own."""


def care(request: Request, child: str) -> HttpResponse:
    """What stands, what is due, what was done, and what may be recorded."""
    page = casework.care_page(child, by=request.user, on=today(), moment=now())
    may_record = bool(page.legal)
    shown = {
        "care": page,
        "who": page.who,
        "page": "care",
        "legal": _addresses(child, page.legal),
        "in_care": _addresses(child, page.care),
        "clocks": [
            (each, _address(child, each.record, ()) if may_record else "") for each in page.running
        ],
        "may_reopen": access.may(request.user, "reopen_concern"),
    }
    return render(request, "care/care.html", shown)


def picture(request: Request, child: str) -> HttpResponse:
    """Legal status and placements by time, as a picture. Like every page it is kept nowhere."""
    drawn = casework.care_picture(child, by=request.user, on=today())
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


def _addresses(child: str, kinds: Sequence[ToRecord]) -> list[tuple[str, str]]:
    return [(each.title, _address(child, each.kind, each.asked)) for each in kinds]


def _address(child: str, kind: str, asked: Sequence[tuple[str, str]]) -> str:
    """Where this is recorded; one comes back to this page."""
    if kind in OWN_FORM:
        return reverse(OWN_FORM[kind], args=[child])
    query = urlencode([("then", "care"), *asked])
    return f"{reverse('record', args=[child, kind])}?{query}"
