"""An extract: facts as files, a column for every field of every kind and a row for each fact, with
what lies beside them. Whoever writes one and whoever reads one means the same."""

from collections.abc import Mapping
from types import MappingProxyType

from keepsight.facts.fact import KINDS
from keepsight.facts.kind import FieldShape, own_fields, shared_fields


def _every_field() -> dict[str, FieldShape]:
    described = [*shared_fields(), *(each for kind in KINDS.values() for each in own_fields(kind))]
    return {"kind": "text", **{each.name: each.shape for each in described}}


FIELDS: Mapping[str, FieldShape] = MappingProxyType(_every_field())
"""The columns of an extract, and the shape of each."""

TYPES: Mapping[FieldShape, str] = MappingProxyType(
    {
        "text": "VARCHAR",
        "code": "VARCHAR",
        "codes": "VARCHAR[]",
        "texts": "VARCHAR[]",
        "yes_no": "BOOLEAN",
        "day": "DATE",
        "instant": "TIMESTAMP",  # in UTC, as every reader of Parquet takes it
    }
)
"""How DuckDB calls what a column of each shape holds."""

AUTHORITY = "authority="
"""How the folder of one authority's files begins; its name follows, as in an address."""

RULES_IN_FORCE = "rules_in_force.json"
"""Beside the authorities, or a file of facts: the authority's own numbers and lessons."""

SIBLINGS = "brothers_and_sisters.csv"
"""Beside an authority's facts: each child with each brother or sister, a line each."""

KINDS_SUPPLIED = "kinds_supplied.csv"
"""Beside an authority's facts: the kinds of fact that are recorded there, found or not yet."""

ABOUT = "about.txt"
"""What the folder holds, in plain words."""
