"""How long practice allows for each step, as dated timescales: the number that law, guidance or a
local procedure gave on a day, from which event it counts, and how sure we are of it.

A clock can stop lawfully: a step down, a death, a move to another council, an order of the court.
That is for the rule that uses it. Where a national limit, a local standard and the child's own plan
all speak, the strictest that was missed is reported, and named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, get_args

from keepsight.practice.guidance import GUIDANCE, Citation
from keepsight.practice.period import Period
from keepsight.practice.table import Row, rows

__all__ = ["BASES", "KINDS", "TIMESCALES", "Edition", "Period", "Timescale"]

Basis = Literal[
    "statute",
    "statutory_guidance",
    "local_norm",
    "performance_indicator",
    "inspection",
    "proposal",
]
Kind = Literal["due", "expires", "watch", "window", "keep"]
Counted = Literal["after", "first_day_counts", "back"]

BASES: Mapping[Basis, str] = MappingProxyType(
    {
        "statute": "The law",
        "statutory_guidance": "Guidance that must be followed",
        "local_norm": "One area's own standard",
        "performance_indicator": "A number that performance is measured by",
        "inspection": "What inspectors do",
        "proposal": "Our own proposal",
    }
)
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "due": "Something is done by then",
        "expires": "Something lapses then",
        "watch": "Somebody looks when it lasts longer",
        "window": "A second event inside it counts",
        "keep": "A record is kept at least this long",
    }
)

_BASIS: Mapping[str, Basis] = {each: each for each in get_args(Basis)}
_KIND: Mapping[str, Kind] = {each: each for each in get_args(Kind)}
_COUNTED: Mapping[str, Counted] = {each: each for each in get_args(Counted)}
_YES_NO = {"yes": True, "no": False}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Edition:
    """What one source allowed for one step, between the days it was in force.

    `period` is None for a window without an end ("ever"). `counted` says how: after the first
    event, beginning with its day, or back from the second event, as for a report that must be
    there ahead of a conference.
    """

    clock: str
    variant: str
    starts_at: str
    ends_at: str
    period: Period | None
    counted: Counted
    in_force_from: date | None
    in_force_to: date | None
    source: Citation
    basis: Basis
    verified: bool
    address: str
    notes: str

    def is_in_force_on(self, day: date) -> bool:
        """Whether a clock that starts on this day runs by this edition."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)

    def due_on(self, day: date) -> date | None:
        """The last day in time, counted from `day`; None for a window without an end.

        `day` is the day of the first event, or of the second where time is counted back.
        """
        if self.period is None:
            return None
        if self.counted == "back":
            return self.period.before(day)
        due = self.period.due_on(day)
        return due - _ONE_DAY if self.counted == "first_day_counts" else due

    def due_at(self, instant: datetime) -> datetime:
        """The last moment in time, for an edition counted in hours."""
        if self.period is None:
            raise ValueError(f"{self.clock} has no end.")
        return self.period.due_at(instant)

    @property
    def limit_in_words(self) -> str:
        """The limit for a page: "15 working days", or "ever"."""
        return str(self.period) if self.period else "ever"

    @property
    def standing(self) -> str:
        """What the number rests on, and whether it was seen in a published page, in words."""
        seen = "seen in a published page" if self.verified else "from memory, not checked"
        return f"{BASES[self.basis]}; the number is {seen}"


