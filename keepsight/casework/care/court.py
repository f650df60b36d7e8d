"""The steps of police protection, of orders and of proceedings, each with the fact it counts from
and the fact that settles it."""

from collections.abc import Iterator, Sequence
from datetime import date

from keepsight.casework.care import spell
from keepsight.casework.care.clock import Step
from keepsight.casework.care.spell import Spell
from keepsight.facts.fact import Fact
from keepsight.practice.timescale import TIMESCALES


def before_court(facts: Sequence[Fact]) -> Iterator[Step]:
    """Police protection, emergency orders, pre-proceedings and proceedings: the latest of each. The
    facts are a child's as they stand, in order."""
    for each in spell.protections(facts)[-1:]:
        note = "" if vars(each.began)["began_at"] else "The hour at which it began is not recorded."
        yield Step(
            "Police protection ends",
            "police_protection",
            each.began,
            "police_protection_ended",
            each.ended_by,
            note=note,
        )
    every = spell.orders(facts)
    for each in [e for e in every if e.kind == "emergency_protection_order"][-1:]:
        yield _emergency(each, facts)
    for each in [e for e in every if e.kind == "child_assessment_order"][-1:]:
        title, name = "Child assessment order lapses", "child_assessment_order"
        yield Step(title, name, each.began, "order_ended", each.ended_by)
    for each in [e for e in every if e.kind == "interim_care_order"][-1:]:
        title, name = "Interim care order lapses", "interim_care_order"
        yield Step(title, name, each.began, "order_ended", each.ended_by)
    for each in spell.pre_proceedings(facts)[-1:]:
        yield Step(
            "Step down, or go to court",
            "pre_proceedings",
            each.began,
            "pre_proceedings_ended",
            each.ended_by,
        )
    for each in spell.proceedings(facts)[-1:]:
        yield Step(
            "The court’s final decision",
            "care_proceedings",
            each.began,
            "proceedings_ended",
            each.ended_by,
            later_on=_extended(facts, each),
        )


def _emergency(each: Spell, facts: Sequence[Fact]) -> Step:
    """An emergency protection order; where police protection came before, that day counts, and an
    extension adds seven days once."""
    before = [
        one
        for one in spell.protections(facts)
        if one.ended_by is each.began or one.stands_on(each.began_on)
    ]
    began = before[-1].began if before else each.began
    eight_days = TIMESCALES["emergency_protection_order"].due_on(began.happened_on)
    seven_more = TIMESCALES["emergency_protection_order_extension"]
    longest = seven_more.due_on(eight_days) if eight_days else None
    has_more = bool(eight_days and each.lapses_on and each.lapses_on > eight_days)
    note = "Counted from police protection, which came before it." if before else ""
    if has_more and longest and each.lapses_on and each.lapses_on > longest:
        note = "The day that is recorded lies beyond what the Act allows: look at it."
    return Step(
        "Emergency protection order lapses",
        "emergency_protection_order",
        began,
        "order_ended",
        each.ended_by,
        sooner_on=None if has_more else each.lapses_on,
        later_on=longest if has_more else None,
        note=note,
    )


def _extended(facts: Sequence[Fact], each: Spell) -> date | None:
    """Until when the court let proceedings run, where it did."""
    more = [one for one in facts if one.kind == "proceedings_extended"]
    after = [vars(one)["until_on"] for one in more if one.order > each.began.order]
    return max(after, default=None)
