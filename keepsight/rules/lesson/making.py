"""The rule that a lesson makes: the same value as one that stands in a file, with the same shapes,
its numbers as parameters, its source and its worked cases."""

import re
from collections.abc import Iterable

from keepsight.practice.guidance import Citation, Guidance
from keepsight.practice.period import Period
from keepsight.rules.lesson import example, words
from keepsight.rules.lesson.lesson import Lesson, Meant, Span, wanting
from keepsight.rules.parameter import Parameter, Standing
from keepsight.rules.rule import Rule
from keepsight.rules.select import NOTHING, Clause, Selection
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Both, Circumstance, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.shapes.shape import Shape
from keepsight.rules.vocabulary import CARE, PLAN, WORK_ENDED

PREFIX = "lesson_"
"""How the code of every lesson begins; no rule of the rulebook's does."""
LONGEST_CODE = 50


class Unfinished(ValueError):
    """The lesson does not say yet all that a rule needs; `wanting` says what, in plain words."""

    def __init__(self, lesson: Lesson) -> None:
        self.wanting = tuple(wanting(lesson))
        super().__init__("; ".join(said for _, said in self.wanting))


def code_for(title: str) -> str:
    """The code of a lesson of this name: "lesson_" and its words."""
    plain = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    return PREFIX + (plain[: LONGEST_CODE - len(PREFIX)].rstrip("_") or "unnamed")


def rule_of(lesson: Lesson, *, code: str) -> Rule:
    """The rule that a lesson makes. Raises Unfinished, or ValueError for a code that a rule of the
    rulebook could have."""
    if not re.fullmatch(PREFIX + r"[a-z0-9_]+", code):
        raise ValueError(f"'{code}' is no code for a lesson; it begins with {PREFIX}")
    if any(wanting(lesson)):
        raise Unfinished(lesson)
    numbers = _Numbers(lesson)
    return Rule(
        code=code,
        title=lesson.title,
        sentence=lesson.sentence,
        source=numbers.source,
        standing=numbers.standing,
        shape=_shape(lesson, numbers),
        step=words.expected(lesson),
        clears=words.cleared(lesson),
        cases=example.cases(lesson),
        parameters=tuple(numbers.made),
        note=words.raised(lesson),
    )


class _Numbers:
    """The numbers of a lesson as parameters of its rule, in the order in which they are written
    into its shape."""

    def __init__(self, lesson: Lesson) -> None:
        self.source = _citation(lesson)
        self.standing: Standing = "published" if lesson.number_is_in_source else "proposal"
        self.made: list[Parameter[int] | Parameter[Period]] = []

    # What stands for a number until a rule is made takes a number's place in a shape.
    def span(self, name: str, value: Span | None) -> Period:
        """A length of time that the lesson names."""
        return self._made(name, value.period) if value else None  # type: ignore[return-value]

    def times(self, value: int | None) -> int:
        """How many."""
        return self._made("How many", value)  # type: ignore[return-value, arg-type]

    def _made(self, name: str, value: int | Period) -> object:
        made = Parameter(name, value, self.standing, self.source)  # type: ignore[type-var]
        self.made.append(made)  # type: ignore[arg-type]
        return made


def _citation(lesson: Lesson) -> Citation:
    said = lesson.source
    document = Guidance(
        key="",
        title=said.title,
        publisher=said.publisher,
        in_force_from=None,
        in_force_to=None,
        verified=False,
        address=said.address,
        changed="",
        doubt="",
    )
    return Citation(document, said.where)


def _shape(lesson: Lesson, numbers: _Numbers) -> Shape:
    of, clears = _meant(lesson, lesson.of), _meant(lesson, lesson.clears)
    match lesson.sort:
        case "not_done":
            return Deadline(
                start=of,
                expect=clears,
                within=numbers.span("Time to do it", lesson.limit),
                stops=WORK_ENDED if lesson.stops_with_the_work else NOTHING,
                only=_only(lesson, numbers),
                each=lesson.each_apart,
                per_concern=lesson.is_per_concern,
            )
        case "rhythm_lost":
            return Rhythm(
                during=PLAN if lesson.during == "plan" else CARE,
                beat=of,
                first=numbers.span("Time to the first", lesson.first),
                then=numbers.span("Time from each to the next", lesson.limit),
            )
        case "left_open":
            return Accumulation(
                of, clears, (Count(1),), only=_only(lesson, numbers), per_concern=True
            )
    return Accumulation(
        of,
        clears,
        (
            Count(
                numbers.times(lesson.times), within=numbers.span("Within", lesson.window_of_several)
            ),
        ),
        too_long=numbers.span("Since the first of them", lesson.longest)
        if lesson.sort == "nothing_comes"
        else None,
        by_different_agencies=lesson.by_different_agencies,
        only=_only(lesson, numbers),
        per_concern=lesson.is_per_concern,
    )


def _only(lesson: Lesson, numbers: _Numbers) -> Circumstance | None:
    """For which children and when: younger than one age, as old as another, during a plan or in
    care. Where the birth is not known, a child is taken to be old enough, and not to be young."""
    asked: list[Circumstance] = []
    if lesson.under:
        asked.append(Under(numbers.span("The child is under", lesson.under)))
    if lesson.at_least:
        asked.append(Unless(Under(numbers.span("The child is at least", lesson.at_least))))
    if lesson.during:
        asked.append(During(PLAN if lesson.during == "plan" else CARE))
    return _all_of(asked)


def _all_of(asked: Iterable[Circumstance]) -> Circumstance | None:
    found: Circumstance | None = None
    for each in asked:
        found = Both(found, each) if found else each
    return found


def _meant(lesson: Lesson, named: Iterable[Meant]) -> Selection:
    clauses = []
    for each in named:
        conditions = [(held.field, held.values) for held in each.holds]
        conditions += [("agency", each.agencies)] if each.agencies else []
        conditions += [("harms", each.harms)] if each.harms else []
        bears = each.bears if lesson.is_per_concern else "any"
        clauses.append(Clause((each.kind,), tuple(conditions), bears))
    return Selection(tuple(clauses))
