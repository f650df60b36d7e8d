"""What every action has in common: one transaction, facts and what stands after them, and the row
of the audit, all or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from keepsight.casework import audit, notice, projection, restricted_referral
from keepsight.casework.not_right import wrong
from keepsight.facts.fact import Fact
from keepsight.practice.working_day import LONDON
from keepsight.record.models import Notice, User
from keepsight.record.reader import reading_as_system


@dataclass
class Action:
    """An action that is under way: what it has added so far, for the audit, and who has been told
    of what, in `notices` that are written at its end. One that takes in what happened elsewhere and
    before `tells` nobody."""

    by: User | None
    at: datetime
    child: str | None = None
    facts: list[Fact] = field(default_factory=list)
    note: str = ""
    tells: bool = True
    told: set[tuple[int, str, str | None, str]] = field(default_factory=set)
    notices: list[Notice] = field(default_factory=list)

    @property
    def other_children(self) -> list[str]:
        """The children besides `child` whom one event concerned: each has a row of the audit."""
        touched = dict.fromkeys(each.child for each in self.facts)
        return [each for each in touched if self.child and each != self.child]

    def add(
        self,
        facts: Sequence[Fact],
        *,
        organisations: dict[str, int] | None = None,
        supplies: frozenset[str] = frozenset(),
        held: set[str] | None = None,
    ) -> None:
        """Add facts, and work out what stands. Raises NotRight for a text that cannot be kept.

        `supplies` names kinds of fact that are recorded here from now on. `held`: what
        `projection.hold` gave for these children in this action.
        """
        try:
            projection.add(
                facts,
                by=self.by,
                at=self.at,
                organisations=organisations,
                supplies=supplies,
                held=held,
            )
        except ValueError as unkept:
            raise wrong("", str(unkept)) from unkept
        self.facts += facts


@contextmanager
def action(
    what: str,
    *,
    by: User | None,
    at: datetime,
    child: str | None = None,
    concern: str | None = None,
) -> Iterator[Action]:
    """Do something in one transaction, with its row of the audit. Ask `access` before it.

    Inside, Keepsight itself reads and writes: the child's brothers and sisters may be touched, whom
    the user may not see.
    """
    with reading_as_system(what), transaction.atomic():
        under_way = Action(by, at, child)
        yield under_way
        restricted_referral.heed(under_way, under_way.facts)
        if under_way.tells:
            notice.tell_of_facts(under_way, on=day_of(at))
        notice.write(under_way)
        audit.did(
            by=by,
            what=what,
            child=under_way.child,
            concern=concern,
            facts=under_way.facts,
            note=under_way.note,
        )
        for child in under_way.other_children:
            own = [each for each in under_way.facts if each.child == child]
            audit.did(by=by, what=what, child=child, facts=own, note=under_way.note)


def day_of(at: datetime) -> date:
    """The day in London on which something was done."""
    return at.astimezone(LONDON).date()
