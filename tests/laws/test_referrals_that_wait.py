"""The front door's list and the rule about late decisions agree on which referrals wait."""

from collections.abc import Iterable
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from keepsight.facts.fact import Fact
from keepsight.facts.front_door import referrals
from keepsight.rules.history import history_of
from keepsight.rules.referral_decision_late import rule
from keepsight.rules.watch import findings_of
from keepsight.synthetic.authority import invent
from tests.laws.small_lives import a_family, seeded

KINDS = ("referral", "referral_decision", "assessment_started", "case_closed")


def waiting(facts: Iterable[Fact]) -> set[str]:
    """The referrals that the front door lists."""
    return {each.referral.fact_id for each in referrals(facts) if each.is_waiting}


def never_cleared(child: str, facts: Iterable[Fact]) -> set[str]:
    """The referrals of which the rule says that nothing has settled them, now or once due."""
    found = findings_of(history_of(child, facts), rules=[rule])
    return {each.facts[0] for each in found if each.cleared_on is None}


def has_a_limit(fact: Fact) -> bool:
    """Whether the calendar and the guidance of that day know a limit for it."""
    return 2007 <= (fact.latest_on or fact.happened_on).year <= 2029


# An assessment that names one referral takes up that one only.
@example(337)
@given(st.integers(min_value=0, max_value=10**9))
def test_what_waits_is_what_the_rule_has_not_cleared(number: int) -> None:
    family = a_family(seeded(number), "f", kinds=KINDS)
    limited = {each.fact_id for each in family if has_a_limit(each)}
    for child in ("f-a", "f-b"):
        own = [each for each in family if each.child == child]
        assert waiting(own) & limited == never_cleared(child, family) & limited


def test_in_an_invented_authority_too() -> None:
    authority = invent(children=600, years=5, until=date(2026, 10, 30), seed=3)
    every = [
        (waiting(own), never_cleared(child, own)) for child, own in authority.facts_by_child.items()
    ]
    assert [pair for pair in every if pair[0] != pair[1]] == []
    assert any(one for one, _ in every)
