"""What went wrong, as a system can read it: problem+json (RFC 9457), which names each field and
what was expected."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

PATH = "/api/v1/"
KIND = "application/problem+json"
WORDS = {
    400: "This could not be read.",
    401: "Show a token that is good: Authorization: Bearer, and the token.",
    404: "There is nothing here that this system can see.",
    405: "This address is not asked in this way.",
    422: "Something in what was sent is not right. Nothing was saved.",
    429: "Too often. Wait, and ask again.",
    500: "Our fault. Nothing was saved. Send the same again under the same key.",
}


def problem(
    status: int,
    *,
    errors: Iterable[Mapping[str, str]] = (),
    detail: str = "",
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """An answer that says what went wrong. `errors` name a field and what was expected of it."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or WORDS.get(status, ""),
    }
    if found := [dict(each) for each in errors]:
        said["errors"] = found
    answer = HttpResponse(json.dumps(said), status=status, content_type=KIND)
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def problems(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: no page of errors is sent to a system, whatever refused its request."""

    def with_problems(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(PATH) or response.status_code < 400:
            return response
        if response.get("Content-Type", "").startswith(KIND):
            return response
        kept = ("Allow", "Retry-After", "WWW-Authenticate")
        headers = {each: response[each] for each in kept if each in response}
        return problem(response.status_code, headers=headers)

    return with_problems
