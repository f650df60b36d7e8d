"""The steps for a looked-after child: plans, reviews, health, and visits in the placement, each
with the fact it counts from and the fact that settles it."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from keepsight.casework.care import spell
from keepsight.casework.care.clock import Step
from keepsight.casework.care.spell import Spell
from keepsight.facts.fact import Fact
from keepsight.practice.working_day import add_months

_UNDER_FIVE_MONTHS = 60
_EDUCATION_FROM_MONTHS = 36
"""A personal education plan is for children from three on, whatever their school."""


def in_care(facts: Sequence[Fact], born_on: date | None, today: date) -> Iterator[Step]:
    """The steps of the latest time in care; of one that has ended, those that were settled. The
    facts are a child's as they stand, in order, up to `today`."""
    spells = spell.care(facts)
    if not spells:
        return
    care = spells[-1]
    stands = care.stands_on(today)
    # What happens on the day itself may be written down ahead of it.
    own = [
        each
        for each in facts
        if care.began_on <= each.happened_on
        and (care.ended_on is None or each.happened_on <= care.ended_on)
    ]
    steps = [
        *_plans(care, own, born_on),
        *_reviews(care, own),
        *_health(care, own, born_on),
        *_visits(care, facts, own, today),
    ]
    yield from (each for each in steps if stands or each.settled)


def _first(facts: Sequence[Fact], kind: str, **values: str) -> Fact | None:
    return next((e for e in facts if e.kind == kind and vars(e).items() >= values.items()), None)


def _plans(care: Spell, own: Sequence[Fact], born_on: date | None) -> Iterator[Step]:
    placed = _first(own, "placement") or care.began
    yield Step("Care plan", "care_plan", placed, "care_plan", _first(own, "care_plan"))
    is_young = born_on and care.began_on < add_months(born_on, _EDUCATION_FROM_MONTHS)
    plan = _first(own, "education_plan")
    if plan or not is_young:
        yield Step(
            "Personal education plan", "personal_education_plan", care.began, "education_plan", plan
        )


def _reviews(care: Spell, own: Sequence[Fact]) -> Iterator[Step]:
    """The first, the second and the later reviews, each counted from the day the last was held."""
    held = [each for each in own if each.kind == "looked_after_review"]
    names = ("looked_after_first_review", "looked_after_second_review")
    titles = ("First looked-after review", "Second looked-after review")
    chain: list[Fact | None] = [care.began, *held, None]
    for number, (before, after) in enumerate(pairwise(chain)):
        if before is None:
            continue
        later = number >= len(names)
        yield Step(
            "Next looked-after review" if later else titles[number],
            "looked_after_later_review" if later else names[number],
            before,
            "looked_after_review",
            after,
            sooner_on=vars(before).get("next_on"),
        )


def _health(care: Spell, own: Sequence[Fact], born_on: date | None) -> Iterator[Step]:
    """The first assessment of health, then each from the one before."""
    seen = [each for each in own if each.kind == "health_assessment"]
    first = seen[0] if seen else None
    yield Step(
        "Initial health assessment",
        "initial_health_assessment",
        care.began,
        "health_assessment",
        first,
    )
    for before, after in zip(seen, [*seen[1:], None], strict=False):
        is_young = born_on and before.happened_on < add_months(born_on, _UNDER_FIVE_MONTHS)
        name = "health_assessment_under_five" if is_young else "health_assessment_five_and_over"
        title = "Next health assessment"
        note = "" if born_on else "The date of birth is not known: counted as for five and over."
        yield Step(title, name, before, "health_assessment", after, note=note)


def _visits(care: Spell, facts: Sequence[Fact], own: Sequence[Fact], today: date) -> Iterator[Step]:
    """The next visit to the child in the placement that stands; a new one begins anew."""
    placed = spell.last(spell.placements(facts), today)
    began = placed.began if placed and placed.began_on >= care.began_on else care.began
    seen = [
        each
        for each in own
        if each.kind == "visit"
        and vars(each)["seen"] == "seen"
        and each.happened_on >= began.happened_on
    ]
    if not care.stands_on(today):
        return
    if not seen:
        yield Step("First visit in placement", "placement_first_visit", began, "visit")
        return
    reviewed = any(
        e.kind == "looked_after_review" and e.happened_on >= began.happened_on for e in own
    )
    name, note = _how_often(began, reviewed=reviewed, last=seen[-1].happened_on)
    yield Step("Visit in placement", name, seen[-1], "visit", note=note)


def _how_often(began: Fact, *, reviewed: bool, last: date) -> tuple[str, str]:
    """Which limit holds from one visit to the next, and what to know of it (regulation 28)."""
    said = vars(began)
    where, term = said.get("placement"), said.get("placement_term")
    if where == "with_parent" and not reviewed:
        return "placed_with_parent_visit", "With a parent: weekly until the first review."
    if term == "carer_for_now":
        if not reviewed:
            return "temporary_placement_visit_before_review", "Weekly until the first review."
        return "temporary_placement_visit_after_review", "The carer is approved for now only."
    in_first_year = last < add_months(began.happened_on, 12)
    if in_first_year:
        return "placement_visit_first_year", ""
    if term == "to_eighteen":
        return "placement_visit_long_term", "The placement is meant to last until 18."
    return "placement_visit_later", ""
