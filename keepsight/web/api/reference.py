"""The reference for whoever connects a system: a page made from the same description, with commands
that can be copied as they stand."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.sign import SIGN
from keepsight.web.api.document import document, schema_of, sendable
from keepsight.web.api.operations import OPERATIONS
from keepsight.web.api.problem import PATH
from keepsight.web.today import today

CHILD = {"name": "Alex Example", "born_on": "2018-05-04"}
BODIES: dict[str, dict[str, Any]] = {
    "raise_concern": {
        "children": [CHILD],
        "harms": ["neglect"],
        "sign": "hunger_or_weight",
        "detail": "Came to school hungry on three days.",
    },
    "disagree": {"reasons": "He is still hungry every Monday."},
    "record_fact": {"kind": "note", "detail": "Was not collected until six."},
    "read": {"notices": [1]},
    "subscribe": {"address": "https://records.example.org/keepsight"},
}
"""An example of what is sent, by operation."""


@dataclass(frozen=True)
class FieldShown:
    """One field of what is sent."""

    name: str
    needed: bool
    words: str


@dataclass(frozen=True)
class OperationShown:
    """One operation, as the page shows it. `command` can be run as it stands."""

    name: str
    method: str
    address: str
    title: str
    words: tuple[str, ...]
    fields: tuple[FieldShown, ...]
    command: str


@dataclass(frozen=True)
class KindShown:
    """One kind of fact, with its fields."""

    kind: str
    title: str
    words: str
    fields: tuple[FieldShown, ...]


def described(request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    return JsonResponse(document())


def reference(request: HttpRequest) -> HttpResponse:
    """The page for people."""
    schemas = document()["components"]["schemas"]
    shown = {
        "operations": [_operation(each, schemas) for each in _details()],
        "kinds": [
            KindShown(kind, each["title"], each["description"], _fields(each))
            for kind, each in ((kind, schema_of(kind)) for kind in sendable())
        ],
        "harms": [(each, HARM.named(each)) for each in HARM],
        "signs": [(each, SIGN.named(each)) for each in SIGN],
        "calls": settings.CALLS_A_MINUTE,
        "begin": f"export KEEPSIGHT={request.scheme}://{request.get_host()}{PATH.rstrip('/')}\n"
        "export TOKEN=keepsight_…",
    }
    return render(request, "api/reference.html", shown)


def _details() -> list[tuple[Any, dict[str, Any]]]:
    paths = document()["paths"]
    return [(each, paths[f"{PATH}{each.address}"][each.method.lower()]) for each in OPERATIONS]


def _operation(
    detail: tuple[Any, dict[str, Any]], schemas: dict[str, dict[str, Any]]
) -> OperationShown:
    line, said = detail
    body = said.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
    fields = () if name in ("", "Fact") else _fields(schemas[name])
    return OperationShown(
        name=line.name,
        method=line.method,
        address=f"{PATH}{line.address}",
        title=said["summary"],
        words=tuple(" ".join(each.split()) for each in said["description"].split("\n\n")),
        fields=fields,
        command=_command(line),
    )


def _fields(schema: dict[str, Any]) -> tuple[FieldShown, ...]:
    required = schema.get("required", [])
    return tuple(
        FieldShown(name, name in required, str(each.get("description") or _is_always(each)))
        for name, each in schema["properties"].items()
    )


def _is_always(field: dict[str, Any]) -> str:
    return f"Always “{field['const']}”." if "const" in field else ""


def _command(line: Any) -> str:
    """The call as a command. What stands in { and } in the address is an identifier."""
    parts = [
        part.replace("{", "$").replace("}", "").upper() if "{" in part else part
        for part in line.address.split("/")
    ]
    address = "/".join(parts)
    lines = [f'curl -sS -X {line.method} "$KEEPSIGHT/{address}"']
    lines.append('-H "Authorization: Bearer $TOKEN"')
    if line.takes_key:
        lines.append('-H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)"')
    if line.name in BODIES:
        body = dict(BODIES[line.name])
        if line.name in ("raise_concern", "record_fact"):
            body["happened_on"] = today().isoformat()
            lines.append('-H "Keepsight-Person: Nina Brook"')
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(body)}'"]
    return " \\\n  ".join(lines)
