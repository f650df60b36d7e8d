"""What the form of a lesson offers: kinds of fact by topic, what may be asked of each, units."""

from collections.abc import Mapping
from dataclasses import dataclass

from keepsight.facts.fact import KINDS
from keepsight.facts.kind import kinds_by_topic
from keepsight.practice.code import CodeList
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM
from keepsight.rules.lesson.lesson import (
    BEARS,
    DURING,
    NEVER_MEANT,
    SORTS,
    UNITS,
    Lesson,
    Meant,
    fields_of,
)

SORTS_OFFERED = tuple(SORTS.items())
DURING_OFFERED = tuple((code, f"while {words}") for code, words in DURING.items())
UNITS_OFFERED = tuple((each, each.replace("_", " ")) for each in UNITS)

Named = tuple[tuple[str, str], ...]

_BEARS: Mapping[str, str] = {
    "about": "It is about the concern, shares its harm, or names no harm at all",
    "away": "It drops a harm of the concern",
    "naming": "It names every harm of the concern",
    "any": "Any, whatever concern it is about",
}


@dataclass(frozen=True)
class KindOffered:
    """A kind of fact: its code, its title, and what it is."""

    kind: str
    title: str
    words: str


@dataclass(frozen=True)
class Asked:
    """One thing that may be asked of a kind of fact: its name, the question, and the answers."""

    name: str
    question: str
    answers: Named


def kinds_offered() -> tuple[tuple[str, tuple[KindOffered, ...]], ...]:
    """The kinds of fact that a lesson may be about, by topic."""
    topics = (
        (topic, tuple(_kind(each.kind) for each in kinds if each.kind not in NEVER_MEANT))
        for topic, kinds in kinds_by_topic()
    )
    return tuple(each for each in topics if each[1])


def kind_offered(kind: str) -> KindOffered | None:
    """One kind of fact; None where there is no such kind."""
    return _kind(kind) if kind in KINDS and kind not in NEVER_MEANT else None


def asked_of(kind: str, said: Lesson) -> tuple[Asked, ...]:
    """What may be asked of facts of that kind in this lesson: what it says, whose it is, which harm
    it is about, and how it bears on a concern."""
    own = tuple(
        Asked(each.name, each.description, _answers(each.codes)) for each in fields_of(kind)
    )
    shared = (
        Asked("agencies", "Which agency said so?", _answers(AGENCY)),
        Asked("harms", "About which harm?", _answers(HARM)),
    )
    bears = BEARS.get(kind, ("about", "any"))
    how = Asked("bears", "Which of them count?", tuple((each, _BEARS[each]) for each in bears))
    return (*own, *shared, *((how,) if said.is_per_concern else ()))


def answers_of(meant: Meant) -> dict[str, list[str]]:
    """What was chosen of a kind of fact, as `asked_of` names it."""
    held = {each.field: [_text(value) for value in each.values] for each in meant.holds}
    return {
        **held,
        "agencies": list(meant.agencies),
        "harms": list(meant.harms),
        "bears": [meant.bears],
    }


def meant_of(kind: str, answers: Mapping[str, list[str]]) -> dict[str, object]:
    """What was chosen, as plain values of the lesson."""
    holds = [
        {"field": each.name, "values": [_value(v, each.codes) for v in answers[each.name]]}
        for each in fields_of(kind)
        if answers.get(each.name)
    ]
    return {
        "kind": kind,
        "holds": holds,
        "agencies": answers.get("agencies", []),
        "harms": answers.get("harms", []),
        "bears": next(iter(answers.get("bears", [])), "about"),
    }


def _kind(kind: str) -> KindOffered:
    return KindOffered(kind, KINDS[kind].title, " ".join((KINDS[kind].__doc__ or "").split()))


def _answers(codes: CodeList | None) -> Named:
    if codes is None:
        return (("yes", "Yes"), ("no", "No"))
    return tuple((each.code, each.name) for each in codes.values())


def _text(value: bool | str) -> str:
    return value if isinstance(value, str) else ("yes" if value else "no")


def _value(text: str, codes: CodeList | None) -> bool | str:
    return text if codes is not None else text == "yes"
