"""The steps in which a lesson is said: which there are for its sort, what each asks, and what was
answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from keepsight.facts.fact import KINDS
from keepsight.rules.lesson import words
from keepsight.rules.lesson.lesson import SORTS, Lesson, Meant, Span, needed

STEPS = ("name", "source", "sort", "whom", "of", "clears", "numbers", "examples")
"""The steps of the form, in their order."""


@dataclass(frozen=True)
class Answer:
    """One line of "check your answers": the step it belongs to, the question, and what was said;
    of kinds of fact, each with its title, for a way to say which of them."""

    step: str
    question: str
    said: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NumberAsked:
    """One thing that the step of the numbers asks: a length of time, how many, or yes or no."""

    name: str
    shape: Literal["span", "times", "yes_no"]
    question: str
    hint: str
    is_needed: bool
    value: Any


def steps(said: Lesson) -> tuple[str, ...]:
    """The steps that a lesson of this sort has, in their order."""
    skipped = set()
    if said.sort in (None, "left_open"):
        skipped.add("numbers")
    if said.sort in (None, "rhythm_lost"):
        skipped.add("clears")
    if said.sort is None:
        skipped |= {"of", "whom", "examples"}
    return tuple(each for each in STEPS if each not in skipped)


QUESTIONS = {
    "name": "The lesson",
    "source": "Where it comes from",
    "sort": "What sort of lesson it is",
    "of": "What it looks at",
    "clears": "What clears it",
    "numbers": "The numbers",
    "whom": "For whom",
    "examples": "Examples",
}
OF = {
    "not_done": "After what?",
    "too_many": "Too many of what?",
    "nothing_comes": "What happens again and again?",
    "rhythm_lost": "What must come round?",
    "left_open": "What happened?",
}
CLEARS = {
    "not_done": "What is expected?",
    "too_many": "What would clear it?",
    "nothing_comes": "What ought to come of it?",
    "left_open": "What would clear it, besides an answer to the concern?",
}


def question(said: Lesson, step: str) -> str:
    """What the step asks of a lesson of this sort."""
    by_sort = {"of": OF, "clears": CLEARS}.get(step, {})
    return by_sort.get(said.sort or "", QUESTIONS[step])


NUMBERS: Mapping[str, tuple[str, str]] = {
    "limit": ("Within what time?", "The day it starts is not counted."),
    "times": ("How many are too many?", "What happens on one day counts once."),
    "window": (
        "Within what time?",
        "Leave empty to count all that came since it was last cleared.",
    ),
    "longest": ("Or how long after the first?", "However few there were."),
    "first": ("Within what time must the first be?", "From the day it begins."),
}


def number_fields(said: Lesson) -> tuple[str, ...]:
    """The numbers that a lesson of this sort may name; all but "window" are needed."""
    if said.sort is None:
        return ()
    needs = needed(said.sort)
    return ("times", "window", *needs[1:]) if "times" in needs else needs


def numbers_asked(said: Lesson) -> tuple[NumberAsked, ...]:
    """What the step of the numbers asks, with what was said before."""
    found = [
        NumberAsked(
            name=each,
            shape="times" if each == "times" else "span",
            question=_in_question(said, each),
            hint=NUMBERS[each][1],
            is_needed=each != "window",
            value=_plain(getattr(said, each)),
        )
        for each in number_fields(said)
    ]
    if said.sort in ("too_many", "nothing_comes"):
        found.append(_yes_no(said, "by_different_agencies"))
    if said.sort == "not_done":
        found += [_yes_no(said, "each_apart"), _yes_no(said, "stops_with_the_work")]
    return tuple(found)


_YES_NO = {
    "by_different_agencies": (
        "They must come from at least two agencies",
        "Three from one school do not count; one from a school and two from a hospital do.",
    ),
    "each_apart": (
        "Each one has a time of its own",
        "Otherwise a second one, while the first still waits, does not begin another.",
    ),
    "stops_with_the_work": (
        "It is not expected any more once the case was closed or stepped down, or the child died",
        "",
    ),
}


def _yes_no(said: Lesson, name: str) -> NumberAsked:
    words_asked, hint = _YES_NO[name]
    return NumberAsked(name, "yes_no", words_asked, hint, False, getattr(said, name))


def _in_question(said: Lesson, name: str) -> str:
    if name == "limit" and said.sort == "rhythm_lost":
        return "Within what time of one must the next be?"
    return NUMBERS[name][0]


def _plain(value: Any) -> Any:
    return value.model_dump() if isinstance(value, Span) else value


def meant(said: Lesson, step: str, kind: str) -> Meant | None:
    """What was chosen of one kind of fact in the step "of" or "clears"; None where nothing was."""
    chosen: tuple[Meant, ...] = getattr(said, step) if step in ("of", "clears") else ()
    return next((each for each in chosen if each.kind == kind), None)


def kinds(said: Lesson, step: str) -> tuple[str, ...]:
    """The kinds of fact that were chosen in the step."""
    return tuple(each.kind for each in getattr(said, step))


def needs_kind(said: Lesson, step: str) -> bool:
    """Whether at least one kind must be chosen: where an answer to the concern clears it, what
    else does may be left open."""
    return step == "of" or said.sort == "not_done" or not said.is_per_concern


def new_kinds(said: Lesson, step: str, chosen: Sequence[str]) -> list[str]:
    """Those of the chosen kinds that were not chosen before."""
    return [each for each in chosen if each not in kinds(said, step)]


def with_kinds(said: Lesson, step: str, chosen: Sequence[str]) -> list[dict[str, Any]]:
    """The step with these kinds: what was said of those that stay, stays."""
    before = {each.kind: each.model_dump(mode="json") for each in getattr(said, step)}
    return [before.get(each, {"kind": each}) for each in chosen]


def with_narrowed(said: Lesson, step: str, narrowed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The step with one of its kinds said anew."""
    return [
        dict(narrowed) if each.kind == narrowed["kind"] else each.model_dump(mode="json")
        for each in getattr(said, step)
    ]


