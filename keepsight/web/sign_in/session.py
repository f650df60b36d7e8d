"""How long somebody stays signed in: the database ends a session in which nothing happens, and this
ends one that has lasted a long day. A page that only asks who else is writing keeps nobody."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from keepsight.casework import signed_in
from keepsight.web.today import moment

BEGAN = "signed_in_at"
USED = "used_at"
TOLD_EVERY = 60
"""How many seconds pass before a session is said to be in use again."""
ASKS_BY_ITSELF = frozenset({"/drafts/here"})


def begin(request: HttpRequest) -> None:
    """Somebody has signed in: from now on the hours are counted."""
    at = moment().timestamp()
    request.session[BEGAN] = request.session[USED] = at


def limited(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: signs out who has been signed in for too long, and says that a session is used,
    which is what keeps it."""

    def with_limits(request: HttpRequest) -> HttpResponse:
        began = request.session.get(BEGAN)
        if began is not None and request.user.is_authenticated:
            at = moment().timestamp()
            if at - began > settings.LONGEST_SESSION:
                logout(request)
            elif at - request.session[USED] > TOLD_EVERY and request.path not in ASKS_BY_ITSELF:
                request.session[USED] = at
                signed_in.used_again(request.session.session_key)
        return get_response(request)

    return with_limits
