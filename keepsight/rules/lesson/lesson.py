"""A lesson as a practice lead writes it down: choices among kinds of fact, codes, numbers and
times, and nothing that has to be programmed. It is plain data, and may be unfinished."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from keepsight.facts.column import COLUMNS, LISTED
from keepsight.facts.fact import KINDS
from keepsight.facts.kind import KindField, own_fields
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM
from keepsight.practice.period import Period
from keepsight.rules.select import Bearing

Sort = Literal["not_done", "too_many", "nothing_comes", "rhythm_lost", "left_open"]
SORTS: Mapping[Sort, str] = MappingProxyType(
    {
        "not_done": "Something was not done in time after something else",
        "too_many": "Too many of something, within a time or in all",
        "nothing_comes": "The same thing again and again, and nothing comes of it",
        "rhythm_lost": "Something that must come round again and again does not",
        "left_open": "A concern was still open although something happened",
    }
)
During = Literal["", "plan", "care"]
DURING: Mapping[During, str] = MappingProxyType(
    {
        "plan": "a child protection plan is in force",
        "care": "the child is in care",
    }
)
Unit = Literal["calendar_days", "working_days", "weeks", "months", "years"]
UNITS: tuple[Unit, ...] = get_args(Unit)

LONGEST_YEARS = 18
MOST_TIMES = 100
_IN_A_YEAR: Mapping[str, int] = {
    "calendar_days": 365, "working_days": 250, "weeks": 52, "months": 12, "years": 1,
}  # fmt: skip
NEVER_MEANT = frozenset({"entered_in_error", "records_compared"})
"""Kinds of fact that say something of the record and nothing of the child."""
BEARS: Mapping[str, tuple[Bearing, ...]] = MappingProxyType(
    {
        "category_changed": ("about", "away", "naming", "any"),
        "plan_started": ("about", "naming", "any"),
    }
)
"""How a fact may bear on a concern, where there is a choice; of other kinds, "about" or "any"."""


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Span(_Plain):
    """A length of time: so many of one unit."""

    amount: int = Field(ge=1)
    unit: Unit

    @model_validator(mode="after")
    def _not_too_long(self) -> Self:
        if too_long(self.period):
            raise ValueError(f"must be {LONGEST_YEARS} years at most")
        return self

    @property
    def period(self) -> Period:
        """The same as rules count it."""
        return Period(self.amount, self.unit)


def too_long(period: Period) -> bool:
    """Whether a length of time is more than a whole childhood; of hours, never."""
    return period.amount > LONGEST_YEARS * _IN_A_YEAR.get(period.unit, period.amount)


class Holds(_Plain):
    """One field of a fact, and the codes of which it holds one; or yes, or no."""

    field: str
    values: tuple[bool | str, ...] = Field(min_length=1)


class Meant(_Plain):
    """Facts of one kind that are meant: holding these codes, said by these agencies, about these
    harms. What is left empty may be any. `bears`: how it must bear on a concern, where a lesson is
    about each concern."""

    kind: str
    holds: tuple[Holds, ...] = ()
    agencies: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    bears: Bearing = "about"

    @model_validator(mode="after")
    def _exists(self) -> Self:
        if self.kind not in KINDS or self.kind in NEVER_MEANT:
            raise ValueError(f"'{self.kind}' is no kind of fact that a lesson can be about")
        if self.bears not in BEARS.get(self.kind, ("about", "any")):
            raise ValueError(f"{KINDS[self.kind].title} cannot bear on a concern in that way")
        for codes, named in ((AGENCY, self.agencies), (HARM, self.harms)):
            for each in named:
                if each not in codes:
                    raise ValueError(f"'{each}' is not in the list of codes: {codes.title}")
        fields = {each.name: each for each in fields_of(self.kind)}
        for held in self.holds:
            _check(self.kind, held, fields.get(held.field))
        return self


class Source(_Plain):
    """Where the lesson comes from: the document, who published it, where in it, and its address."""

    title: str = Field("", max_length=300)
    publisher: str = Field("", max_length=200)
    where: str = Field("", max_length=200)
    address: str = Field("", max_length=500, pattern=r"^(https?://\S+)?$")


class Example(_Plain):
    """A worked case of the author's: what happens on which days, and what the rule then says.

    `days` names parts of the lesson as `example.parts` does; `found`: the days raised and cleared.
    """

    story: str = Field(min_length=1, max_length=200)
    days: tuple[tuple[str, tuple[date, ...]], ...]
    found: tuple[tuple[date, date | None], ...] = ()


class Lesson(_Plain):
    """A lesson, as far as it has been said. `of` is what it looks at; `clears`, what is expected or
    ends it. What each number is for depends on the sort: see `needed`."""

    version: Literal[1] = 1
    title: str = Field("", max_length=100)
    sentence: str = Field("", max_length=500)
    source: Source = Source()
    number_is_in_source: bool = False
    sort: Sort | None = None
    of: tuple[Meant, ...] = ()
    clears: tuple[Meant, ...] = ()
    times: int | None = Field(None, ge=1, le=MOST_TIMES)
    window: Span | None = None
    longest: Span | None = None
    first: Span | None = None
    limit: Span | None = None
    by_different_agencies: bool = False
    each_apart: bool = False
    stops_with_the_work: bool = False
    per_concern: bool = False
    under: Span | None = None
    at_least: Span | None = None
    during: During = ""
    examples: tuple[Example, ...] = ()

    @property
    def is_per_concern(self) -> bool:
        """Whether it is looked at for each open concern apart."""
        return self.sort == "left_open" or (self.per_concern and self.sort != "rhythm_lost")

    @property
    def window_of_several(self) -> Span | None:
        """The time within which they are counted; none where one alone is enough."""
        return None if self.times == 1 and not self.by_different_agencies else self.window


_IN_WORDS = {
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or fewer",
    "literal_error": "is not one of {expected}",
    "string_too_long": "has room for {max_length} letters at most",
    "string_pattern_mismatch": "must be an address that begins with https://",
    "extra_forbidden": "is nothing that a lesson says",
    "missing": "is missing",
}


def lesson_from(values: Mapping[str, object]) -> Lesson:
    """A lesson from plain values, as they were kept. Raises ValueError in plain words."""
    try:
        return Lesson.model_validate(dict(values))
    except ValidationError as invalid:
        first = invalid.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the lesson"
        words = _IN_WORDS.get(first["type"], first["msg"]).format(**first.get("ctx", {}))
        raise ValueError(f"{place}: {words}") from invalid


def fields_of(kind: str) -> tuple[KindField, ...]:
    """The fields of a kind of fact that a lesson can ask for: yes or no, or codes of a list."""
    return tuple(
        each
        for each in own_fields(KINDS[kind])
        if (each.shape in ("code", "yes_no") and each.name in COLUMNS)
        or (each.shape == "codes" and each.name in LISTED)
    )


def needed(sort: Sort) -> tuple[str, ...]:
    """The numbers that a lesson of this sort cannot do without."""
    return {
        "not_done": ("limit",),
        "too_many": ("times",),
        "nothing_comes": ("times", "longest"),
        "rhythm_lost": ("first", "limit"),
        "left_open": (),
    }[sort]


def wanting(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """What is still to be said before it can be a rule: the step of the form, and the words."""
    if not lesson.title:
        yield "name", "Give the lesson a name"
    if not lesson.sentence:
        yield "name", "Say what has gone wrong, in one sentence"
    if not lesson.source.title:
        yield "source", "Say where the lesson comes from"
    if lesson.sort is None:
        yield "sort", "Choose what sort of lesson it is"
        return
    if not lesson.of:
        yield "of", "Choose what it looks at"
    if lesson.sort != "rhythm_lost" and not lesson.clears:
        if lesson.sort == "not_done":
            yield "clears", "Choose what is expected"
        elif not lesson.is_per_concern:
            yield "clears", "Choose what would clear it"
    if any(getattr(lesson, each) is None for each in needed(lesson.sort)):
        yield "numbers", "Fill in the numbers"
    if lesson.sort == "rhythm_lost" and not lesson.during:
        yield "whom", "Say while what it must come round"


def contradictions(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """What cannot hold together in what was said: the field of the lesson, and the words."""
    if lesson.sort in ("too_many", "nothing_comes") and lesson.times == 1:
        if lesson.by_different_agencies:
            yield "times", "Two agencies cannot say one thing: enter 2 or more"
        if lesson.window:
            yield (
                "window",
                "One alone is too many, so nothing is counted within a time: leave it empty",
            )
    under, over = lesson.under, lesson.at_least
    if lesson.sort != "rhythm_lost" and under and over and _in_years(under) <= _in_years(over):
        said = f"No child is younger than {under.period} and at least {over.period} old"
        yield "at_least", said


def _in_years(span: Span) -> float:
    return span.amount / _IN_A_YEAR[span.unit]


def _check(kind: str, asked: Holds, field: KindField | None) -> None:
    title = KINDS[kind].title
    if field is None:
        raise ValueError(f"{title} has nothing called '{asked.field}' that a lesson can ask for")
    if field.codes is None:
        if len(asked.values) != 1 or not isinstance(asked.values[0], bool):
            raise ValueError(f"{title}, {field.description}: choose yes or no")
        return
    for each in asked.values:
        if not isinstance(each, str) or each not in field.codes:
            raise ValueError(f"'{each}' is not in the list of codes: {field.codes.title}")
