"""Taking in what another agency's file says: all of it, or what is good of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from keepsight.casework import access, child_record
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.exchange.reading import Reading
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Involvement, User

LONGEST_IDENTIFIER = 64


@dataclass(frozen=True)
class TakenIn:
    """What came in, what was there already, whose record was begun, and what was kept out."""

    facts: int
    already_there: int
    begun: tuple[str, ...]
    kept_out: tuple[str, ...]


def import_(reading: Reading, *, by: User, at: datetime, only_good: bool = False) -> TakenIn:
    """Take in a file's facts. With anything wrong in it nothing is taken in, unless `only_good`
    asks for the rows that could be read.

    A child whom nobody knew gets a record, in sight of the user's team. Taking in the same file
    again adds nothing. Raises Refused for a child whom the user may not see, and NotRight.
    """
    on = day_of(at)
    access.require(by, "import_chronology")
    if reading.refused and not only_good:
        raise NotRight(*(Wrong("", each.sentence) for each in reading.refused))
    children = sorted({each.child for each in reading.facts})
    known = access.known_children(children)
    for child in sorted(known):
        access.require(by, "see_child", child, on=on)
    _check_moments(reading.facts, at=at)
    with action("import_chronology", by=by, at=at) as doing:
        begun = [each for each in children if each not in known]
        _begin(begun, by=by, at=at)
        there = ledger.already_there(each.fact_id for each in reading.facts)
        new = [each for each in reading.facts if each.fact_id not in there]
        doing.add(new)
        child_record.put_in_sight(children, on=on)
        _note(doing, children)
    kept_out = tuple(each.sentence for each in reading.refused)
    return TakenIn(len(new), len(there), tuple(begun), kept_out)


def _begin(children: Sequence[str], *, by: User, at: datetime) -> None:
    for child in children:
        if len(child) > LONGEST_IDENTIFIER:
            raise wrong("child", f"'{child[:80]}' is too long for a child's identifier")
        child_record.begin(child, born_on=None, child_id=child)
    if by.team_id is not None:
        Involvement.objects.bulk_create(
            Involvement(child_id=child, team_id=by.team_id, as_what="team", from_on=day_of(at))
            for child in children
        )


def _check_moments(facts: Sequence[Fact], *, at: datetime) -> None:
    """What became known tomorrow would spoil every "as known on"."""
    late = [each for each in facts if each.recorded_at > at]
    if late:
        raise NotRight(*(Wrong("recorded_at", f"{each.source}: in the future") for each in late))


def _note(doing: Action, children: Sequence[str]) -> None:
    doing.note = f"{len(doing.facts)} facts about {len(children)} children"
    doing.child = children[0] if len(children) == 1 else None
