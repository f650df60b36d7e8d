"""Taking in what another agency's file says: all of it, or what is good of it, or nothing; and
taking a child's facts out again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from keepsight.casework import access, audit, child_record, merge
from keepsight.casework.action import action, day_of
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.exchange.chronology.child import NamedChild
from keepsight.exchange.chronology.read import Receipt, read
from keepsight.exchange.reading import Reading
from keepsight.facts.fact import Fact, fact_from
from keepsight.record import ledger
from keepsight.record.models import Involvement, User
from keepsight.record.reader import reading_as

_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9_.-]{1,64}")
_BORN = re.compile(r"(?P<name>.+) \(born (?P<born_on>\d{4}-\d\d-\d\d)\)")


@dataclass(frozen=True)
class TakenIn:
    """What came in, what was there already, whose records were begun, and what was kept out."""

    facts: int
    already_there: int
    begun: tuple[str, ...]
    kept_out: tuple[str, ...]


def read_file(path: Path, *, by: User, at: datetime, child: str = "", agency: str = "") -> Reading:
    """What a file says, read with the children in mind whom this user may see: their names are
    found, and concerns join the threads that are open. Nothing is taken in yet."""
    access.require(by, "import_chronology")
    with reading_as(by, on=day_of(at)):
        on_record = [
            NamedChild(each.pk, each.name, born_on=each.born_on)
            for each in access.children_of(by, on=day_of(at))
        ]
        receipt = Receipt(at=at, by=by.signature, child=child, agency=agency, children=on_record)
        reading = read(path, receipt=receipt)
        known = ledger.facts_of_many(reading.children)
    facts = [fact for own in known.values() for fact in own]
    if not facts:
        return reading
    return read(path, receipt=replace(receipt, known=facts))


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
    facts = _under_the_kept_records(reading.facts)
    children = sorted({each.child for each in facts})
    known = access.known_children(children)
    for child in sorted(known):
        access.require(by, "see_child", child, on=on)
    _check_moments(facts, at=at)
    with action("import_chronology", by=by, at=at) as doing:
        doing.tells = False
        ledger.hold(children)
        # Read after taking hold: the same file may have been sent twice.
        if access.known_children(children) - known:
            raise wrong("", "Somebody has begun one of these records meanwhile. Send it again.")
        there = ledger.already_there(each.fact_id for each in facts)
        new = [each for each in facts if each.fact_id not in there]
        begun = _begin({each.child for each in new} - known, facts, by=by, on=on)
        added = [_of_child(each, begun) for each in new]
        doing.add(added)
        child_record.put_in_sight({each.child for each in added}, on=on)
        doing.note = f"{len(added)} facts about {len(children)} children"
        doing.child = added[0].child if len(children) == 1 and added else None
    kept_out = tuple(each.sentence for each in reading.refused)
    return TakenIn(len(added), len(there), tuple(begun.values()), kept_out)


def export(*, child: str, by: User, on: date) -> list[Fact]:
    """A child's facts as they were written, for a file. Raises Refused; audited."""
    access.require(by, "export_child", child, on=on)
    audit.exported(by=by, what="export_child", child=child)
    with reading_as(by, on=on):
        return ledger.facts_of(child)


def _begin(children: set[str], facts: Sequence[Fact], *, by: User, on: date) -> dict[str, str]:
    """Begin records; gives each child's identifier by what the file calls the child."""
    births = {each.child: each.happened_on for each in facts if each.kind == "birth"}
    begun = {}
    for each in sorted(children):
        # A number may stand in an address of a page; a name may not.
        own = each if _NUMBER.fullmatch(each) else None
        born = _BORN.fullmatch(each)
        born_on = date.fromisoformat(born["born_on"]) if born else births.get(each)
        begun[each] = child_record.begin(
            born["name"] if born else each, born_on=born_on, child_id=own
        )
    if by.team_id is not None:
        Involvement.objects.bulk_create(
            Involvement(child_id=child, team_id=by.team_id, as_what="team", from_on=on)
            for child in begun.values()
        )
    return begun


def _under_the_kept_records(facts: Sequence[Fact]) -> list[Fact]:
    """The facts; those that name a record that was joined to another's are of the one kept."""
    kept = {child: merge.kept_as(child) for child in {each.child for each in facts}}
    return [
        fact.model_copy(update={"child": child}) if (child := kept[fact.child]) else fact
        for fact in facts
    ]


def _of_child(fact: Fact, begun: Mapping[str, str]) -> Fact:
    child = begun.get(fact.child, fact.child)
    return fact if child == fact.child else fact_from(fact.as_dict() | {"child": child})


def _check_moments(facts: Sequence[Fact], *, at: datetime) -> None:
    """What became known tomorrow would spoil every "as known on"."""
    late = [each for each in facts if each.recorded_at > at]
    if late:
        raise NotRight(*(Wrong("recorded_at", f"{each.source}: in the future") for each in late))
