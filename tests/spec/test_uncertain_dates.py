"""Dates as agencies write them: what each means, worked case by worked case."""

from datetime import UTC, date, datetime

import pytest

from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date

CASES = """
    2016-05-03                        | 2016-05-03 |            | day
    2016/05/03                        | 2016-05-03 |            | day
    03/05/2016                        | 2016-05-03 |            | day
    3.5.16                            | 2016-05-03 |            | day
    03-05-2016                        | 2016-05-03 |            | day
    3 May 2016                        | 2016-05-03 |            | day
    3rd of May 2016                   | 2016-05-03 |            | day
    3-May-16                          | 2016-05-03 |            | day
    Tuesday 3 May 2016                | 2016-05-03 |            | day
    May 3, 2016                       | 2016-05-03 |            | day
    03/05/2016 14:30                  | 2016-05-03 |            | day
    2016-05-03T10:30:00               | 2016-05-03 |            | day
    on 3 May 2016 at 10.30am          | 2016-05-03 |            | day
    1.2.98                            | 1998-02-01 |            | day
    39854                             | 2009-02-10 |            | day
    May 2016                          | 2016-05-01 | 2016-05-31 | month
    Sept 2008                         | 2008-09-01 | 2008-09-30 | month
    May-16                            | 2016-05-01 | 2016-05-31 | month
    05/2016                           | 2016-05-01 | 2016-05-31 | month
    2011-12                           | 2011-12-01 | 2011-12-31 | month
    February 2012                     | 2012-02-01 | 2012-02-29 | month
    2009                              | 2009-01-01 | 2009-12-31 | year
    ?May 2016                         | 2016-05-01 | 2016-05-31 | about
    ?22 May 2016                      | 2016-05-22 |            | about
    2009?                             | 2009-01-01 | 2009-12-31 | about
    c. 2009                           | 2009-01-01 | 2009-12-31 | about
    circa May 2009                    | 2009-05-01 | 2009-05-31 | about
    around 3 May 2009                 | 2009-05-03 |            | about
    early 2011                        | 2011-01-01 | 2011-04-30 | about
    mid 2011                          | 2011-05-01 | 2011-08-31 | about
    Mid-2011                          | 2011-05-01 | 2011-08-31 | about
    late 2011                         | 2011-09-01 | 2011-12-31 | about
    end of 2011                       | 2011-09-01 | 2011-12-31 | about
    early May 2016                    | 2016-05-01 | 2016-05-10 | about
    mid-May 2016                      | 2016-05-11 | 2016-05-20 | about
    late February 2016                | 2016-02-21 | 2016-02-29 | about
    spring 2010                       | 2010-03-01 | 2010-05-31 | about
    Summer 2009                       | 2009-06-01 | 2009-08-31 | about
    winter 2010/11                    | 2010-12-01 | 2011-02-28 | about
    2012/13                           | 2012-04-01 | 2013-08-31 | about
    2012-13                           | 2012-04-01 | 2013-08-31 | about
    March-April 2012                  | 2012-03-01 | 2012-04-30 | about
    Mar/Apr 2012                      | 2012-03-01 | 2012-04-30 | about
    between March and April 2012      | 2012-03-01 | 2012-04-30 | about
    May or June 2012                  | 2012-05-01 | 2012-06-30 | about
    12-14 May 2016                    | 2016-05-12 | 2016-05-14 | about
    16/17 May 2012                    | 2012-05-16 | 2012-05-17 | about
    December 2011 - January 2012      | 2011-12-01 | 2012-01-31 | about
    3 May 2016 to 5 June 2016         | 2016-05-03 | 2016-06-05 | about
    2008-2010                         | 2008-01-01 | 2010-12-31 | about
    w/c 3 March 2014                  | 2014-03-03 | 2014-03-09 | about
    week commencing 3rd March 2014    | 2014-03-03 | 2014-03-09 | about
    w/e 9 March 2014                  | 2014-03-03 | 2014-03-09 | about
    before Christmas 2011             | 2011-12-01 | 2011-12-24 | about
    Christmas 2011                    | 2011-12-24 | 2011-12-26 | about
"""


def _rows() -> list[tuple[str, ...]]:
    lines = (line for line in CASES.splitlines() if line.strip())
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


@pytest.mark.parametrize(("written", "first", "latest", "precision"), _rows())
def test_a_date_means(written: str, first: str, latest: str, precision: str) -> None:
    when = read_date(written)
    assert when.happened_on.isoformat() == first
    assert (when.latest_on.isoformat() if when.latest_on else "") == latest
    assert when.precision == precision
    assert when.as_written == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "unknown",
        "05/13/2016",
        "31 February 2012",
        "0",
        "99999",
        "soon",
        "June to May 2012",
        "Q3",
    ],
)
def test_words_that_name_no_day_are_refused(written: str) -> None:
    with pytest.raises(DateNotUnderstoodError):
        read_date(written)


@pytest.mark.parametrize(
    "cell", [date(2016, 5, 3), datetime(2016, 5, 3, 14, 30, tzinfo=UTC), 42493.0, 42493]
)
def test_a_spreadsheets_own_dates_are_days(cell: float | date) -> None:
    assert read_date(cell).happened_on == date(2016, 5, 3)


def test_a_year_in_a_spreadsheet_is_a_year_and_not_a_day_number() -> None:
    assert read_date(2009.0).precision == "year"
