"""A route: an address, the page it leads to, and the permission it needs. Access is asked here,
before a page runs; the database is told who reads; and a child that may not be seen looks like one
that is not there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial, wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import URLPattern, path, reverse

from keepsight.casework import access, audit, merge
from keepsight.record.models import User
from keepsight.record.reader import reading_as
from keepsight.web.account.second_factor import is_owed
from keepsight.web.draft import writing
from keepsight.web.today import today

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """What a page behind a permission is given: the person is known."""

    user: User


ANYBODY = "anybody"
"""The page is for everybody, signed in or not: signing in, and whether the server is well."""

SIGNED_IN = "signed_in"
"""The page is for everybody who is signed in, and shows each role its own."""


OPEN_WITHOUT_SECOND_FACTOR = frozenset({"second_factor", "recovery_codes"})
"""Pages for somebody who must set up a second factor and has not done so yet."""


_FORMS: list[str] = []
"""The addresses that forms are sent to and drafts kept of."""


@dataclass(frozen=True)
class Route:
    """One line of the table of addresses."""

    address: str
    view: View
    name: str
    permission: str
    takes_form: bool = False
    keeps_draft: bool = True

    @property
    def pattern(self) -> URLPattern:
        """The line as Django wants it, with access asked before the page."""
        return path(self.address, _guarded(self), name=self.name)


def route(
    address: str,
    view: View,
    *,
    name: str,
    permission: str,
    takes_form: bool = False,
    keeps_draft: bool = True,
) -> Route:
    """A line of the table. `permission` is one of access.PERMISSIONS, SIGNED_IN or ANYBODY; only a
    page that `takes_form` may be sent anything. What is typed there is kept until it is saved,
    unless `keeps_draft` is false: where a form holds a password or a code."""
    if permission not in (ANYBODY, SIGNED_IN, *access.PERMISSIONS):
        raise ValueError(f"{address}: there is no permission called '{permission}'")
    if takes_form and keeps_draft:
        _FORMS.append(address)
    return Route(address, view, name, permission, takes_form, keeps_draft)


def _guarded(line: Route) -> View:
    """The page, behind its permission. Who is not signed in is sent to sign in; who may not see
    this gets "page not found"; casework asks once more for the child itself."""
    methods = ("GET", "HEAD", "POST") if line.takes_form else ("GET", "HEAD")

    @wraps(line.view)
    def ask_first(request: HttpRequest, **parts: str) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        if line.permission == ANYBODY:
            return line.view(request, **parts)
        if not request.user.is_authenticated:
            return writing.to_sign_in(request)
        if is_owed(request) and line.name not in OPEN_WITHOUT_SECOND_FACTOR:
            return HttpResponseRedirect("/account/second-factor")
        written = audit.refusals()
        try:
            with reading_as(request.user, on=today()):
                _ask(request.user, line.permission, parts)
                return _shown(request, line, partial(line.view, request, **parts))
        except access.Refused as refused:
            if audit.refusals() == written:
                # What is not there is refused too, and whoever looks for such things is seen.
                audit.refused(by=request.user, what=line.permission, **_asked_for(parts))
            led_on = _under_the_kept_record(request, line, parts)
            if led_on is None:
                raise Http404 from refused
            return led_on

    ask_first.route = line  # type: ignore[attr-defined]  # so that an address tells its line
    return ask_first


def _under_the_kept_record(
    request: Request, line: Route, parts: Mapping[str, str]
) -> HttpResponse | None:
    """Where two records of one child were joined, an address of the second leads to the one that is
    kept, for who may see that; what was sent there is taken there, so that nothing is lost."""
    kept = merge.kept_as(parts["child"]) if "child" in parts else None
    if kept is None or not access.may(request.user, "see_child", kept, on=today()):
        return None
    there = {**parts, "child": kept}
    if request.method != "POST":
        asked = request.GET.urlencode()
        address = reverse(line.name, kwargs=there)
        return HttpResponseRedirect(f"{address}?{asked}" if asked else address)
    try:
        with reading_as(request.user, on=today()):
            return line.view(request, **there)
    except access.Refused:
        return None


def _shown(request: Request, line: Route, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The page, with what its reader had typed there and not saved looked after."""
    if not line.keeps_draft:
        return view()
    page = writing.Writing(
        request,
        request.user,
        is_form=line.takes_form,
        is_shared="<" in line.address,
        has_forms=line.takes_form or _has_forms_below(line.address),
    )
    return writing.show(request, view, page)


@cache
def _has_forms_below(address: str) -> bool:
    """Whether a page shows forms that are sent to an address below its own."""
    return bool(address) and any(each.startswith(f"{address}/") for each in _FORMS)


def _ask(user: User, permission: str, parts: Mapping[str, str]) -> None:
    """Whether the role ever may. The audit of a refusal names what was asked for."""
    if permission == SIGNED_IN or access.may(user, permission):
        return
    audit.refused(by=user, what=permission, **_asked_for(parts))
    raise access.Refused


def _asked_for(parts: Mapping[str, str]) -> dict[str, Any]:
    """What an address names, as a row of the audit keeps it."""
    rest = dict(parts)
    child, concern = rest.pop("child", None), rest.pop("concern", None)
    note = ", ".join(f"{name} {value}" for name, value in rest.items())
    return {"child": child, "concern": concern, "note": note}
