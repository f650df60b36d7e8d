"""The tables that come with Keepsight: a fault in one is named by table, row and field."""

from datetime import date, datetime

import pytest

from keepsight.practice.period import Period
from keepsight.practice.table import Row, TableError
from keepsight.practice.timescale import TIMESCALES
from keepsight.practice.working_day import LONDON

ROW = Row("timescales.csv", 7, {"in_force_from": "April 2006", "basis": "custom", "notes": ""})


def test_a_bad_date_is_named() -> None:
    with pytest.raises(TableError, match=r'timescales.csv, row 7, in_force_from: .*"April 2006"'):
        ROW.day("in_force_from")


def test_a_bad_word_is_named_with_what_was_expected() -> None:
    with pytest.raises(TableError, match="expected one of local_norm, statute"):
        ROW.choice("basis", {"statute": 1, "local_norm": 2})


def test_a_missing_column_is_named() -> None:
    with pytest.raises(TableError, match=r"source: .*expected a column of this name"):
        ROW.text("source")


def test_an_empty_field_is_no_date() -> None:
    assert Row("guidance.csv", 2, {"in_force_to": ""}).day("in_force_to") is None


def test_periods_in_words() -> None:
    assert [str(Period.parse(text)) for text in ("1 months", "15 working days")] == [
        "1 month",
        "15 working days",
    ]


def test_only_hours_have_an_hour() -> None:
    with pytest.raises(ValueError, match="counted in days"):
        Period(2, "weeks").due_at(datetime(2025, 3, 3, 9, 0, tzinfo=LONDON))


def test_a_window_at_the_start_of_the_calendar_begins_with_it() -> None:
    assert Period(10, "working_days").window_start(date(1998, 1, 4)) == date(1998, 1, 1)


def test_a_window_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="lies outside"):
        Period(10, "working_days").window_start(date(2031, 2, 3))


def test_ever_has_no_last_moment() -> None:
    edition = TIMESCALES["second_plan"].edition_on(date(2025, 3, 3))
    assert edition is not None
    with pytest.raises(ValueError, match="no end"):
        edition.due_at(datetime(2025, 3, 3, 9, 0, tzinfo=LONDON))
