"""A finding on a day, its name, and worked cases that say what nobody can read."""

from dataclasses import replace
from datetime import date

import pytest

from keepsight.rules.case import Cases, given
from keepsight.rules.finding import Finding, in_order
from keepsight.rules.history import history_of
from keepsight.rules.shapes.unanswered import Unanswered
from tests.unit.a_fact import a_concern, a_fact, an_answer, day

FINDING = Finding(
    "second_plan", "child-1", None, day("2024-03-04"), day("2024-05-06"), ("f1", "f2")
)


def test_one_fact_that_raises_a_rule_again_and_again_names_each_finding_apart() -> None:
    marks = [replace(FINDING, raised_on=date(2024, month, 1)) for month in (9, 3, 6)]

    told = in_order(marks)

    assert [each.raised_on.month for each in told] == [3, 6, 9]
    assert [each.turn for each in told] == [0, 1, 2]
    assert len({each.finding_id for each in told}) == 3
    assert told[0].finding_id == FINDING.finding_id


def test_raised_from_its_first_day_until_the_day_it_is_cleared() -> None:
    assert not FINDING.is_raised_on(day("2024-03-03"))
    assert FINDING.is_raised_on(day("2024-03-04"))
    assert FINDING.is_raised_on(day("2024-05-05"))
    assert not FINDING.is_raised_on(day("2024-05-06"))


def test_it_falls_due_until_the_day_it_is_raised() -> None:
    assert FINDING.falls_due_after(day("2024-03-03"))
    assert not FINDING.falls_due_after(day("2024-03-04"))


def test_its_name_stays_while_the_same_fact_raises_it() -> None:
    later = Finding("second_plan", "child-1", None, day("2024-03-05"), None, ("f1",))
    other = Finding("second_plan", "child-1", None, day("2024-03-04"), None, ("f2",))

    assert FINDING.finding_id == later.finding_id != other.finding_id


def test_each_time_a_concern_was_open_is_a_stretch_of_days() -> None:
    concern = a_concern("2024-01-08")
    answer = an_answer("2024-02-05", concern.fact_id)
    again = a_fact("reopening", "2024-03-04", concerns=[concern.fact_id], why="new_fact")

    found = Unanswered().evaluate(history_of("child-1", [concern, answer, again]))

    assert [(each.raised_on, each.cleared_on, each.facts) for each in found] == [
        (day("2024-01-08"), day("2024-02-05"), (concern.fact_id,)),
        (day("2024-03-04"), None, (again.fact_id,)),
    ]
    assert {each.concern for each in found} == {concern.fact_id}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("quiet | a story | tomorrow | quiet", "'tomorrow' is not a date"),
        ("loud | a story | 2024-01-08 | quiet", "'loud' is no sort of case"),
        ("raised | a story | 2024-01-08 | late", "'late' is not a finding"),
    ],
)
def test_a_worked_case_that_cannot_be_read_is_refused(row: str, says: str) -> None:
    cases = Cases({"note": given("note")}, f"case | story | note | finding\n{row}")

    with pytest.raises(ValueError, match=says):
        assert cases.each
