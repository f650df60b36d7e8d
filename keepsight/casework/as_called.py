"""What a child was called by whoever raised a concern. They are shown that again, and not the
record's own spelling, from which they would learn that the child was known."""

from collections.abc import Iterable
from dataclasses import replace

from keepsight.casework.line import ConcernLine
from keepsight.casework.who import Who
from keepsight.facts.fact import Fact


def names_given(facts: Iterable[Fact]) -> dict[str, str]:
    """What the child was called, by the concern that these facts opened."""
    called = {each.fact_id: str(vars(each).get("child_named", "")) for each in facts}
    return {concern: name for concern, name in called.items() if name}


def as_called(who: Who, name: str | None) -> Who:
    """The child by that name; as the record has it where no name was given."""
    return replace(who, name=name) if name else who


def line_as_called(line: ConcernLine, names: dict[str, str]) -> ConcernLine:
    """A concern in a list, with the child as whoever raised it called them."""
    return replace(line, who=as_called(line.who, names.get(line.concern)))
