"""Ending a section 47 enquiry, for each child by itself. Its end answers no concern: each stays
open until a named person answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from keepsight.casework import access, projection
from keepsight.casework.action import action, day_of
from keepsight.casework.assessment.hold import standing
from keepsight.casework.assessment.seen import seen_since
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import network_of, tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from keepsight.practice.codes.assessment import SECTION_47_OUTCOME
from keepsight.record import ledger
from keepsight.record.models import Child, User
from keepsight.record.reader import reading_as


@dataclass(frozen=True)
class Outcome:
    """What the enquiry found about one child, and why; `why_not` where the child was not seen, or
    not alone."""

    outcome: str
    reasons: str
    why_not: str = ""


@dataclass(frozen=True)
class Enquiry:
    """One enquiry about one child as its facts tell it: how it began, how it ended if it has, and
    the strategy discussion it rests on, if that is recorded."""

    begun: Fact
    ended: Fact | None
    discussion: Fact | None


def enquiries(facts: list[Fact]) -> list[Enquiry]:
    """The enquiries that these facts of one child tell of, in order. An end that names no
    beginning, as from another system, belongs to the oldest enquiry that has none."""
    ends = [each for each in facts if each.kind == "section_47_ended"]
    named = {str(vars(each)["about"]): each for each in ends if vars(each)["about"]}
    spare = [each for each in ends if not vars(each)["about"]]
    found = []
    for begun in (each for each in facts if each.kind == "section_47_begun"):
        ended = named.get(begun.fact_id)
        if ended is None:
            ended = next((each for each in spare if each.order > begun.order), None)
            spare = [each for each in spare if each is not ended]
        found.append(Enquiry(begun, ended, _discussion(begun, facts)))
    return found


def _discussion(begun: Fact, facts: list[Fact]) -> Fact | None:
    """The strategy discussion that began an enquiry: the one it names, or the latest before it."""
    about = vars(begun)["about"]
    held = [each for each in facts if each.kind == "strategy_discussion"]
    before = [each for each in held if each.happened_on <= begun.happened_on]
    return next((each for each in held if each.fact_id == about), before[-1] if before else None)


def end(*, outcomes: Mapping[str, Outcome], by: User, at: datetime) -> list[Fact]:
    """End enquiries: `outcomes` by the fact that began each. Gives the facts.

    Raises Refused where the user may not do this for each child, and NotRight with everything that
    is missing: the fields are named `outcome.<beginning>` and so on.
    """
    on = day_of(at)
    access.require(by, "hold_strategy_discussion")
    if not outcomes:
        raise wrong("", "Choose an outcome for at least one child.")
    with reading_as(by, on=on):
        begun = {each.fact_id: each for each in ledger.facts_named(outcomes)}
    if set(begun) != set(outcomes):
        raise access.Refused
    for each in begun.values():
        access.require(by, "hold_strategy_discussion", each.child, on=on)
    children = {each.child for each in begun.values()}
    first = begun[next(iter(outcomes))].child
    with action("end_section_47", by=by, at=at, child=first) as doing:
        projection.hold(children)
        facts = standing(sorted(children))
        by_child = {one: [each for each in facts if each.child == one] for one in children}
        _check(outcomes, begun, by_child, on=on)
        event = uuid4().hex if len(outcomes) > 1 else ""
        ended = [
            own_fact(
                doing,
                "section_47_ended",
                begun[name].child,
                event=event,
                about=name,
                section_47_outcome=own.outcome,
                reasons=own.reasons,
                why_not=own.why_not,
                **_about(begun[name], by_child[begun[name].child]),
            )
            for name, own in outcomes.items()
        ]
        add_own(doing, *ended)
        for each in ended:
            to = network_of(each.child, on=on)
            tell(doing, to=to, what="section_47_ended", child=each.child, about=each.fact_id)
    return ended


def _check(
    outcomes: Mapping[str, Outcome],
    begun: Mapping[str, Fact],
    facts: Mapping[str, list[Fact]],
    *,
    on: date,
) -> None:
    rows = {each.pk: each for each in Child.objects.filter(pk__in=list(facts))}
    wrongs: list[Wrong] = []
    for name, own in outcomes.items():
        child = begun[name].child
        known = {each.begun.fact_id: each for each in enquiries(facts[child])}
        if name not in known:
            raise access.Refused
        if known[name].ended is not None:
            raise wrong("", f"The enquiry about {rows[child].name} has been ended meanwhile.")
        if own.outcome not in SECTION_47_OUTCOME:
            wrongs.append(Wrong(f"outcome.{name}", "Choose what the enquiry found."))
        if not own.reasons.strip():
            wrongs.append(Wrong(f"reasons.{name}", "Say why, in words."))
        day, born_on = begun[name].happened_on, rows[child].born_on
        seen = seen_since(facts[child], day, born_on=born_on, on=on)
        if seen.is_missing and not own.why_not.strip():
            said = "was not seen" if seen.seen_on is None else "was not seen alone"
            wrongs.append(Wrong(f"why_not.{name}", f"{rows[child].name} {said}. Say why."))
    if wrongs:
        raise NotRight(*wrongs)


def _about(begun: Fact, facts: list[Fact]) -> dict[str, Any]:
    """The concerns that the enquiry was about and what has been opened since, with their harms."""
    own = [each for each in threads(facts) if each.is_open or each.concern in begun.concerns]
    harms = {*begun.harms, *(harm for each in own for harm in each.harms)}
    concerns = dict.fromkeys([*begun.concerns, *(each.concern for each in own)])
    return {"concerns": tuple(concerns), "harms": tuple(sorted(harms))}
