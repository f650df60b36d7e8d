"""Requests that no page of ours sends are refused before anything looks at them: characters that
the database cannot keep, another encoding than UTF-8, and more than any form holds."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def readable(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: 400 for what cannot be read."""

    def if_readable(request: HttpRequest) -> HttpResponse:
        # Fields of forms are checked for NUL by Django's own; addresses are not.
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a NUL character in the address")
        if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise BadRequest("not in UTF-8")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise BadRequest("longer than any form")
        return get_response(request)

    return if_readable
