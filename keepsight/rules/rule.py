"""A rule: a lesson that runs. It is a value: the sentence a practice lead would say, where it comes
from, the facts it looks at, what would clear it, and worked cases that anybody can check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from keepsight.practice.guidance import Citation
from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.rules.shapes.shape import Shape

Standing = Literal["published", "proposal", "local"]

STANDINGS: Mapping[Standing, str] = {
    "published": "The number is in the law, guidance or report named",
    "local": "There is no national number; this is one area's own standard",
    "proposal": "The number is our proposal: a prompt to look, not a limit",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number in a rule: what it says, where it comes from, and whether it was published."""

    name: str
    value: int | Period | Timescale
    standing: Standing
    source: Citation
    note: str = ""

    @property
    def value_in_words(self) -> str:
        """The number for a page: "3", "12 months", or each edition of a dated timescale."""
        if not isinstance(self.value, Timescale):
            return str(self.value)
        return "; ".join(
            f"{each.limit_in_words} from {each.in_force_from:%-d %B %Y}"
            if each.in_force_from
            else each.limit_in_words
            for each in self.value.editions
        )


@dataclass(frozen=True, slots=True)
class Given:
    """A column of a table of cases: the kind of fact each date in it stands for."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


def given(kind: str, **values: Any) -> Given:
    """A column of cases: facts of this kind with these values."""
    return Given(kind, values)


@dataclass(frozen=True, slots=True)
class Cases:
    """Worked cases as a table of text: a story, dates of facts, and what the rule then says.

    `columns` says which fact a date in each column stands for. rules/case.py reads the table.
    """

    columns: Mapping[str, Given]
    table: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A lesson that runs.

    `code` is also the file's name and the address of its page. `standing` says whether its number
    was published; `patterns` are the codes of patterns.csv that the rule answers for; `about` are
    other conditions a reader should know.
    """

    code: str
    title: str
    sentence: str
    source: Citation
    standing: Standing
    shape: Shape
    clears: str
    cases: Cases
    patterns: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    about: str = ""

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Groups of kinds of fact: of each, a source must supply at least one."""
        return self.shape.needs

    @property
    def standing_in_words(self) -> str:
        """Where the rule's number comes from, in words for a page."""
        return STANDINGS[self.standing]
