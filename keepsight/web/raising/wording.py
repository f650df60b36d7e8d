"""From what was typed in the steps to a concern, and its reference."""

from collections.abc import Mapping
from typing import Any

from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import When
from keepsight.exchange.uncertain_date import UncertainDate


def concern_from(
    who: Mapping[str, Any], seen: Mapping[str, Any], *, child: str | None
) -> dict[str, Any]:
    """What `concern.raise_` is given, from the two filled-in forms.

    `child` is the record that was open, if there was one; otherwise the child is found by name and
    date of birth.
    """
    happened: UncertainDate = seen["happened"]
    return {
        "child": child or NamedChild(who["name"], who["born_on"]),
        "harms": seen["harms"],
        "sign": seen["sign"] or "other",
        "detail": _detail(who, seen),
        "child_words": seen["child_words"],
        "when": When(
            happened.happened_on,
            latest_on=happened.latest_on,
            precision=happened.precision,
            as_written="" if happened.precision == "day" else happened.as_written,
        ),
    }


def _detail(who: Mapping[str, Any], seen: Mapping[str, Any]) -> str:
    """Everything that was said, in one text: what has a place of its own on the form has none in a
    concern, and must not be lost."""
    said = [
        "Said to be in danger now." if seen["danger"] == "yes" else "",
        seen["detail"],
        f"To find the child: {who['whereabouts']}" if who["whereabouts"] else "",
        f"Other children at home: {who['siblings']}" if who["siblings"] else "",
    ]
    return "\n\n".join(each for each in said if each)


def reference(concern: str) -> str:
    """A concern's identifier as people read it out: its first eight characters, in two groups."""
    return f"{concern[:4]} {concern[4:8]}".upper()
