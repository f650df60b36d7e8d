"""Counting days: the worked cases that guidance, case law and the calendar give."""

from datetime import UTC, date, datetime, timedelta

import pytest

from keepsight.practice.working_day import (
    LONDON,
    OutsideCalendarError,
    add_hours,
    add_months,
    add_weeks,
    add_working_days,
    is_working_day,
    working_day_number,
    working_days_between,
)


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "number", "due", "why"),
    [
        ("2010-12-20", 10, "2011-01-06", "Christmas and New Year fall at a weekend"),
        ("2011-04-15", 15, "2011-05-12", "Easter, a royal wedding and May Day"),
        ("2012-05-25", 10, "2012-06-12", "two days off for a jubilee"),
        ("2022-09-09", 15, "2022-10-03", "a state funeral"),
        ("2025-12-19", 10, "2026-01-07", "Christmas"),
        ("2026-11-20", 45, "2027-01-27", "an assessment across Christmas"),
        ("2026-12-18", 15, "2027-01-13", "a conference across Christmas"),
        ("2025-03-08", 1, "2025-03-10", "from a Saturday, Monday is the first day"),
        ("2025-03-03", 15, "2025-03-24", "three plain weeks"),
        ("2025-03-07", 0, "2025-03-07", "none at all is the same day"),
        ("2025-03-24", -5, "2025-03-17", "five clear days ahead"),
        ("2025-03-09", -1, "2025-03-07", "back from a Sunday, Friday is the first day"),
        ("2025-03-10", -1, "2025-03-07", "back from a Monday, too"),
    ],
)
def test_working_days_are_added(start: str, number: int, due: str, why: str) -> None:
    assert add_working_days(on(start), number) == on(due), why


@pytest.mark.parametrize(
    "day",
    [
        "1999-12-31",
        "2002-06-03",
        "2011-04-29",
        "2012-06-05",
        "2020-05-08",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
        "2010-12-27",
        "2010-12-28",
        "2026-12-25",
        "2027-03-26",
        "2025-03-08",
    ],
)
def test_a_day_off(day: str) -> None:
    assert not is_working_day(on(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2026-11-23", "2022-09-20", "2026-08-03"])
def test_an_ordinary_day(day: str) -> None:
    assert is_working_day(on(day))


def test_the_end_counts_and_the_start_does_not() -> None:
    assert working_days_between(on("2025-03-03"), on("2025-03-24")) == 15
    assert working_days_between(on("2025-03-08"), on("2025-03-10")) == 1
    assert working_days_between(on("2025-03-24"), on("2025-03-03")) == -15


def test_working_days_are_numbered_from_1998() -> None:
    assert working_day_number(on("1998-01-01")) == 0
    assert working_day_number(on("1998-01-02")) == 1
    assert working_day_number(on("1998-01-07")) == 4


def test_a_scottish_holiday_counts_only_for_the_united_kingdom() -> None:
    saint_andrew = on("2026-11-30")
    assert is_working_day(saint_andrew)
    assert not is_working_day(saint_andrew, place="united_kingdom")
    friday = on("2026-11-27")
    assert add_working_days(friday, 1, place="united_kingdom") == on("2026-12-01")


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2025-09-30", 4, "2026-01-30"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-03-15", 6, "2025-09-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-10", -1, "2024-12-10"),
    ],
)
def test_months_end_on_the_corresponding_date(start: str, months: int, due: str) -> None:
    assert add_months(on(start), months) == on(due)


def test_a_week_is_seven_days() -> None:
    assert add_weeks(on("2025-12-23"), 2) == on("2026-01-06")


def test_72_hours_across_the_autumn_clock_change_read_as_71() -> None:
    returned_at = datetime(2025, 10, 25, 9, 0, tzinfo=LONDON)
    due_at = add_hours(returned_at, 72)
    assert due_at == datetime(2025, 10, 28, 8, 0, tzinfo=LONDON)
    assert due_at.astimezone(UTC) - returned_at.astimezone(UTC) == timedelta(hours=72)


def test_hours_across_the_spring_clock_change() -> None:
    taken_at = datetime(2025, 3, 29, 20, 0, tzinfo=LONDON)
    assert add_hours(taken_at, 72) == datetime(2025, 4, 1, 21, 0, tzinfo=LONDON)


def test_an_hour_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        add_hours(datetime(2025, 3, 29, 20, 0), 72)  # noqa: DTZ001 the fault under test


@pytest.mark.parametrize(
    ("day", "number"), [("1997-12-31", 1), ("2031-01-01", 1), ("2030-12-30", 5), ("1998-01-03", -9)]
)
def test_outside_the_years_that_are_known_the_range_is_said(day: str, number: int) -> None:
    with pytest.raises(OutsideCalendarError, match="1 January 1998 to 31 December 2030"):
        add_working_days(on(day), number)