def next_step(said: Lesson, *, after: str) -> str | None:
    """The step that comes after one; None after the last, when a reader looks at the whole."""
    every = [each for each in steps(said) if each != "examples"]
    return next(iter(every[every.index(after) + 1 :]), None)


def answer(said: Lesson, step: str) -> Answer:
    """What was said in one step, in words."""
    said_in_words = tuple(each for each in _SAYS[step](said) if each)
    chosen = kinds(said, step) if step in ("of", "clears") else ()
    titled = tuple((each, KINDS[each].title) for each in chosen)
    return Answer(step, question(said, step), said_in_words, titled)


def _numbers(said: Lesson) -> tuple[str, ...]:
    found = []
    for each in number_fields(said):
        value = getattr(said, each)
        if value is not None:
            in_words = str(value) if isinstance(value, int) else str(value.period)
            found.append(f"{_in_question(said, each)} {in_words}")
    asked = (each for each in numbers_asked(said) if each.shape == "yes_no" and each.value)
    found += [each.question for each in asked]
    return tuple(found)


def _clears(said: Lesson) -> tuple[str, ...]:
    if not said.clears and not needs_kind(said, "clears"):
        return ("Only an answer to the concern",)
    return tuple(words.phrase_in(said, each) for each in said.clears)


def _whom(said: Lesson) -> tuple[str, ...]:
    found = words.for_whom(said)
    return found or ("Every child",)


_SAYS: dict[str, Callable[[Lesson], tuple[str, ...]]] = {
    "name": lambda said: (said.title, said.sentence),
    "source": lambda said: (
        said.source.title,
        said.source.publisher,
        said.source.where,
        said.source.address,
        "The number is in it" if said.number_is_in_source else "",
    ),
    "sort": lambda said: (SORTS[said.sort] if said.sort else "",),
    "of": lambda said: tuple(words.phrase_in(said, each) for each in said.of),
    "clears": _clears,
    "numbers": _numbers,
    "whom": _whom,
    "examples": lambda said: tuple(each.story for each in said.examples),
}
