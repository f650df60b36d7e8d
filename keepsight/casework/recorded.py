"""Saving what somebody filled in, for one child or several at once, and what the rules now say that
is new."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from keepsight.casework import access, fact
from keepsight.casework.action import day_of
from keepsight.casework.concern import SOURCE
from keepsight.casework.fact_line import when_in_words
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.recording import LEAVES_OPEN, Recording
from keepsight.casework.rules_in_force import title_of
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import ConcernThread, Finding, User


@dataclass(frozen=True)
class Found:
    """A finding that begins or ends with what was saved. `concern` is its harms, in words."""

    finding_id: str
    title: str
    name: str
    concern: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """What was saved and what follows. `unanswered` are the concerns that an act which has been
    taken for an end leaves open; for a change of category those under the old one."""

    title: str
    when: str
    names: tuple[str, ...]
    raised: tuple[Found, ...]
    cleared: tuple[Found, ...]
    unanswered: tuple[ConcernLine, ...]
    is_of_category: bool


def record(
    *,
    page: Recording,
    values: Mapping[str, Any],
    also: Sequence[str] = (),
    reference: str,
    by: User,
    at: datetime,
) -> Recorded:
    """Record one event for the child of the page and `also` for these brothers and sisters.

    `values` are the fields of the fact; its concerns may be of any of these children. The same
    `reference` with the same values saves nothing a second time. Raises Refused and NotRight.
    """
    children = [page.who.child, *also]
    _check_whose(page, values.get("concerns", ()), children)
    content = json.dumps([by.pk, reference, values], default=str, sort_keys=True)
    event = uuid5(NAMESPACE_OID, content).hex if also else ""
    own = {each.concern: each.who.child for each in page.concerns}
    given = [
        {
            **values,
            "fact_id": uuid5(NAMESPACE_OID, f"{each} {content}").hex,
            "child": each,
            "event": event,
            "concerns": [one for one in values.get("concerns", ()) if own.get(one) == each],
        }
        for each in children
    ]
    facts = [_fact(page.kind.kind, each, by=by, at=at) for each in given]
    before = standing(children, by=by, on=day_of(at))
    kept = fact.record_for_several(facts=facts, by=by, at=at)
    return _recorded(page, kept, before, by=by, on=day_of(at))


def correct(*, page: Recording, values: Mapping[str, Any], by: User, at: datetime) -> Recorded:
    """Save what replaces the fact that the page shows: `values` replace its own, and what they do
    not name stays. A note that is given its kind keeps its source; a concern that it becomes is a
    thread of its own. Raises Refused and NotRight."""
    earlier = page.earlier
    if earlier is None:
        raise wrong("corrects", "there is no such fact in this child's record")
    given = earlier.as_dict() | dict(values)
    given |= {"fact_id": new_fact_id(), "corrects": earlier.fact_id, "source": SOURCE}
    if page.gives_kind:
        given |= {"kind": page.kind.kind, "source": earlier.source}
        given |= {"concerns": ()} if page.kind.kind == "concern" else {}
    before = standing([earlier.child], by=by, on=day_of(at))
    kept = fact.correct(fact=fact_of(given), by=by, at=at)
    return _recorded(page, [kept], before, by=by, on=day_of(at))


def take_out(*, page: Recording, reasons: str, by: User, at: datetime) -> Recorded:
    """Say that the fact that the page shows was entered in error: it leaves the chronology and
    stays in the ledger. Raises Refused and NotRight."""
    earlier = page.earlier
    if earlier is None:
        raise wrong("corrects", "there is no such fact in this child's record")
    given = {
        "happened_on": earlier.happened_on,
        "child": earlier.child,
        "fact_id": new_fact_id(),
        "corrects": earlier.fact_id,
        "reasons": reasons,
    }
    before = standing([earlier.child], by=by, on=day_of(at))
    kept = fact.correct(fact=_fact("entered_in_error", given, by=by, at=at), by=by, at=at)
    return _recorded(page, [kept], before, by=by, on=day_of(at))


def _check_whose(page: Recording, concerns: Sequence[str], children: Sequence[str]) -> None:
    for each in page.concerns:
        if each.concern in concerns and each.who.child not in children:
            name = each.who.name
            raise wrong("concerns", f"choose {name} above too, or leave out the concern of {name}")


def _fact(kind: str, values: Mapping[str, Any], *, by: User, at: datetime) -> Fact:
    said = {"agency": by.agency.kind, "recorded_by": by.signature, "source": SOURCE}
    return fact_of({"kind": kind, "recorded_at": at, **said, **values})


def standing(children: Sequence[str], *, by: User, on: date) -> dict[str, Finding]:
    """What the rules say of these children on the day, by the findings' identifiers: to be asked
    before something is saved, for `what_follows`. Who may see them must have been asked before."""
    found = access.findings_of(by, on=on).filter(child__in=children, raised_on__lte=on)
    return {each.pk: each for each in found.order_by("rule", "pk") if each.is_raised_on(on)}


def _recorded(
    page: Recording, facts: Sequence[Fact], before: Mapping[str, Finding], *, by: User, on: date
) -> Recorded:
    names = {each.child: each.name for each in (page.who, *page.siblings)}
    return what_follows(facts, before, title=page.kind.title, names=names, by=by, on=on)


def what_follows(
    facts: Sequence[Fact],
    before: Mapping[str, Finding],
    *,
    title: str,
    names: Mapping[str, str],
    by: User,
    on: date,
) -> Recorded:
    """What was saved, and what the rules now say that they did not say `before`. `names` are those
    of the children."""
    children = [each.child for each in facts]
    after = standing(children, by=by, on=on)
    begun = [each for key, each in after.items() if key not in before]
    ended = [each for key, each in before.items() if key not in after]
    # A finding that only rests on another version of a fact is the same to people.
    same = {_what(each) for each in begun} & {_what(each) for each in ended}
    rows = list(access.concerns_of(by, on=on).filter(child__in=children).order_by("opened_on"))
    harms = {each.concern: tuple(map(HARM.named, each.harms)) for each in rows}

    def found(every: Sequence[Finding]) -> tuple[Found, ...]:
        return tuple(
            Found(
                finding_id=each.pk,
                title=title_of(each.rule),
                name=names[each.child_id],
                concern=harms.get(each.concern or "", ()),
            )
            for each in every
            if _what(each) not in same
        )

    return Recorded(
        title=title,
        when=when_in_words(facts[0]),
        names=tuple(names[each] for each in children),
        raised=found(begun),
        cleared=found(ended),
        unanswered=tuple(concern_line(each, on=on) for each in _unanswered(facts, rows)),
        is_of_category=facts[0].kind == "category_changed",
    )


def _what(finding: Finding) -> tuple[str, str, str | None]:
    return finding.rule, finding.child_id, finding.concern


def _unanswered(facts: Sequence[Fact], rows: Sequence[ConcernThread]) -> list[ConcernThread]:
    """The concerns that wait on, after an act that has been taken for their end."""
    of = {each.child: each for each in facts if each.kind in LEAVES_OPEN}
    waiting = [each for each in rows if each.answered_on is None and each.child_id in of]
    return [each for each in waiting if _bears_on(of[each.child_id], each)]


def _bears_on(act: Fact, thread: ConcernThread) -> bool:
    own = vars(act)
    if act.kind != "category_changed":
        return True
    return bool((set(own["from_categories"]) - set(own["to_categories"])) & set(thread.harms))
