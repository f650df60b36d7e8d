"""What became of each referral: what was decided about it, or the work that shows it was taken up,
or that it still waits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact

TAKEN_UP = frozenset(
    {
        "assessment_started",
        "assessment_completed",
        "strategy_discussion",
        "section_47_begun",
        "case_closed",
        "case_stepped_down",
        "death",
    }
)
"""What shows that a referral no longer waits, though nothing says what was decided."""


@dataclass(frozen=True)
class Referred:
    """One referral, who first opened it, the decision about it, the word to whoever referred, and
    the first event that shows it was taken up."""

    referral: Fact
    decision: Fact | None
    taken_up: Fact | None
    acknowledged: Fact | None = None
    told: Fact | None = None

    @property
    def settled_on(self) -> date | None:
        """The day from which it no longer waits; None while it does."""
        days = [each.happened_on for each in (self.decision, self.taken_up) if each is not None]
        return min(days, default=None)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a decision, as far as the given facts say."""
        return self.settled_on is None


def referrals(facts: Iterable[Fact]) -> list[Referred]:
    """The referrals in these facts (of one child or many) and what became of each, in order.

    A decision that names its referral decides that one only, the latest of them standing; one that
    names none decides every referral up to its day.
    """
    by_child: dict[str, list[Fact]] = defaultdict(list)
    for each in current(facts):
        by_child[each.child].append(each)
    found = [each for own in by_child.values() for each in _of_one_child(own)]
    return sorted(found, key=lambda each: each.referral.order)


def referrals_of_child(facts: Sequence[Fact]) -> list[Referred]:
    """The same of one child whose facts are current and in order already (`current`)."""
    return sorted(_of_one_child(facts), key=lambda each: each.referral.order)


def _of_one_child(facts: Sequence[Fact]) -> Iterable[Referred]:
    came = [each for each in facts if each.kind == "referral"]
    named = {each.fact_id for each in came}
    for referral in came:
        later = [each for each in facts if each.happened_on >= referral.happened_on]
        decisions = [each for each in later if each.kind == "referral_decision"]
        about_it = [each for each in decisions if vars(each)["about"] == referral.fact_id]
        about_all = [each for each in decisions if vars(each)["about"] not in named]
        decision = about_it[-1] if about_it else next(iter(about_all), None)
        yield Referred(
            referral,
            decision=decision,
            taken_up=next((e for e in later if _takes_up(e, named - {referral.fact_id})), None),
            acknowledged=_about(later, "referral_acknowledged", referral),
            told=_about(later, "outcome_told", decision),
        )


def _takes_up(fact: Fact, others: Collection[str]) -> bool:
    """Whether it shows that a referral was taken up: what names one of the others is about that."""
    return fact.kind in TAKEN_UP and vars(fact).get("about") not in others


def _about(facts: Iterable[Fact], kind: str, what: Fact | None) -> Fact | None:
    """The first of these facts of that kind that names what it is about."""
    if what is None:
        return None
    named = (f for f in facts if f.kind == kind and vars(f)["about"] == what.fact_id)
    return next(named, None)
