"""What one team manager sees in a day: new matters, matters that say more, and what stands open,
for the children with whom the team then works. A matter is all that is said about one concern, or
about one child as a whole, however many rules say something (as in casework/matter.py)."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from keepsight.practice.working_day import is_working_day
from keepsight.rules.found import FoundRow

NOBODY = ""
"""In place of a team: nobody works with the child on that day."""


class With(NamedTuple):
    """A team works with a child from a day up to, not including, another (None: it still does)."""

    child: str
    team: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class TeamDays:
    """One team: how many children it worked with on a usual day; for each working day how many new
    matters there were, and how many that stood already said more; how many stood open, week by
    week."""

    team: str
    children: float
    new: tuple[int, ...]
    more: tuple[int, ...]
    open: tuple[int, ...]

    @property
    def a_day(self) -> float:
        """New matters on a working day, on average."""
        return sum(self.new) / len(self.new)

    @property
    def usual(self) -> float:
        """New matters on a usual working day: the median."""
        return median(self.new)

    @property
    def busiest(self) -> int:
        """New matters on the busiest day."""
        return max(self.new)

    @property
    def usually_open(self) -> float:
        """Matters that stand open on a usual day: the median over the weeks."""
        return median(self.open)


def managers_days(
    findings: Iterable[FoundRow], working: Iterable[With], *, on: date, weeks: int
) -> list[TeamDays]:
    """Each team's days over so many weeks up to a day, by the team's name.

    What is raised on a day without work is seen on the next working day. A finding goes to the team
    that works with the child on the day it is raised; `NOBODY` comes last, where there is such.
    """
    seen = _Seen(_Teams(working), on=on, weeks=weeks)
    matters: dict[tuple[str, str | None], list[FoundRow]] = defaultdict(list)
    for each in findings:
        if each.raised_on <= on:
            matters[each.child, each.concern].append(each)
    for (child, _), rows in matters.items():
        seen.take(child, rows)
    return seen.by_team()


class _Teams:
    """Which team works with a child on a day: of two, the one that came last."""

    def __init__(self, working: Iterable[With]) -> None:
        self._of: dict[str, list[With]] = defaultdict(list)
        for each in sorted(working, key=lambda each: each.from_on):
            self._of[each.child].append(each)
        self.names = sorted({each.team for own in self._of.values() for each in own})

    def on(self, child: str, day: date) -> str:
        now = [e.team for e in self._of[child] if e.from_on <= day < (e.to_on or date.max)]
        return now[-1] if now else NOBODY

    def sizes(self, day: date) -> Counter[str]:
        return Counter(self.on(child, day) for child in self._of)


class _Seen:
    def __init__(self, teams: _Teams, *, on: date, weeks: int) -> None:
        self._teams = teams
        first = on - timedelta(weeks=weeks)
        every = [first + timedelta(days=n) for n in range(1, 7 * weeks + 1)]
        self._days = [each for each in every if is_working_day(each)]
        self._ends = every[6::7]
        self._new: dict[str, Counter[date]] = defaultdict(Counter)
        self._more: dict[str, Counter[date]] = defaultdict(Counter)
        self._open: dict[str, Counter[date]] = defaultdict(Counter)

    def take(self, child: str, rows: Sequence[FoundRow]) -> None:
        """All findings of one matter."""
        for day in {each.raised_on for each in rows}:
            place = bisect_left(self._days, day)
            if day <= self._ends[0] - timedelta(days=7) or place == len(self._days):
                continue
            stood = any(each.raised_on < day and _stands(each, day, before=True) for each in rows)
            counted = self._more if stood else self._new
            counted[self._teams.on(child, day)][self._days[place]] += 1
        for end in self._ends:
            if any(each.raised_on <= end and _stands(each, end) for each in rows):
                self._open[self._teams.on(child, end)][end] += 1

    def by_team(self) -> list[TeamDays]:
        sizes = [self._teams.sizes(each) for each in self._ends]
        has_any = NOBODY in {*self._new, *self._more, *self._open}
        return [
            TeamDays(
                team=team,
                children=median(each[team] for each in sizes) if team else 0,
                new=_in_order(self._new[team], self._days),
                more=_in_order(self._more[team], self._days),
                open=_in_order(self._open[team], self._ends),
            )
            for team in (*self._teams.names, *([NOBODY] if has_any else []))
        ]


def _stands(found: FoundRow, day: date, *, before: bool = False) -> bool:
    """Whether it stands at the end of a day, or still did when the day began."""
    if found.cleared_on is None:
        return True
    return found.cleared_on >= day if before else found.cleared_on > day


def _in_order(counted: Mapping[date, int], days: Sequence[date]) -> tuple[int, ...]:
    return tuple(counted.get(each, 0) for each in days)
