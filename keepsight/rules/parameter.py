"""The numbers in a rule: what each says, where it comes from, and whether it was published. A shape
is written with them in it, and is filled with their values before it runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from keepsight.practice.guidance import Citation
from keepsight.practice.period import Period
from keepsight.practice.timescale import TIMESCALES, Edition, Timescale

Standing = Literal["published", "from_memory", "partly_published", "local", "proposal"]

STANDINGS: Mapping[Standing, str] = {
    "published": "The number is in the law, guidance or report named",
    "from_memory": "The number is said to be in the law, guidance or report named; we have it from "
    "memory, and have not seen it there",
    "partly_published": "Part of the number is in the source; the rest is our proposal",
    "local": "There is no national number; this is one area's own standard",
    "proposal": "The number is our proposal: a prompt to look, not a limit",
}

SET_BY_OTHERS: frozenset[Standing] = frozenset({"published", "from_memory"})
"""Law, guidance or a report sets the number: an authority may be stricter, and never laxer."""

V = TypeVar("V", int, Period, Timescale)
T = TypeVar("T")
Number = int | Period | Timescale


@dataclass(frozen=True, slots=True)
class Parameter(Generic[V]):
    """One number in a rule: what it says, where it comes from, and whether it was published."""

    name: str
    value: V
    standing: Standing
    source: Citation

    def __post_init__(self) -> None:
        if isinstance(self.value, int) and self.value < 1:
            raise ValueError(f"{self.name}: expected a number of 1 or more, not {self.value}.")

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
    standing: Standing = "published" if latest.verified else "from_memory"
    if latest.basis == "local_norm":
        standing = "local"
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


def filled(pattern: T, numbers: Mapping[str, Number]) -> T:
    """The same shape with each Parameter in it replaced by its number: the one that `numbers` gives
    under its name, else its own value. What holds none is left as it is."""
    if isinstance(pattern, Parameter):
        return numbers.get(pattern.name, pattern.value)  # type: ignore[return-value]
    if isinstance(pattern, tuple):
        parts = tuple(filled(each, numbers) for each in pattern)
        return parts if _differ(parts, pattern) else pattern  # type: ignore[return-value]
    if not is_dataclass(pattern) or isinstance(pattern, Period | Timescale | type):
        return pattern
    known = {each.name: getattr(pattern, each.name) for each in fields(pattern) if each.init}
    given = {name: filled(value, numbers) for name, value in known.items()}
    return replace(pattern, **given) if _differ(given.values(), known.values()) else pattern


def _differ(some: Iterable[Any], others: Iterable[Any]) -> bool:
    return any(one is not other for one, other in zip(some, others, strict=True))
