"""The chain of each child's facts: every row carries a hash over itself and the row before it, so
that nothing can be changed, taken out or put in between without it being seen."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from keepsight.record.fact_row import COLUMNS

BEGINNING = "0" * 64
"""What the first row of a chain has for the hash before it."""

_ROWS = """SELECT child_id, position, previous_hash, hash, kind, rest, organisation_id, entered_at,
    entered_by_id, fact_id, happened_on, latest_on, recorded_at, agency, recorded_by, source, event,
    corrects, concerns FROM ledger ORDER BY child_id, position"""

Heads = Mapping[str, tuple[int, str]]
"""Of each child: how many rows the chain has, and the hash of the last."""


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, and in what way."""

    child: str
    position: int
    why: str

    def __str__(self) -> str:
        return f"child {self.child}, row {self.position}: {self.why}"


@dataclass
class Verdict:
    """What came of verifying: how much was looked at, where it breaks, and each chain's head."""

    rows: int = 0
    breaks: list[Break] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)


def _in_iso(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_in_iso
)


def hash_of(row: Mapping[str, Any], *, child: str, position: int, previous: str) -> str:
    """The SHA-256 of a row and the hash before it, as 64 hexadecimal characters.

    Taken over JSON with its names in order, without spaces, days and moments in ISO 8601 and UTC.
    """
    text = _ENCODER.encode({**row, "child": child, "position": position, "previous_hash": previous})
    return hashlib.sha256(text.encode()).hexdigest()


def verify(*, kept: Heads | None = None) -> Verdict:
    """Go through every chain, row by row. `kept` are heads written down earlier: with them it is
    also seen when the end of a chain was cut off, or a whole chain."""
    verdict = Verdict()
    unseen = dict(kept or {})
    for found in _rows():
        _look_at(found, verdict)
        wanted = unseen.get(found["child"])
        if wanted is not None and wanted[0] == found["position"]:
            del unseen[found["child"]]
            if wanted[1] != found["hash"]:
                why = "not the row that was here when the heads were written"
                verdict.breaks.append(Break(found["child"], found["position"], why))
    for child, (position, _) in unseen.items():
        there = verdict.heads.get(child, (0, ""))[0]
        why = f"the chain ends after {there} rows; it had {position} when the heads were written"
        verdict.breaks.append(Break(child, there, why))
    return verdict


def _look_at(found: dict[str, Any], verdict: Verdict) -> None:
    child, position = found["child"], found["position"]
    before, previous = verdict.heads.get(child, (0, BEGINNING))
    expected = hash_of(found["row"], child=child, position=position, previous=found["previous"])
    why = ""
    if position != before + 1:
        why = f"row {before + 1} is missing"
    elif found["previous"] != previous:
        why = "it does not follow on from the row before it"
    elif found["hash"] != expected:
        why = "it is not as it was written"
    if why:
        verdict.breaks.append(Break(child, position, why))
    verdict.heads[child] = (position, found["hash"])
    verdict.rows += 1


def _rows() -> Iterator[dict[str, Any]]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS)
        for (
            child,
            position,
            previous,
            own,
            kind,
            rest,
            *entered,
        ) in cursor:
            organisation, at, by, *columns = entered
            row = dict(zip(COLUMNS, columns, strict=True))
            row |= {"kind": kind, "rest": json.loads(rest), "organisation": organisation}
            row |= {"entered_at": at, "entered_by": by}
            yield {
                "child": child,
                "position": position,
                "previous": previous,
                "hash": own,
                "row": row,
            }
