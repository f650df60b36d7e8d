"""The page of a child and its timeline picture."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from keepsight.casework import child as casework
from keepsight.casework.child_chronology import PAGE_SIZE
from keepsight.web.child.form import FilterForm, KnownOnForm, wanted_from
from keepsight.web.govuk.pages import Pages
from keepsight.web.route import Request
from keepsight.web.today import today


def child_page(request: Request, child: str) -> HttpResponse:
    """What is open, what was found, the timeline and the chronology; today or on a past day."""
    known_on, form = _known_on(request)
    wanted = wanted_from(request.GET)
    page = casework.child_page(child, by=request.user, on=today(), known_on=known_on, wanted=wanted)
    has_siblings = any(each.child for each in page.siblings)
    is_filtered = wanted.is_narrowed or wanted.family or not wanted.newest_first
    shown = {
        "page": page,
        "form": form,
        "filters": FilterForm(request.GET, chronology=page.chronology, has_siblings=has_siblings),
        "is_filtered": is_filtered,
        "form_is_open": bool(form.errors),
        "pages": Pages(wanted.page or 1, page.chronology.found, PAGE_SIZE),
        "picture": _picture_address(child, page.known_on),
    }
    return render(request, "child/child.html", shown)


def timeline_picture(request: Request, child: str) -> HttpResponse:
    """The timeline as a picture. Like every page it is kept nowhere."""
    known_on, _ = _known_on(request)
    picture = casework.child_picture(child, by=request.user, on=today(), known_on=known_on)
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


def _known_on(request: Request) -> tuple[date | None, KnownOnForm]:
    """The past day asked for, if it is one; and the form, with what is wrong with it."""
    form = KnownOnForm(request.GET if "known_on" in request.GET else None)
    return (form.cleaned_data["known_on"] if form.is_valid() else None), form


def _picture_address(child: str, known_on: date | None) -> str:
    asked = f"?{urlencode({'known_on': known_on.isoformat()})}" if known_on else ""
    return reverse("timeline", args=[child]) + asked
