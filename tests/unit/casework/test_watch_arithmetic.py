"""The arithmetic of what the watch says, by worked cases: months and their edges, what has not
ended yet, and what two times of the same length may be said to show."""

from datetime import date, timedelta

import pytest

from keepsight.casework.watch import lesson, page
from keepsight.casework.watch.lesson import Side, how_often, how_soon
from keepsight.casework.watch.month import Month, last_day, months_to, quarters_to, trend
from keepsight.casework.watch.wait import Wait
from keepsight.record.models import Finding
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern, an_answer
from tests.unit.record.a_record import TODAY, a_child, a_place, written

JAN, FEB, MAR = (date(2024, each, 1) for each in (1, 2, 3))


def test_what_was_raised_before_the_trend_stands_in_it() -> None:
    raised, cleared = {date(2023, 11, 1): 3, JAN: 2, MAR: 1}, {date(2023, 12, 1): 1, FEB: 2}

    assert trend(raised, cleared, months=(JAN, FEB, MAR)) == (
        Month(JAN, 2, 0, 4),
        Month(FEB, 0, 2, 2),
        Month(MAR, 1, 0, 3),
    )


def test_months_and_quarters_go_back_over_the_year() -> None:
    assert months_to(date(2024, 2, 29), number=3) == (date(2023, 12, 1), JAN, FEB)
    assert quarters_to(date(2024, 2, 29), number=2) == (date(2023, 10, 1), JAN)
    assert last_day(FEB) == date(2024, 2, 29)


def a_side(soon: int, of: int) -> Side:
    return Side(JAN, FEB, Wait(of, soon, 5, None, 30), of, soon, 0)


@pytest.mark.parametrize(
    ("before", "since", "says"),
    [
        (5, 5, "That is the same."),
        (10, 7, "chance alone often"),
        (40, 10, "fewer, and chance alone seldom"),
        (10, 40, "more, and chance alone seldom"),
    ],
)
def test_how_often_claims_no_more_than_chance_allows(before: int, since: int, says: str) -> None:
    assert says in how_often(before, since, days=90)


@pytest.mark.parametrize(
    ("before", "since", "says"),
    [
        (a_side(1, 9), a_side(9, 40), "cannot be said"),
        (a_side(10, 20), a_side(12, 20), "Chance alone often"),
        (a_side(4, 40), a_side(30, 40), "more often soon"),
        (a_side(30, 40), a_side(4, 40), "less often soon"),
        (a_side(20, 20), a_side(20, 20), "Chance alone often"),
    ],
)
def test_how_soon_compares_only_what_was_watched(before: Side, since: Side, says: str) -> None:
    assert says in how_soon(before, since)


@pytest.mark.django_db
def test_a_concern_without_an_answer_never_makes_answers_look_quick() -> None:
    place = a_place()
    a_child(team=place.team)
    for on, answered_on in (
        ("2024-04-01", "2024-04-03"),
        ("2024-04-08", None),
        ("2024-04-15", None),
    ):
        concern = a_concern(on)
        written([concern])
        if answered_on:
            written([an_answer(answered_on, concern.fact_id)])

    with reading_as(place.manager, on=TODAY):
        found = page.watch_page(by=place.manager, on=TODAY)

    quarter = found.quarters[-1].answered
    assert (quarter.began, quarter.ended, quarter.still) == (3, 1, 2)
    assert quarter.middle is None
    assert quarter.middle_in_words == quarter.slow_in_words == "not so many yet"


@pytest.mark.django_db
def test_before_and_after_puts_each_finding_on_its_side() -> None:
    place = a_place()
    a_child(team=place.team)
    day = TODAY - timedelta(days=60)
    with reading_as_system("test"):
        for number, days in enumerate((-30, -20, -1, 0, 40)):
            raised_on = day + timedelta(days=days)
            Finding.objects.create(
                finding_id=f"f{number}",
                rule="was_not_brought",
                child_id="child-1",
                raised_on=raised_on,
                cleared_on=raised_on + timedelta(days=5) if days < 0 else None,
                facts=["f"],
            )

    with reading_as(place.manager, on=TODAY):
        found = lesson.lesson("was_not_brought", by=place.manager, on=TODAY, day=day)

    assert found.comparison is not None
    before, since = found.comparison.before, found.comparison.since
    assert (before.stood.began, before.soon, before.watched_soon) == (3, 3, 3)
    assert (since.stood.began, since.soon, since.watched_soon) == (2, 0, 1)
