"""The door: who shows the token, whether their role may do this at all, and an answer in which
nobody but they could read. Every operation is a line of a table, with its permission."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from keepsight.casework import access, audit, merge
from keepsight.casework.not_right import NotRight
from keepsight.casework.token import enter, speaking_for
from keepsight.record.models import User
from keepsight.record.reader import reading_as
from keepsight.web.api.problem import problem
from keepsight.web.api.sent import Strict
from keepsight.web.route import SIGNED_IN
from keepsight.web.today import moment, today

LONGEST_NAME = 150
PERSON = "Keepsight-Person"
KEY = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{8,150}")


class FromSystem(HttpRequest):
    """What an operation is given: the system is known, and signs with the person it named."""

    user: User


class TooOften(Exception):
    """Not let in for now; `wait` says for how many seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True)
class Operation:
    """One line of the table: what is asked, and the permission it needs."""

    method: str
    address: str
    name: str
    permission: str
    takes_key: bool


OPERATIONS: list[Operation] = []
"""Every operation, in the order in which the reference shows them."""

api = NinjaAPI(
    title="Keepsight",
    version="1",
    description="The same actions as on the pages, with the same access, for agencies’ systems.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=Strict(),
)


class Token(HttpBearer):
    """The token of a system, and whether the system's role ever may do this."""

    def __init__(self, permission: str) -> None:
        super().__init__()
        self.permission = permission

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The system's user, with whom everything goes on; None for a token that is not good."""
        entry = enter(token, computer=request.META.get("REMOTE_ADDR", ""), moment=moment())
        if entry.wait:
            raise TooOften(entry.wait)
        if entry.user is None:
            return None
        request.user = speaking_for(entry.user, _person(request))
        _ask(request.user, self.permission)
        return request.user


def operation(
    method: str, address: str, *, permission: str, gives: Any, takes_key: bool = False, **more: Any
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function an operation. `permission` is one of access.PERMISSIONS, or SIGNED_IN;
    `takes_key`: it is done once for each Idempotency-Key."""
    if permission != SIGNED_IN and permission not in access.PERMISSIONS:
        raise ValueError(f"{address}: there is no permission called '{permission}'")

    def register(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def with_reader(request: FromSystem, *args: Any, **parts: Any) -> Any:
            written = audit.refusals()
            try:
                with reading_as(request.user, on=today()):
                    return view(request, *args, **parts)
            except access.Refused:
                if audit.refusals() == written:
                    # What is not there is refused too, and is in the audit like the rest.
                    audit.refused(by=request.user, what=permission, note=f"{view.__name__}")
                # Where two records of one child were joined, the second leads to the one kept.
                kept = merge.kept_as(parts["child"]) if "child" in parts else None
                if kept is None or not access.may(request.user, permission, kept, on=today()):
                    raise
            with reading_as(request.user, on=today()):
                return view(request, *args, **parts | {"child": kept})

        OPERATIONS.append(Operation(method, address, view.__name__, permission, takes_key))
        api.api_operation(
            [method],
            address,
            auth=Token(permission),
            response=gives,
            operation_id=view.__name__,
            **more,
        )(with_reader)
        return view

    return register


def key_of(request: HttpRequest) -> str:
    """The key under which a system sends something, so that it is done once. Raises NotRight."""
    key = str(request.headers.get(KEY, ""))
    if not _KEY.fullmatch(key):
        raise HttpError(
            400, f"Send a header {KEY}: 8 to 150 plain letters, new for each thing sent."
        )
    return key


def _person(request: HttpRequest) -> str:
    """The person at the agency whom the system names, if it names one."""
    said = str(request.headers.get(PERSON, ""))
    try:
        person = " ".join(said.encode("latin-1").decode("utf-8").split())
    except (UnicodeDecodeError, UnicodeEncodeError) as unread:
        raise HttpError(400, f"{PERSON} is not in UTF-8.") from unread
    if len(person) > LONGEST_NAME or not all(each.isprintable() for each in person):
        raise HttpError(400, f"{PERSON}: a name of {LONGEST_NAME} letters or fewer.")
    return person


def _ask(user: User, permission: str) -> None:
    if permission == SIGNED_IN or access.may(user, permission):
        return
    audit.refused(by=user, what=permission, note="a system")
    raise access.Refused


@api.exception_handler(access.Refused)
@api.exception_handler(Http404)
def _not_found(request: HttpRequest, _: Exception) -> HttpResponse:
    return problem(404)


@api.exception_handler(AuthenticationError)
def _not_let_in(request: HttpRequest, _: Exception) -> HttpResponse:
    return problem(401, headers={"WWW-Authenticate": "Bearer"})


@api.exception_handler(TooOften)
def _too_often(request: HttpRequest, asked: TooOften) -> HttpResponse:
    return problem(429, headers={"Retry-After": str(asked.wait)})


@api.exception_handler(NotRight)
def _not_right(request: HttpRequest, found: NotRight) -> HttpResponse:
    wrongs = ({"field": each.field, "expected": each.message} for each in found.wrongs)
    return problem(422, errors=wrongs)


@api.exception_handler(ValidationError)
def _not_as_described(request: HttpRequest, found: ValidationError) -> HttpResponse:
    wrongs = (
        {
            # "body.sent.harms.0" is the field "harms.0" to whoever sent it.
            "field": ".".join(map(str, each["loc"][2 if each["loc"][0] == "body" else 1 :])),
            "expected": str(each["msg"]),
        }
        for each in found.errors
    )
    return problem(422, errors=wrongs)


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, found: HttpError) -> HttpResponse:
    return problem(found.status_code, detail=str(found))
