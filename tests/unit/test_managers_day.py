"""What a team manager sees in a day, counted in a record small enough to count by hand."""

from datetime import date

from keepsight.cli.managers_day import NOBODY, TeamDays, With, managers_days
from keepsight.rules.found import FoundRow

ON = date(2026, 10, 30)  # a Friday
NORTH = With("a", "North", date(2020, 1, 1), None)


def found(
    raised: str, cleared: str | None = None, *, concern: str | None = None, child: str = "a"
) -> FoundRow:
    over = date.fromisoformat(cleared) if cleared else None
    return FoundRow("town", "x", "some_rule", child, concern, date.fromisoformat(raised), over, "f")


def days(*findings: FoundRow, working: tuple[With, ...] = (NORTH,)) -> dict[str, TeamDays]:
    return {each.team: each for each in managers_days(findings, working, on=ON, weeks=2)}


def test_several_rules_about_one_concern_are_one_matter() -> None:
    seen = days(found("2026-10-28", concern="c"), found("2026-10-28", concern="c"))["North"]

    assert (sum(seen.new), sum(seen.more), seen.busiest) == (1, 0, 1)


def test_two_concerns_and_the_child_as_a_whole_are_three() -> None:
    seen = days(found("2026-10-28", concern="c"), found("2026-10-28", concern="d"),
                found("2026-10-28"))["North"]  # fmt: skip

    assert (seen.busiest, seen.usual, seen.a_day) == (3, 0, 0.3)


def test_a_matter_that_stands_says_more_and_is_not_new() -> None:
    seen = days(found("2026-10-20", concern="c"), found("2026-10-28", concern="c"))["North"]

    assert (sum(seen.new), sum(seen.more)) == (1, 1)


def test_put_right_and_raised_again_it_is_new_again() -> None:
    seen = days(found("2026-10-20", "2026-10-21"), found("2026-10-28"))["North"]

    assert (sum(seen.new), sum(seen.more)) == (2, 0)


def test_one_that_goes_over_into_another_on_the_same_day_says_more() -> None:
    seen = days(found("2026-10-20", "2026-10-28"), found("2026-10-28"))["North"]

    assert (sum(seen.new), sum(seen.more)) == (1, 1)


def test_what_is_raised_on_a_sunday_is_seen_on_monday() -> None:
    seen = days(found("2026-10-25"))["North"]

    assert len(seen.new) == 10
    assert seen.new.index(1) == 5


def test_before_the_weeks_it_is_not_new_and_may_stand_open() -> None:
    seen = days(found("2026-10-16"), found("2025-01-01", "2026-10-30", concern="c"))["North"]

    assert (sum(seen.new), seen.open) == (0, (2, 1))


def test_it_goes_to_the_team_that_works_with_the_child_on_that_day() -> None:
    working = (
        With("a", "North", date(2020, 1, 1), date(2026, 10, 27)),
        With("a", "South", date(2026, 10, 27), None),
    )

    seen = days(found("2026-10-26"), found("2026-10-27", concern="c"), working=working)

    assert {team: sum(each.new) for team, each in seen.items()} == {"North": 1, "South": 1}
    assert {team: each.open for team, each in seen.items()} == {"North": (0, 0), "South": (0, 2)}


def test_with_whom_nobody_works_stands_apart() -> None:
    seen = days(found("2026-10-26", child="b"))

    assert sum(seen[NOBODY].new) == 1
    assert sum(seen["North"].new) == 0
    assert seen["North"].children == 1
