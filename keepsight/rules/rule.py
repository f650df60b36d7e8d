"""A rule: a lesson that runs. It is a value: the sentence a practice lead would say, where it comes
from, the facts it looks at, what would clear it, and worked cases that anybody can check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from keepsight.practice.guidance import Citation
from keepsight.practice.period import Period
from keepsight.practice.timescale import TIMESCALES, Edition, Timescale
from keepsight.rules.case import Cases
from keepsight.rules.shapes.shape import Shape

Standing = Literal["published", "partly_published", "local", "proposal"]

STANDINGS: Mapping[Standing, str] = {
    "published": "The number is in the law, guidance or report named",
    "partly_published": "Part of the number is in the source; the rest is our proposal",
    "local": "There is no national number; this is one area's own standard",
    "proposal": "The number is our proposal: a prompt to look, not a limit",
}


V = TypeVar("V", int, Period, Timescale)


@dataclass(frozen=True, slots=True)
class Parameter(Generic[V]):
    """One number in a rule: what it says, where it comes from, and whether it was published."""

    name: str
    value: V
    standing: Standing
    source: Citation

    @property
    def value_in_words(self) -> str:
        """The number for a page: "3", "12 months", or each edition of a dated timescale."""
        if not isinstance(self.value, Timescale):
            return str(self.value)
        return "; ".join(_edition_in_words(each) for each in self.value.editions)

    @property
    def standing_in_words(self) -> str:
        """Where the number comes from, in words for a page."""
        return STANDINGS[self.standing]


def dated(timescale: str) -> Parameter[Timescale]:
    """The limit that law, guidance or local practice sets, in each of its editions."""
    known = TIMESCALES[timescale]
    latest = known.editions[-1]
    standing: Standing = "local" if latest.basis == "local_norm" else "published"
    return Parameter(known.title, known, standing, latest.source)


def proposed(name: str, value: V, source: Citation) -> Parameter[V]:
    """A number of our own for something that a review or report found, but put no number to."""
    return Parameter(name, value, "proposal", source)


def _edition_in_words(edition: Edition) -> str:
    since = edition.in_force_from
    return (
        f"{edition.limit_in_words} from {since.day} {since:%B %Y}"
        if since
        else (edition.limit_in_words)
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A lesson that runs.

    `code` is also the file's name and the address of its page. `standing` says whether its number
    was published; `patterns` are the codes of patterns.csv that the rule answers for; `note` is what
    else a reader should know.
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
    parameters: tuple[Parameter[Any], ...] = ()
    note: str = ""

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Groups of kinds of fact: of each, a source must supply at least one."""
        return self.shape.needs

    @property
    def standing_in_words(self) -> str:
        """Where the rule's number comes from, in words for a page; the rule, if it has none."""
        words = STANDINGS[self.standing]
        return words if self.parameters else words.replace("The number", "The rule")
