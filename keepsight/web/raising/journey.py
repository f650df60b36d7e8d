"""A concern that somebody has begun to raise, beyond the session in which they began: all steps
together, one draft for each concern, so that beginning another loses nothing."""

import json
from typing import Any

from django.http import QueryDict

from keepsight.casework import draft
from keepsight.record.models import User
from keepsight.web.today import now

LAST_STEP = "/raise/what"
STEPS = "raising"
"""Under which the session holds what was typed at each step."""
_ALL = "all"


def address(number: str) -> str:
    """Where it is taken up. `number` is what the concern will be called."""
    return f"/raise?journey={number}"


def keep(number: str, kept: dict[str, Any], *, by: User) -> None:
    """Keep all steps, as the session holds them."""
    name = QueryDict(kept.get(STEPS, {}).get("who", "")).get("name", "")
    draft.keep(
        address=address(number),
        values={_ALL: [json.dumps(kept)]},
        title=f"A concern about {name}" if name else "A concern",
        by=by,
        at=now(),
    )


def find(number: str, *, by: User) -> dict[str, Any] | None:
    """All steps of what this person has begun; None where there is no such concern of theirs."""
    found = draft.find(address(number), by=by, at=now())
    kept: dict[str, Any] | None = json.loads(found.values[_ALL][0]) if found else None
    return kept


def gather(*, by: User) -> str | None:
    """Put what was being typed at the last step, and was not sent, with the steps before it; gives
    the number of its concern. None where there is no such thing."""
    typed = draft.find(LAST_STEP, by=by, at=now())
    number = typed.values.get("journey", [""])[0] if typed else ""
    kept = find(number, by=by) if number else None
    if typed is None or kept is None:
        return None
    step = QueryDict(mutable=True)
    for name, values in typed.values.items():
        step.setlist(name, values)
    kept[STEPS] = {**kept.get(STEPS, {}), "what": step.urlencode()}
    keep(number, kept, by=by)
    draft.drop(LAST_STEP, by=by, at=now())
    return number
