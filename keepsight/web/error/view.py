"""The pages for what went wrong, in plain English."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from keepsight.web.draft.writing import keep_what_was_sent


def not_right(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "error/400.html", status=400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a form without its token. Who may not see a child gets 404 instead."""
    return render(request, "error/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or none that this person may see."""
    return render(request, "error/404.html", status=404)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """500: our fault. It asks nothing of the database or of the session, which may be the cause."""
    return HttpResponseServerError(loader.get_template("error/500.html").render())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old. What was typed is kept for whoever was shown it."""
    kept_at = keep_what_was_sent(request)
    return render(request, "error/403.html", {"kept_at": kept_at}, status=403)
