"""How much each worker of a team has, as bars next to the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from keepsight.casework.team_work import WorkerLine

WIDTH = 160
"""The longest bar, in the units of the picture."""


@dataclass(frozen=True)
class WorkerBar:
    """One worker's line, with how wide the bars of their children and of what is overdue are."""

    line: WorkerLine
    children: int
    concerns: int
    overdue: int


def bars(workers: Sequence[WorkerLine]) -> tuple[WorkerBar, ...]:
    """A bar for each; within each column the longest is as wide as can be."""
    most = {
        name: max((getattr(each, name) for each in workers), default=0) or 1
        for name in ("children", "concerns", "overdue")
    }
    return tuple(
        WorkerBar(
            each,
            *(round(WIDTH * getattr(each, name) / most[name]) for name in most),
        )
        for each in workers
    )
