"""What is written of an assessment, field by field, and how the words of two people who wrote at
once are joined."""

from collections.abc import Mapping
from dataclasses import dataclass

Written = str | bool | list[str]
Words = Mapping[str, Written]
"""What was written, by the name of the field: `analysis.maya`, `says.<concern>` and so on."""

OF_CHILD = ("outcome", "factors", "analysis", "spoken_with", "why_not")
OVERRUN = "overrun_reason"


def of_child(field: str, child: str) -> str:
    """The name of a field that each child has: outcome, factors, analysis and so on."""
    return f"{field}.{child}"


def says(concern: str) -> str:
    """The name of the field for what the assessment says of a concern."""
    return f"says.{concern}"


def gone_through(earlier: str) -> str:
    """The name of the box to tick for something earlier that was gone through."""
    return f"through.{earlier}"


def means(earlier: str) -> str:
    """The name of the field for what something earlier means."""
    return f"means.{earlier}"


def text(words: Words, field: str) -> str:
    """What is written in a field, without space around it; nothing where nothing is."""
    found = words.get(field, "")
    return found.strip() if isinstance(found, str) else ""


def several(words: Words, field: str) -> tuple[str, ...]:
    """What was chosen in a field of several choices."""
    found = words.get(field, ())
    return tuple(found) if isinstance(found, list) else ()


@dataclass(frozen=True)
class Joined:
    """The words of two people in one. `both` names the fields that both of them changed."""

    words: Words
    both: tuple[str, ...]


def join(*, before: Words, theirs: Words, mine: Words) -> Joined:
    """Both people's words: what only one changed is taken from them; where both changed a field, in
    different ways, mine is kept and the field is named."""
    joined = dict(theirs)
    both = []
    for field, own in mine.items():
        was, other = before.get(field), theirs.get(field)
        if _same(own, was) or _same(own, other):
            continue
        if not _same(other, was):
            both.append(field)
        joined[field] = own
    return Joined(joined, tuple(both))


def _same(one: Written | None, other: Written | None) -> bool:
    """Whether two say the same: a field that nobody filled in is as good as empty."""
    return (one or "") == (other or "")
