"""The door described for machines, as OpenAPI: the operations, and for each kind of fact its own
schema."""

from functools import cache
from typing import Any

from keepsight.casework import access
from keepsight.casework.connected import NOT_SENT
from keepsight.facts.fact import KINDS
from keepsight.web.api.child import GIVEN_HERE
from keepsight.web.api.door import KEY, LONGEST_NAME, PERSON
from keepsight.web.api.operations import OPERATIONS, api
from keepsight.web.api.problem import KIND, PATH, WORDS
from keepsight.web.route import SIGNED_IN

REFERENCE = "#/components/schemas/{}"
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "expected"],
                "properties": {"field": {"type": "string"}, "expected": {"type": "string"}},
            },
        },
    },
}


@cache
def document() -> dict[str, Any]:
    """The whole description. It says nothing of anybody, and is open to everybody."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PATH.lstrip("/")))
    schemas = described["components"]["schemas"]
    schemas["Problem"] = PROBLEM
    schemas |= {f"fact_{kind}": schema_of(kind) for kind in sendable()}
    schemas["Fact"] = {
        "oneOf": [{"$ref": REFERENCE.format(f"fact_{kind}")} for kind in sendable()],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {kind: REFERENCE.format(f"fact_{kind}") for kind in sendable()},
        },
    }
    for each in OPERATIONS:
        said = described["paths"][f"{PATH}{each.address}"][each.method.lower()]
        _complete(said, permission=each.permission, takes_key=each.takes_key)
        if each.name == "record_fact":
            body = said["requestBody"]["content"]["application/json"]
            body["schema"] = {"$ref": REFERENCE.format("Fact")}
    return described


def sendable() -> list[str]:
    """The kinds of fact that a system may send, if its role records them."""
    return [kind for kind in KINDS if kind not in NOT_SENT]


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind of fact, without what Keepsight says itself."""
    schema = KINDS[kind].model_json_schema()
    own = {name: each for name, each in schema["properties"].items() if name not in GIVEN_HERE}
    required = [each for each in schema.get("required", []) if each not in GIVEN_HERE]
    return {
        "type": "object",
        "title": KINDS[kind].title,
        "description": schema.get("description", ""),
        "properties": {"kind": {"const": kind}, **own},
        "required": ["kind", *required],
        "additionalProperties": False,
    }


def _complete(said: dict[str, Any], *, permission: str, takes_key: bool) -> None:
    """Add what goes with every operation: its permission, the headers, what may go wrong."""
    needed = "" if permission == SIGNED_IN else access.PERMISSIONS[permission].description
    said["x-permission"] = permission
    said["description"] = f"{said.get('description', '')}\n\nNeeds: {needed}".removesuffix(
        "\n\nNeeds: "
    )
    headers = [
        {
            "name": PERSON,
            "in": "header",
            "required": False,
            "description": "The person at the agency who does it, as the record signs it.",
            "schema": {"type": "string", "maxLength": LONGEST_NAME},
        }
    ]
    if takes_key:
        headers.append(
            {
                "name": KEY,
                "in": "header",
                "required": True,
                "description": "New for each thing sent. The same again does nothing anew.",
                "schema": {"type": "string", "pattern": "^[!-~]{8,150}$"},
            }
        )
    said["parameters"] = [*said.get("parameters", []), *headers]
    for status, words in WORDS.items():
        said["responses"].setdefault(
            str(status),
            {
                "description": words,
                "content": {KIND: {"schema": {"$ref": REFERENCE.format("Problem")}}},
            },
        )
    for status in [each for each in said["responses"] if isinstance(each, int)]:
        said["responses"][str(status)] = said["responses"].pop(status)
