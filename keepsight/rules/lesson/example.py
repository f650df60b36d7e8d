"""The worked cases of a lesson: its author says what happens on which days, the rule says what it
finds, and the author says whether that is what was meant. They are kept and tried again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepsight.facts.fact import KINDS
from keepsight.facts.kind import own_fields
from keepsight.rules.case import Cases, Given, answered, given
from keepsight.rules.lesson.lesson import Example, Lesson, Meant
from keepsight.rules.lesson.words import phrase

CONCERN = "the concern"
_FAR_AHEAD = date(2040, 1, 1)
_AS_TOLD = "As the example tells it"
_ANOTHER = ("gp", "school")


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a lesson that may happen on days: its name in `Example.days`, and in words."""

    name: str
    title: str
    given: Given


def parts(lesson: Lesson) -> tuple[Part, ...]:
    """What an example of this lesson may say days for, in the order of its table."""
    return tuple(_parts(lesson))


def cases(lesson: Lesson) -> Cases:
    """The examples as the worked cases of a rule."""
    every = parts(lesson)
    heads = ["case", "story", *(each.title for each in every), "finding"]
    rows = [" | ".join(heads), *(_row(each, every) for each in lesson.examples)]
    return Cases({each.title: each.given for each in every}, "\n".join(rows))


def _row(example: Example, every: tuple[Part, ...]) -> str:
    days = dict(example.days)
    cells = [", ".join(d.isoformat() for d in sorted(days.get(each.name, ()))) for each in every]
    found = [f"raised {r}" + (f", cleared {c}" if c else "") for r, c in example.found]
    sort = "raised" if found else "quiet"
    story = " ".join(example.story.replace("|", "/").split())
    return " | ".join([sort, story, *cells, "; ".join(found) or "quiet"])


def _parts(lesson: Lesson) -> Iterator[Part]:
    harm = _harm(lesson)
    if lesson.under or lesson.at_least:
        yield Part("born", "born", given("birth"))
    if lesson.during == "plan":
        yield Part("plan", "plan began", given("plan_started", categories=(harm,)))
    if lesson.during == "care":
        yield Part("care", "came into care", given("looked_after_began"))
    if lesson.is_per_concern:
        yield Part("concern", CONCERN, given("concern", harms=(harm,)))
    for place, each in enumerate(lesson.of, start=1):
        yield from _of(lesson, each, place, harm)
    for place, each in enumerate(lesson.clears, start=1):
        title = f"{phrase(each)} (clears)".replace("|", "/")
        yield Part(f"clears-{place}", title, _given(each, harm))
    if lesson.is_per_concern:
        yield Part("answer", "answer to the concern", answered("the-concern-1"))
    if lesson.stops_with_the_work and lesson.sort == "not_done":
        yield Part("closed", "work ended", given("case_closed"))


def _of(lesson: Lesson, meant: Meant, place: int, harm: str) -> Iterator[Part]:
    """One column; two where it takes two agencies, and the kind may come from several."""
    title = (phrase(meant) if meant.kind != "concern" else f"{phrase(meant)} raised").replace(
        "|", "/"
    )
    agencies = meant.agencies or _ANOTHER
    if not lesson.by_different_agencies or len(agencies) < 2:
        yield Part(f"of-{place}", title, _given(meant, harm))
        return
    for name, who, agency in (("of", "one", agencies[0]), ("other", "another", agencies[1])):
        values = {**_given(meant, harm).values, "agency": agency}
        yield Part(f"{name}-{place}", f"{title}, {who} agency", Given(meant.kind, values))


def _given(meant: Meant, harm: str) -> Given:
    """A column of facts of this kind that hold what is asked; what else they must hold is made up."""
    values: dict[str, Any] = {
        each.name: _made_up(each.shape, each.codes)
        for each in own_fields(KINDS[meant.kind])
        if each.required
    }
    if meant.kind in _NAMES_A_CONCERN:
        values["concerns"] = ("the-concern-1",)
    if meant.kind == "answer":
        values["rests_on"] = _AS_TOLD
    if meant.kind == "concern":
        values["harms"] = (harm,)
    many = {each.name for each in own_fields(KINDS[meant.kind]) if each.shape == "codes"}
    for held in meant.holds:
        values[held.field] = (held.values[0],) if held.field in many else held.values[0]
    if meant.harms:
        values["harms"] = meant.harms[:1]
    if meant.agencies:
        values["agency"] = meant.agencies[0]
    if meant.bears == "away":
        values |= {"from_categories": (harm,), "to_categories": (_other_than(harm),)}
    if meant.bears == "naming":
        named = "to_categories" if meant.kind == "category_changed" else "categories"
        values |= {named: (harm,)}
    if meant.kind == "category_changed":
        _keep_apart(values, {each.field for each in meant.holds}, meant.bears)
    return Given(meant.kind, values)


_NAMES_A_CONCERN = frozenset({"answer", "carried_on", "concern_assessed", "reopening"})
"""Kinds that must name a concern, which no field says of itself."""


def _keep_apart(values: dict[str, Any], asked: set[str], bears: str) -> None:
    """A change of category names other categories than before."""
    before, after = values["from_categories"], values["to_categories"]
    if set(before) != set(after) or {"from_categories", "to_categories"} <= asked:
        return
    if "to_categories" in asked or bears == "naming":
        values["from_categories"] = (_other_than(after[0]),)
    else:
        values["to_categories"] = (_other_than(before[0]),)


def _made_up(shape: str, codes: Any) -> Any:
    if codes is not None:
        first = next(iter(codes))
        return (first,) if shape == "codes" else first
    return _FAR_AHEAD if shape == "day" else _AS_TOLD


def _harm(lesson: Lesson) -> str:
    """The harm of the concern and of the plan in the examples: one that the lesson names."""
    named = [harm for each in (*lesson.of, *lesson.clears) for harm in each.harms]
    return next((each for each in named if each in _CATEGORIES), "neglect")


_CATEGORIES = ("neglect", "physical", "sexual", "emotional")


def _other_than(harm: str) -> str:
    return next(each for each in _CATEGORIES if each != harm)
