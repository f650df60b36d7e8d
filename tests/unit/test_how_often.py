"""How often each rule speaks, in a record so small that it can be counted by hand."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from keepsight.exchange.watch_report.shown import OftenShown
from keepsight.rules.found import Findings
from keepsight.rules.how_often import how_often
from keepsight.rules.rulebook import RULES

ON = date(2026, 10, 30)
LATE, PLAN = "assessment_late", "plan_too_long"


def ago(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.fixture
def found() -> Iterator[Findings]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE children (child VARCHAR, first_on DATE)")
        connection.execute(
            "CREATE TABLE findings (rule VARCHAR, child VARCHAR, raised_on DATE, cleared_on DATE)"
        )
        yield Findings(connection, ON)


def children(found: Findings, **first_on: date) -> None:
    found.connection.executemany("INSERT INTO children VALUES (?, ?)", list(first_on.items()))


def raised(found: Findings, rule: str, *days: tuple[date, date | None], child: str = "a") -> None:
    rows = [(rule, child, *each) for each in days]
    found.connection.executemany("INSERT INTO findings VALUES (?, ?, ?, ?)", rows)


def test_a_finding_counts_in_the_week_it_was_raised_and_stands_until_it_is_cleared(
    found: Findings,
) -> None:
    children(found, a=ago(1000), b=ago(1000))
    raised(found, LATE, (ago(0), None), (ago(27), ago(14)), (ago(28), ago(27)), (ago(300), None))

    counted = how_often(found, weeks=4)

    late = counted.by_rule[LATE]
    # At the ends of the four weeks there stood 2, 1, 1 and 2.
    assert (late.new, late.open, late.most_open) == (2, 1.5, 2)
    assert late.a_week == 100 * 2 / 4 / 2


def test_put_right_on_its_day_it_is_new_and_never_open(found: Findings) -> None:
    children(found, a=ago(1000))
    raised(found, LATE, (ago(7), ago(7)))

    late = how_often(found, weeks=4).by_rule[LATE]

    assert (late.new, late.most_open) == (1, 0)


def test_all_rules_together_are_counted_day_by_day(found: Findings) -> None:
    children(found, a=ago(1000))
    raised(found, LATE, (ago(21), ago(10)))
    raised(found, PLAN, (ago(8), None))

    counted = how_often(found, weeks=4)

    assert (counted.every.new, counted.every.open, counted.every.most_open) == (2, 1, 1)
    assert set(counted.by_rule) == set(RULES)


def test_what_lies_ahead_is_not_counted(found: Findings) -> None:
    children(found, a=ago(1000))
    raised(found, LATE, (ago(-1), None), (ago(1), ago(-5)))

    late = how_often(found, weeks=2).by_rule[LATE]

    assert (late.new, late.open) == (1, 0.5)


def test_children_count_from_the_week_in_which_they_became_known(found: Findings) -> None:
    children(found, a=ago(1000), b=ago(13), c=ago(-3))

    assert how_often(found, weeks=4).children == (4 + 2) / 4


def test_a_short_record_is_counted_over_its_own_weeks(found: Findings) -> None:
    children(found, a=ago(24))

    assert how_often(found).weeks == 3
    assert how_often(found, children=[]).weeks == 1


def test_some_children_alone(found: Findings) -> None:
    children(found, a=ago(1000), b=ago(1000))
    raised(found, LATE, (ago(3), None))
    raised(found, LATE, (ago(3), None), (ago(4), None), child="b")

    assert how_often(found, children=["b"], weeks=2).by_rule[LATE].new == 2
    assert how_often(found, children=["b"], weeks=2).children == 1


@pytest.mark.parametrize(
    ("new", "rate", "shown"),
    [(0, 0.0, "0.000"), (1, 0.0004, "under 0.001"), (1, 0.001, "0.001"), (9, 1.2345, "1.234")],
)
def test_a_rate_that_is_not_nothing_never_looks_like_nothing(
    new: int, rate: float, shown: str
) -> None:
    assert OftenShown("A rule", new, rate, 0, 0).cells[1] == shown
