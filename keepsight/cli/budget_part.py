"""How much the watch says of one part of an authority: of its well-run lives, of those in which
drift was planted, or of all."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from keepsight.cli.managers_day import NOBODY, TeamDays, With, managers_days
from keepsight.rules.found import Findings
from keepsight.rules.how_often import HowOften, how_often
from keepsight.rules.rulebook import RULES
from keepsight.synthetic.authority import Authority, invent
from keepsight.synthetic.folder import write_folder

WELL_RUN, PLANTED, WHOLE = "Well-run lives", "Lives with planted drift", "All"


@dataclass(frozen=True)
class Part:
    """A part of an authority: how often each rule speaks of it, and the days of each team."""

    name: str
    often: HowOften
    days: tuple[TeamDays, ...]

    @property
    def teams(self) -> tuple[TeamDays, ...]:
        """The teams; children with whom nobody works are apart."""
        return tuple(each for each in self.days if each.team != NOBODY)

    @property
    def worked_with(self) -> float:
        """How many children the teams work with on a usual day."""
        return sum(each.children for each in self.teams)

    @property
    def findings_a_week(self) -> float:
        """New findings a week for each hundred children worked with."""
        return self._per_100(self.often.every.new / self.often.weeks)

    @property
    def matters_a_day(self) -> float:
        """New matters on a working day for each hundred children worked with."""
        return self._per_100(sum(each.a_day for each in self.teams))

    @property
    def open_matters(self) -> float:
        """Matters that stand open on a usual day for each hundred children worked with."""
        weeks = zip(*(each.open for each in self.teams), strict=True)
        return self._per_100(median([sum(week) for week in weeks] or [0]))

    @property
    def usual_day(self) -> float:
        """New matters on a usual day of the team in the middle."""
        return median(each.usual for each in self.teams) if self.teams else 0

    @property
    def busiest_day(self) -> int:
        """New matters on the busiest day that any manager had."""
        return max((each.busiest for each in self.teams), default=0)

    @property
    def days_without(self) -> float:
        """The share of managers' working days without a new matter."""
        every = [new for each in self.teams for new in each.new]
        return every.count(0) / len(every) if every else 1.0

    @property
    def with_nobody(self) -> float:
        """Open matters on a usual day of children with whom nobody works."""
        return sum(each.usually_open for each in self.days if each.team == NOBODY)

    def _per_100(self, number: float) -> float:
        return 100 * number / self.worked_with if self.worked_with else 0.0


@dataclass(frozen=True)
class Invented:
    """The conditions under which an authority is invented and counted."""

    children: int
    seed: int
    until: date
    weeks: int
    years: int = 5

    @contextmanager
    def written(self) -> Iterator[tuple[Authority, Path]]:
        """The authority, and a folder that holds its facts until this is over."""
        authority = invent(
            children=self.children, years=self.years, until=self.until, seed=self.seed
        )
        with TemporaryDirectory(prefix="keepsight-invented-") as folder:
            write_folder(authority, Path(folder), form="parquet")
            yield authority, Path(folder)


def part_of(
    name: str,
    found: Findings,
    working: Sequence[With],
    *,
    weeks: int,
    children: Iterable[str] | None = None,
    rules: Iterable[str] = RULES,
) -> Part:
    """How much is said of these children, or of all, by the rules of these codes."""
    only = None if children is None else frozenset(children)
    often = how_often(found, children=only, weeks=weeks, rules=rules)
    rows = [each for each in found.every() if only is None or each.child in only]
    near = [each for each in working if only is None or each.child in only]
    days = managers_days(rows, near, on=found.on, weeks=often.weeks) if near else []
    return Part(name, often, tuple(days))


def parts_of_an_invented(authority: Authority, found: Findings, *, weeks: int) -> list[Part]:
    """Well-run lives, those of families in which drift was planted, and all together.

    They stand apart because each rule has a story, whatever the size of the town: in a small one
    the stories would drown what ordinary lives give.
    """
    planted = {each.child for each in authority.planted if each.design == "drift"}
    drifting = {
        child for each in authority.families if planted & set(each.children)
        for child in each.children
    }  # fmt: skip
    well_run = {each.person_id for each in authority.children} - drifting
    working = [
        With(each.child, each.team, each.from_on, each.to_on)
        for each in authority.involvements
        if each.team
    ]
    return [
        part_of(WELL_RUN, found, working, weeks=weeks, children=well_run),
        part_of(PLANTED, found, working, weeks=weeks, children=drifting),
        part_of(WHOLE, found, working, weeks=weeks),
    ]
