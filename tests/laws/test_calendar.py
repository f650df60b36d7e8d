"""Laws of counting days: whatever the day and the length, the ways of counting agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepsight.practice import deadline_calendar
from keepsight.practice.day import to_date, to_day
from keepsight.practice.period import UNITS, Period
from keepsight.practice.timescale import TIMESCALES, Timescale
from keepsight.practice.working_day import (
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendarError,
    add_months,
    add_working_days,
    is_working_day,
    working_day_number,
    working_days_between,
)

ONE_DAY = timedelta(days=1)
known_days = st.dates(FIRST_DAY, LAST_DAY)
# Far enough from both ends for the longest period below, counted either way.
inner_days = st.dates(date(2008, 1, 1), date(2024, 12, 31))
periods = st.builds(Period, st.integers(1, 60), st.sampled_from(["hours", "calendar_days"])) | (
    st.builds(Period, st.integers(1, 60), st.sampled_from(["weeks", "months", "working_days"]))
)
clocks = st.sampled_from(
    [*TIMESCALES.values(), TIMESCALES["strategy_discussion"].choosing("within_three_days")]
)


@given(known_days)
def test_a_day_and_its_number_are_the_same_day(day: date) -> None:
    assert to_date(to_day(day)) == day
    assert to_day(day + ONE_DAY) == to_day(day) + 1


@given(inner_days, st.integers(1, 300))
def test_adding_and_then_counting_gives_the_number_added(day: date, number: int) -> None:
    due = add_working_days(day, number)
    assert is_working_day(due)
    assert working_days_between(day, due) == number


@given(inner_days, st.integers(1, 300))
def test_counting_back_leaves_the_whole_time_clear(day: date, number: int) -> None:
    latest = add_working_days(day, -number)
    assert is_working_day(latest)
    assert add_working_days(latest, number) >= day
    # And no more than that: it ends on the first working day reached.
    assert add_working_days(latest, number) <= add_working_days(day - ONE_DAY, 1)


@given(st.dates(FIRST_DAY, LAST_DAY - ONE_DAY))
def test_the_number_of_a_working_day_rises_by_one_on_working_days_alone(day: date) -> None:
    rise = working_day_number(day + ONE_DAY) - working_day_number(day)
    assert rise == is_working_day(day + ONE_DAY)


@given(known_days, st.integers(1, 36))
def test_months_end_on_the_same_number_or_on_the_last_day(day: date, number: int) -> None:
    due = add_months(day, number)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == number
    assert due.day == day.day or (due.day < day.day and (due + ONE_DAY).day == 1)


@given(inner_days, periods)
def test_a_later_start_never_falls_due_earlier(day: date, period: Period) -> None:
    assert day < period.due_on(day) <= period.due_on(day + ONE_DAY)


@given(inner_days, periods)
def test_a_window_holds_just_the_days_whose_time_has_not_run_out(day: date, period: Period) -> None:
    start = period.window_start(day)
    assert period.due_on(start) >= day
    assert period.due_on(start - ONE_DAY) < day


@given(st.integers(1, 9999), st.sampled_from(UNITS))
def test_a_period_is_read_as_it_is_written(amount: int, unit: str) -> None:
    assert Period.parse(f"{amount} {unit}").key == f"{amount} {unit}"


@given(clocks, known_days)
def test_the_deadline_calendar_says_what_the_timescale_says(clock: Timescale, day: date) -> None:
    try:
        due = clock.due_on(day)
    except OutsideCalendarError:
        due = None
    expected = to_day(due) if due else None
    assert calendar_of(clock).get((clock.key, to_day(day))) == expected


@given(periods, known_days)
def test_the_deadline_calendar_says_what_the_period_says(period: Period, day: date) -> None:
    try:
        due = to_day(period.due_on(day))
    except OutsideCalendarError:
        due = None
    assert calendar_of(period).get((period.key, to_day(day))) == due


def test_the_deadline_calendar_has_one_row_for_each_clock_and_start() -> None:
    twice: list[Timescale | Period] = [
        TIMESCALES["assessment"],
        Period(12, "months"),
        TIMESCALES["assessment"],
    ]
    found = list(deadline_calendar.rows(twice))
    assert len(found) == len({(clock, start) for clock, start, _ in found})
    starts = [start for clock, start, _ in found if clock == "12 months"]
    assert starts == list(range(to_day(FIRST_DAY), to_day(LAST_DAY) + 1))


def test_no_row_where_there_is_no_edition_or_no_end() -> None:
    found = list(deadline_calendar.rows([TIMESCALES["assessment"], TIMESCALES["second_plan"]]))
    assert min(start for _, start, _ in found) == to_day(date(2006, 4, 1))
    assert {clock for clock, _, _ in found} == {"assessment"}


@pytest.mark.parametrize(
    "text", ["", "15", "working_days", "0 weeks", "-1 months", "2 fortnights", "1.5 weeks"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.parse(text)


_CALENDARS: dict[str, dict[tuple[str, int], int]] = {}


def calendar_of(clock: Timescale | Period) -> dict[tuple[str, int], int]:
    """The calendar of one clock, made once: a join reaches it by clock and start."""
    if clock.key not in _CALENDARS:
        rows = deadline_calendar.rows([clock])
        _CALENDARS[clock.key] = {(name, start): due for name, start, due in rows}
    return _CALENDARS[clock.key]
