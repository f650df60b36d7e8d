"""What is odd is defined: a day ahead, a birth that comes after, a window of nothing, corrections
in a circle, ten facts on one day. Every engine says the same of them: see the golden set."""

from datetime import date

import pytest

from keepsight.facts.chronology import as_known_on, current
from keepsight.facts.fact import Fact, UnknownKind, fact_from
from keepsight.facts.thread import threads
from keepsight.practice.period import Period
from keepsight.rules.finding import Finding
from keepsight.rules.history import history_of
from keepsight.rules.parameter import Parameter
from keepsight.rules.rulebook import RULES
from keepsight.rules.select import select
from keepsight.rules.watch import findings_of
from tests.spec import odd_facts
from tests.unit.a_fact import a_fact, day

TODAY = day("2024-06-03")


def found(facts: list[Fact], rule: str) -> list[Finding]:
    return findings_of(history_of(facts[0].child, facts), rules=[RULES[rule]])


def test_what_lies_ahead_counts_from_its_day_and_hides_nothing_before() -> None:
    facts = odd_facts.ahead()

    (late,) = found(facts, "child_protection_visit_late")
    (thread,) = threads(facts)

    assert late.is_raised_on(TODAY)
    assert late.cleared_on == day("2042-01-22")
    assert thread.is_open_on(TODAY)
    assert not thread.is_open_on(day("2042-02-05"))


def test_it_is_known_from_the_day_on_which_it_was_told() -> None:
    known = as_known_on(odd_facts.ahead(), day("2024-01-21"))

    assert "ahead.typo" not in {each.fact_id for each in known}
    assert "ahead.typo" in {
        each.fact_id for each in as_known_on(odd_facts.ahead(), day("2024-01-22"))
    }


def test_before_its_birth_a_child_is_younger_than_any_age() -> None:
    facts = odd_facts.not_yet_born()

    assert [each.facts[0] for each in found(facts, "injured_baby_not_examined")] == [
        "unborn.bruise"
    ]
    assert found(facts, "childs_voice_missing") == []


def test_of_facts_that_correct_each_other_the_later_counts() -> None:
    standing = [each.fact_id for each in current(odd_facts.in_a_circle())]

    assert standing == ["circle.plan", "circle.b", "circle.self", "circle.lost"]


@pytest.mark.parametrize("turned", [0, 1, 5, 9])
def test_facts_of_one_moment_stand_in_the_order_of_their_names(turned: int) -> None:
    facts = odd_facts.on_one_day()
    facts = facts[turned:] + facts[:turned]

    assert [each.fact_id for each in current(facts)] == sorted(each.fact_id for each in facts)
    assert len(facts) == 10


def test_what_settles_a_matter_counts_on_the_same_day_whatever_the_order() -> None:
    facts = odd_facts.on_one_day()

    assert found(facts, "referral_decision_late") == []
    assert found(facts, "family_not_believed") == []
    # Names put the answer before the concern, so that nothing has answered it: it stays in sight.
    (thread,) = threads(facts)
    assert thread.is_open_on(TODAY)


def test_outside_the_calendar_no_clock_runs() -> None:
    facts = odd_facts.out_of_the_calendar()

    assert found(facts, "referral_decision_late") == []
    assert found(facts, "initial_conference_late") == []
    assert [each.concern for each in threads(facts)] == ["ages.wide"]


def test_one_adult_whose_name_is_written_otherwise_is_one_adult() -> None:
    raised = found(odd_facts.names(), "known_risk_not_assessed")

    assert [each.facts[0] for each in raised] == [
        "names.adult_risk_known-3",
        "names.adult_risk_known-4",
    ]


@pytest.mark.parametrize("amount", [0, -1, -12])
def test_a_time_of_nothing_or_less_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Period(amount, "months")
    with pytest.raises(ValueError, match="1 or more"):
        RULES["repeat_referrals_closed"].with_numbers({"Referrals closed": amount})
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(f"-{abs(amount)} months")


def test_a_number_of_a_rule_is_one_or_more() -> None:
    source = RULES["second_plan"].source

    assert Parameter("How many", 1, "proposal", source).value == 1
    with pytest.raises(ValueError, match="How many"):
        Parameter("How many", 0, "proposal", source)


def test_days_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="latest_on is before happened_on"):
        a_fact("visit", "2024-03-04", latest_on=date(2024, 3, 3))


def test_a_kind_that_nobody_knows_is_refused_and_named() -> None:
    with pytest.raises(UnknownKind, match="horoscope"):
        fact_from({"kind": "horoscope"})
    with pytest.raises(ValueError, match="horoscope"):
        select("horoscope")
