"""What of a fact very many facts have alike, as SQL on a row of an extract: its shape.

Two facts have the same shape where all of what is asked about them is the same: their kind, their
codes, what they fill. A shape's number is a hash of 64 bits. That two of the thousands of shapes in
an extract share one is not to be expected: once in some ten thousand million extracts.
"""

from collections.abc import Iterator

from keepsight.facts.extract import FIELDS
from keepsight.facts.fact import KINDS
from keepsight.rules.asked import Asked


def said_alike(asked: Asked) -> list[str]:
    """What makes a shape where nothing is asked but what rules read."""
    return [*dict.fromkeys(("kind", "agency", *asked.coded)), *map(list_in_words, asked.code_lists)]


def list_in_words(name: str) -> str:
    """What a list says, as one text; nothing where it is empty or not there. To HASH, no list says
    nothing at all: that the first is there and the second is not, or the other way round, would be
    the same."""
    return f"CASE WHEN LEN({name}) > 0 THEN LEN({name}) || ARRAY_TO_STRING({name}, CHR(31)) END"


def is_blank(name: str) -> str:
    """Whether a text has nothing but blanks; NULL where there is no text. To trim every text would
    cost six times as much, and only what sorts before the first sign can begin with a blank."""
    return f"CASE WHEN {name} < '!' THEN TRIM({name}) = '' ELSE {name} < '!' END"


def _shape_of(name: str) -> str:
    """What of a field decides whether its class takes the fact."""
    match FIELDS[name]:
        case "code" | "yes_no":
            return name
        case "codes":
            return list_in_words(name)
        case "texts":
            return f"LEAST(LEN({name}), 2)"
        case "day" if name != "happened_on":
            return f"CASE WHEN {name} IS NOT NULL THEN {name} < happened_on END"
        case "day" | "instant":
            return f"{name} IS NULL"
    if name == "fact_id" or all(_is_any_text(each, name) for each in _kinds_with(name)):
        return is_blank(name)
    return name


def _kinds_with(name: str) -> Iterator[str]:
    return (kind for kind in KINDS if name in KINDS[kind].model_fields)


def _is_any_text(kind: str, name: str) -> bool:
    """Whether a field takes any words, or any but none: then one word is as good as another."""
    field = KINDS[kind].model_fields[name]
    plain = field.annotation in (str, str | None)
    return plain and not any(hasattr(each, "pattern") for each in field.metadata)


ALIKE = tuple(dict.fromkeys(["kind", *map(_shape_of, FIELDS)]))
"""What makes a shape: the same of a field for every kind, so that all are found in one pass."""
