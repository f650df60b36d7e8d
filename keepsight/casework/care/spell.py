"""Stretches of time in a child's legal history: an order, police protection, being looked after, a
placement, proceedings; each with the facts that began and ended it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.practice.codes.care import LEGAL_STATUS, PLACEMENT
from keepsight.practice.codes.legal import FINAL_ORDERS, ORDER

_FINAL = frozenset(FINAL_ORDERS)
TAKES_THE_PLACE_OF = {
    "interim_care_order": _FINAL,
    "interim_supervision_order": _FINAL,
    "emergency_protection_order": _FINAL | {"interim_care_order", "interim_supervision_order"},
    "care_order": frozenset({"special_guardianship", "child_arrangements"}),
}
"""Which later orders end an earlier one, without anybody having to say so."""


@dataclass(frozen=True)
class Spell:
    """Something that began and, perhaps, ended. `lapses_on` is the last day a court named for it,
    where one did; `ended_by` is the fact that ended it."""

    kind: str
    label: str
    began: Fact
    ended_on: date | None = None
    ended_by: Fact | None = None
    lapses_on: date | None = None

    @property
    def began_on(self) -> date:
        """The first day."""
        return self.began.happened_on

    def stands_on(self, day: date) -> bool:
        """Whether it stood on that day: from the first day up to, not with, that of its end; an
        order to the last day that the court named."""
        if self.began_on > day or (self.ended_on is not None and self.ended_on <= day):
            return False
        return self.lapses_on is None or day <= self.lapses_on

    @property
    def until_on(self) -> date | None:
        """The day of its end, or the last that a court named."""
        ends = [each for each in (self.ended_on, self.lapses_on) if each]
        return min(ends, default=None)


def orders(facts: Sequence[Fact]) -> list[Spell]:
    """Every order, with what ended it or took its place."""
    found = []
    for fact in facts:
        if fact.kind == "order_made":
            found.append(_order(fact, facts))
    return found


def _order(made: Fact, facts: Sequence[Fact]) -> Spell:
    kind = str(vars(made)["order_kind"])
    after = [each for each in facts if each.order > made.order]
    replaced_by = TAKES_THE_PLACE_OF.get(kind, frozenset()) | {kind}
    ended = next(
        (
            each
            for each in after
            if (each.kind == "order_ended" and vars(each)["order_kind"] == kind)
            or (each.kind == "order_made" and vars(each)["order_kind"] in replaced_by)
        ),
        None,
    )
    lapses = vars(made)["until_on"]
    for each in after:
        if ended is not None and each.order > ended.order:
            break
        if each.kind == "order_extended" and vars(each)["order_kind"] == kind:
            lapses = vars(each)["until_on"]
    label = ORDER.named(kind)
    return Spell(kind, label, made, ended.happened_on if ended else None, ended, lapses)


def protections(facts: Sequence[Fact]) -> list[Spell]:
    """Police protection; an order made, or another time in care, ends it as its own end does."""
    ends = frozenset({"police_protection_ended", "police_protection"})

    def ended_by(fact: Fact) -> bool:
        if fact.kind == "order_made":
            return vars(fact)["order_kind"] in {"emergency_protection_order", "interim_care_order"}
        return fact.kind in ends

    return _spells(facts, "police_protection", ended_by, lambda _: "Police protection")


def care(facts: Sequence[Fact]) -> list[Spell]:
    """Times in care."""

    def label(fact: Fact) -> str:
        status = vars(fact)["legal_status"]
        if status == "not_stated":
            return "Looked after"
        return f"Looked after: {LEGAL_STATUS.named(status).lower()}"

    ends = frozenset({"looked_after_ended", "looked_after_began"})
    return _spells(facts, "looked_after_began", lambda each: each.kind in ends, label)


def placements(facts: Sequence[Fact]) -> list[Spell]:
    """Placements, each up to the next, its own end, or the end of care."""

    def label(fact: Fact) -> str:
        said = vars(fact)
        words = (
            "Placed" if said["placement"] == "not_stated" else PLACEMENT.named(said["placement"])
        )
        return f"{words}, {said['carer']}" if said["carer"] else words

    ends = frozenset({"placement", "placement_ended", "looked_after_ended"})
    return _spells(facts, "placement", lambda each: each.kind in ends, label)


def pre_proceedings(facts: Sequence[Fact]) -> list[Spell]:
    """Times in pre-proceedings; going to court ends them."""
    ends = frozenset({"pre_proceedings_ended", "proceedings_issued", "pre_proceedings_begun"})
    return _spells(
        facts,
        "pre_proceedings_begun",
        lambda each: each.kind in ends,
        lambda _: "Pre-proceedings",
    )


def proceedings(facts: Sequence[Fact]) -> list[Spell]:
    """Care proceedings; a final order ends them."""

    def ended_by(fact: Fact) -> bool:
        if fact.kind == "order_made":
            return vars(fact)["order_kind"] in FINAL_ORDERS
        return fact.kind in ("proceedings_ended", "proceedings_issued")

    return _spells(facts, "proceedings_issued", ended_by, lambda _: "Care proceedings")


def _spells(
    facts: Sequence[Fact],
    kind: str,
    ended_by: Callable[[Fact], bool],
    label: Callable[[Fact], str],
) -> list[Spell]:
    """Every stretch that a fact of this kind begins."""
    found = []
    for place, fact in enumerate(facts):
        if fact.kind != kind:
            continue
        ended = next((each for each in facts[place + 1 :] if ended_by(each)), None)
        found.append(Spell(kind, label(fact), fact, ended.happened_on if ended else None, ended))
    return found


def last(spells: Iterable[Spell], day: date) -> Spell | None:
    """The latest of these that stands on a day."""
    return next((each for each in reversed(list(spells)) if each.stands_on(day)), None)


def every(facts: Sequence[Fact]) -> list[Spell]:
    """All that was, the earliest first: what the table of the legal history shows."""
    found = [
        *care(facts),
        *orders(facts),
        *protections(facts),
        *pre_proceedings(facts),
        *proceedings(facts),
    ]
    return sorted(found, key=lambda each: each.began_on)
