"""How a file comes in: when, by whom, and what stands in for what it leaves unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from keepsight.exchange.chronology.child import NamedChild
from keepsight.facts.fact import Fact


@dataclass(frozen=True)
class Receipt:
    """How a file comes in: when and by whom, and what it may leave unsaid.

    `at` is the moment it is read; no row may lie after that day. `by` is who takes it in; empty
    for whoever the file names. `child` and `agency` stand in where the file has no such column.
    `children` are those on record, so that names find them; `known` are facts already on record,
    so that concerns join threads that are open. `as_it_happened` plays the file as if each row had
    been known on its own day, for a replay.
    """

    at: datetime
    by: str = ""
    child: str = ""
    agency: str = ""
    children: Sequence[NamedChild] = ()
    known: Sequence[Fact] = ()
    as_it_happened: bool = False
