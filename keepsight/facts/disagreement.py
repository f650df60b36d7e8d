"""Disagreements from the day somebody says so until it is settled: at which stage each is, who has
to answer it, and by when. One that nobody answers does not go away; it waits to be taken higher."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.answer import DISAGREEMENT_GROUND

CHALLENGE = frozenset(DISAGREEMENT_GROUND.group("challenge"))
STEPS = frozenset({"disagreement_answered", "escalated", "disagreement_settled"})


@dataclass(frozen=True)
class Disputed:
    """One disagreement and every step taken about it, in order."""

    disagreement: Fact
    steps: tuple[Fact, ...]

    @property
    def is_challenge(self) -> bool:
        """Whether a chair challenges delay or drift, rather than one decision."""
        return vars(self.disagreement)["ground"] in CHALLENGE

    @property
    def escalation(self) -> Fact | None:
        """The step that gave it its present stage, owner and day; None where none was taken."""
        return next((f for f in reversed(self.steps) if f.kind == "escalated"), None)

    @property
    def stage(self) -> str:
        """The stage at which it is, a code."""
        return str(vars(self.escalation or self.disagreement)["stage"])

    @property
    def stage_since_on(self) -> date:
        """Since when it has been at its stage."""
        return (self.escalation or self.disagreement).happened_on

    @property
    def owner(self) -> str:
        """Who has to answer it at its stage; empty where nothing says."""
        return str(vars(self.escalation or self.disagreement)["owner"])

    @property
    def due_on(self) -> date | None:
        """By when an answer is due at its stage."""
        due: date | None = vars(self.escalation or self.disagreement)["due_on"]
        return due

    @property
    def answer(self) -> Fact | None:
        """The answer given at the present stage, where there is one."""
        last = next((f for f in reversed(self.steps) if f.kind != "disagreement_settled"), None)
        return last if last is not None and last.kind == "disagreement_answered" else None

    @property
    def settled_on(self) -> date | None:
        """The day on which who disagrees said that it is settled. No answer ends it by itself."""
        ended = (f.happened_on for f in self.steps if f.kind == "disagreement_settled")
        return next(ended, None)


def disputes(facts: Iterable[Fact]) -> list[Disputed]:
    """The disagreements in these facts (of one child or many), in order, each with its steps.

    A step that names no disagreement is about the latest before it on the same concern.
    """
    by_child: dict[str, list[Fact]] = defaultdict(list)
    for each in current(facts):
        by_child[each.child].append(each)
    found = [each for own in by_child.values() for each in _of_one_child(own)]
    return sorted(found, key=lambda each: each.disagreement.order)


def disputes_of_child(facts: Sequence[Fact]) -> list[Disputed]:
    """The same of one child whose facts are current and in order already (`current`)."""
    return sorted(_of_one_child(facts), key=lambda each: each.disagreement.order)


def _of_one_child(facts: Sequence[Fact]) -> Iterable[Disputed]:
    said = [each for each in facts if each.kind == "disagreement"]
    steps: dict[str, list[Fact]] = defaultdict(list)
    for each in facts:
        if each.kind in STEPS and (of := _disagreement_of(each, said)):
            steps[of.fact_id].append(each)
    return [Disputed(each, tuple(steps[each.fact_id])) for each in said]


def _disagreement_of(step: Fact, said: Sequence[Fact]) -> Fact | None:
    about = vars(step)["about"]
    named = next((each for each in said if each.fact_id == about), None)
    if named is not None:
        return named
    earlier = [
        each
        for each in said
        if each.happened_on <= step.happened_on and set(each.concerns) & set(step.concerns)
    ]
    return earlier[-1] if earlier else None
