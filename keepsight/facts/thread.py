"""Concern threads: from the first worry to a named person's answer. Nothing else ends one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.codes.medical import MEDICAL_FINDING

MULTI_AGENCY_MEETINGS = frozenset(
    {"strategy_discussion", "conference", "core_group", "meeting", "legal_planning"}
)

_MEETINGS_AND_WHAT_TAKES_THEM_OUT = MULTI_AGENCY_MEETINGS | {"entered_in_error"}

TAKEN_FOR_AN_END = frozenset(
    {
        "medical",
        "referral_decision",
        "category_changed",
        "police_outcome",
        "assessment_completed",
        "section_47_ended",
        "strategy_discussion",
        "plan_ended",
        "case_closed",
        "case_stepped_down",
        "retraction",
    }
)


@dataclass(frozen=True)
class Spell:
    """One stretch of days in which a concern was open; `answered_on` is None while it is."""

    opened_on: date
    opened_by: Fact
    answered_on: date | None = None
    answer: Fact | None = None

    def is_open_on(self, day: date) -> bool:
        """Open from the day it opened up to, not including, the day of the answer."""
        return self.opened_on <= day and (self.answered_on is None or day < self.answered_on)


@dataclass(frozen=True)
class Thread:
    """One concern about one child and everything said of it, in order."""

    child: str
    concern: str
    facts: tuple[Fact, ...]
    spells: tuple[Spell, ...]
    left_open_by: tuple[Fact, ...] = field(default=())

    @property
    def opening(self) -> Fact:
        """The concern that began it."""
        return self.spells[0].opened_by

    @property
    def opened_on(self) -> date:
        """The day it first opened."""
        return self.spells[0].opened_on

    @property
    def answered_on(self) -> date | None:
        """The day of the answer that stands; None while the concern is open."""
        return self.spells[-1].answered_on

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer, as far as the given facts say."""
        return self.answered_on is None

    @cached_property
    def harms(self) -> tuple[str, ...]:
        """The harms that any concern on the thread names, each once, in alphabetical order."""
        return tuple(sorted({h for f in self.facts if f.kind == "concern" for h in f.harms}))

    def is_open_on(self, day: date) -> bool:
        """Whether it was open on that day."""
        return any(spell.is_open_on(day) for spell in self.spells)


def threads(facts: Iterable[Fact]) -> list[Thread]:
    """The concern threads in these facts (of one child or many), oldest first.

    A thread opens with its first concern. It ends with an answer; a later concern, reopening,
    disagreement or return home that names it opens it again. `left_open_by` lists the events that
    might be taken for an end while it was open, and are not.
    """
    by_child: dict[str, list[Fact]] = defaultdict(list)
    for each in current(facts):
        by_child[each.child].append(each)
    found = [thread for own in by_child.values() for thread in _of_one_child(own)]
    return sorted(found, key=lambda thread: thread.opening.order)


def threads_of_child(facts: Sequence[Fact]) -> list[Thread]:
    """The same of one child whose facts are current and in order already (`current`)."""
    return sorted(_of_one_child(facts), key=lambda thread: thread.opening.order)


def _of_one_child(facts: Sequence[Fact]) -> list[Thread]:
    about: dict[str, list[Fact]] = defaultdict(list)
    for each in facts:
        for concern in each.concerns:
            about[concern].append(each)
    found = []
    candidates = [each for each in facts if each.kind in TAKEN_FOR_AN_END]
    for concern, own in about.items():
        spells = _spells(own)
        if spells:
            thread = Thread(own[0].child, concern, tuple(own), spells)
            ends = tuple(f for f in candidates if _seems_to_end(f, thread))
            found.append(Thread(thread.child, concern, thread.facts, spells, ends))
    return found


def opens(fact: Fact) -> bool:
    """Whether a fact that names a concern opens it (again)."""
    return fact.kind in ("concern", "reopening", "disagreement") or (
        fact.kind == "household_changed" and vars(fact)["household_change"] == "returned_home"
    )


def _spells(facts: Sequence[Fact]) -> tuple[Spell, ...]:
    spells: list[Spell] = []
    for fact in facts:
        is_open = bool(spells) and spells[-1].answered_on is None
        if not spells and fact.kind != "concern":
            continue
        if fact.kind == "answer" and is_open:
            last = spells[-1]
            spells[-1] = Spell(last.opened_on, last.opened_by, fact.happened_on, fact)
        elif not is_open and opens(fact):
            spells.append(Spell(fact.happened_on, fact))
    return tuple(spells)


def _seems_to_end(fact: Fact, thread: Thread) -> bool:
    """Events that have been taken for the end of a concern, and are not one."""
    if not thread.is_open_on(fact.happened_on) or not _touches(fact, thread):
        return False
    values = vars(fact)
    match fact.kind:
        case "medical":
            return values["medical_finding"] in MEDICAL_FINDING.group("unclear")
        case "referral_decision":
            return values["decision"] in REFERRAL_DECISION.group("closed")
        case "category_changed":
            dropped = set(values["from_categories"]) - set(values["to_categories"])
            return bool(dropped & set(thread.harms))
        case "police_outcome":
            return bool(values["police_outcome"] == "no_further_action")
        case "assessment_completed":
            return bool(values["assessment_outcome"] == "no_further_action")
        case "section_47_ended":
            return bool(values["section_47_outcome"] != "conference")
        case "strategy_discussion":
            return bool(values["strategy_decision"] == "no_further_action")
        case "plan_ended" | "case_closed" | "case_stepped_down" | "retraction":
            return True
    return False


def _touches(fact: Fact, thread: Thread) -> bool:
    """A fact that names concerns or harms touches only those; one that names none touches all."""
    if fact.kind in ("category_changed", "plan_ended", "case_closed", "case_stepped_down"):
        return True
    if fact.concerns:
        return thread.concern in fact.concerns
    return not fact.harms or bool(set(fact.harms) & set(thread.harms))


def meetings_while_open(thread: Thread, facts: Iterable[Fact]) -> list[Fact]:
    """The meetings of agencies held while the concern was open, each event once.

    `facts` may be one child's or the whole family's: the question is how often people met while
    nobody answered.
    """
    met = current(each for each in facts if each.kind in _MEETINGS_AND_WHAT_TAKES_THEM_OUT)
    found: dict[tuple[str, str], Fact] = {}
    for spell in thread.spells:
        first = bisect_left(met, spell.opened_on, key=_day)
        last = bisect_left(met, spell.answered_on, key=_day) if spell.answered_on else None
        for each in met[first:last]:
            found.setdefault((each.kind, each.event or each.fact_id), each)
    return list(found.values())


def _day(fact: Fact) -> date:
    return fact.happened_on
