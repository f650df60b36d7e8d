"""What the rules say stands together by concern, in one order everywhere, and most of a long list
opens only when asked for."""

from datetime import date, timedelta

from keepsight.casework.matter import SHOWN_AT_ONCE, matters
from keepsight.rules.finding import Finding

TODAY = date(2025, 3, 31)


def found(
    rule: str, ago: int, *, concern: str | None = None, facts: int = 1, child: str = "maya"
) -> Finding:
    """What a rule has found so many days ago."""
    rests_on = tuple(f"{rule}-{concern}-{ago}-{each}" for each in range(facts))
    return Finding(rule, child, concern, TODAY - timedelta(days=ago), None, rests_on)


def test_what_is_about_one_concern_stands_together_and_the_whole_comes_last() -> None:
    said = matters(
        [
            found("not_seen_alone", 400),
            found("second_plan", 5, concern="newer"),
            found("medical_not_considered", 90, concern="older"),
            found("assessment_late", 3, concern="older"),
        ],
        on=TODAY,
    )
    assert [each.concern for each in said] == ["older", "newer", None]
    assert [each.rule for each in said[0].lines] == ["medical_not_considered", "assessment_late"]


def test_the_order_does_not_depend_on_the_order_in_which_it_was_found() -> None:
    every = [
        found(rule, ago, concern=concern)
        for rule, ago in (("a", 9), ("b", 9), ("c", 2), ("d", 30))
        for concern in ("x", "y", None)
    ]
    assert matters(every, on=TODAY) == matters(reversed(every), on=TODAY)


def test_of_the_same_day_what_rests_on_more_facts_comes_first() -> None:
    (said,) = matters([found("a", 9), found("z", 9, facts=4)], on=TODAY)
    assert [each.rule for each in said.lines] == ["z", "a"]


def test_what_one_rule_found_again_is_one_line_since_the_first_time() -> None:
    (said,) = matters([found("a", 3), found("a", 50), found("a", 20)], on=TODAY)
    (line,) = said.lines
    assert (line.days, line.raised_on) == (50, TODAY - timedelta(days=50))
    assert [(TODAY - each.raised_on).days for each in line.found] == [50, 20, 3]
    assert len(line.facts) == 3


def test_a_short_matter_is_shown_whole() -> None:
    (said,) = matters([found(rule, 9) for rule in "abc"], on=TODAY)
    assert len(said.shown) == SHOWN_AT_ONCE
    assert said.folded == ()


def test_of_a_long_one_the_longest_and_the_newest_are_shown_and_nothing_is_lost() -> None:
    (said,) = matters([found(rule, ago) for ago, rule in enumerate("abcdefgh")], on=TODAY)
    assert [each.days for each in said.shown] == [7, 6, 0]
    assert [each.days for each in said.folded] == [5, 4, 3, 2, 1]
    assert sorted((*said.shown, *said.folded), key=lambda e: e.order) == list(said.lines)
    assert said.folded_in_words == "5 more rules say something about this"


def test_a_rule_that_found_something_new_counts_as_new_however_long_it_has_spoken() -> None:
    long_ago = [found(rule, 100 + place) for place, rule in enumerate("abcd")]
    (said,) = matters([*long_ago, found("e", 90), found("c", 1)], on=TODAY)
    assert [each.rule for each in said.shown] == ["d", "c", "e"]