@dataclass(frozen=True, slots=True)
class Timescale:
    """One step's limit through all its editions, under the name practitioners give it.

    Where areas differ, each local number is a variant: `variant` is the one that applies, and an
    authority takes another with `choosing`.
    """

    name: str
    title: str
    description: str
    kind: Kind
    variant: str
    default_variant: str
    every_edition: tuple[Edition, ...]

    @property
    def key(self) -> str:
        """The name of this clock in the deadline calendar; a chosen variant is part of it."""
        chosen = self.variant != self.default_variant
        return f"{self.name}/{self.variant}" if chosen else self.name

    @property
    def variants(self) -> tuple[str, ...]:
        """The names of the local numbers that an authority may choose from; often none."""
        return tuple(dict.fromkeys(each.variant for each in self.every_edition if each.variant))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions of the variant that applies, earliest first."""
        return tuple(each for each in self.every_edition if each.variant == self.variant)

    def choosing(self, variant: str) -> "Timescale":
        """The same timescale with another of its local numbers."""
        if variant not in self.variants:
            known = ", ".join(self.variants) or "none"
            raise ValueError(f'{self.name} has no variant "{variant}"; it has {known}.')
        return replace(self, variant=variant)

    def with_own(self, period: Period, *, from_on: date) -> "Timescale":
        """The same timescale with an authority's own limit for clocks that start on `from_on` or
        later. Whatever started before keeps the edition of its own time."""
        variant = f"{self.variant}, {period.key} from {from_on}".lstrip(", ")
        last = from_on - _ONE_DAY
        before = [
            replace(each, variant=variant, in_force_to=min(each.in_force_to or last, last))
            for each in self.editions
            if each.in_force_from is None or each.in_force_from < from_on
        ]
        own = replace(
            self.editions[-1],
            variant=variant,
            period=period,
            in_force_from=from_on,
            in_force_to=None,
            basis="local_norm",
            notes="",
        )
        return replace(self, variant=variant, every_edition=(*self.every_edition, *before, own))

    def edition_on(self, day: date) -> Edition | None:
        """The edition in force when the clock starts, which governs it to its end; or None."""
        return next((each for each in self.editions if each.is_in_force_on(day)), None)

    def due_on(self, start: date) -> date | None:
        """The last day in time for a clock that starts on this day; None when none is in force."""
        edition = self.edition_on(start)
        return edition.due_on(start) if edition else None


def _edition(row: Row) -> Edition:
    return Edition(
        clock=row.text("clock"),
        variant=row.text("variant"),
        starts_at=row.text("starts_at"),
        ends_at=row.text("ends_at"),
        period=_period(row),
        counted=row.choice("counted", _COUNTED),
        in_force_from=row.day("in_force_from"),
        in_force_to=row.day("in_force_to"),
        source=Citation(row.choice("source", GUIDANCE), row.text("where")),
        basis=row.choice("basis", _BASIS),
        verified=row.choice("verified", _YES_NO),
        address=row.text("address"),
        notes=row.text("notes"),
    )


def _period(row: Row) -> Period | None:
    limit, unit = row.text("limit"), row.text("unit")
    if unit == "ever" and not limit:
        return None
    try:
        return Period.parse(f"{limit} {unit}")
    except ValueError as error:
        raise row.wrong("limit", f"a number with a unit ({error})") from error


def _check_apart(editions: Iterable[Edition]) -> None:
    """Two editions of one variant may not be in force on the same day."""
    for earlier, later in pairwise(editions):
        ends, begins = earlier.in_force_to, later.in_force_from
        if earlier.variant == later.variant and (not ends or not begins or begins <= ends):
            raise ValueError(f"{earlier.clock} and {later.clock} are in force on the same day.")


def _read() -> Mapping[str, Timescale]:
    editions: dict[str, list[Edition]] = {}
    for row in rows("timescales.csv"):
        editions.setdefault(row.text("timescale"), []).append(_edition(row))
    known: dict[str, Timescale] = {}
    for row in rows("timescale_titles.csv"):
        name = row.text("timescale")
        found = editions.pop(name, None)
        if not found:
            raise row.wrong("timescale", "a name that a row of timescales.csv has")
        _check_apart(found)
        default = row.choice("default_variant", {each.variant: each.variant for each in found})
        known[name] = Timescale(
            name=name,
            title=row.text("title"),
            description=row.text("description"),
            kind=row.choice("kind", _KIND),
            variant=default,
            default_variant=default,
            every_edition=tuple(found),
        )
    if editions:
        raise ValueError(f"timescale_titles.csv has no row for {', '.join(editions)}.")
    return MappingProxyType(known)


TIMESCALES: Mapping[str, Timescale] = _read()
