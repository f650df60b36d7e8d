"""Dates as people write them, certain or not: the first day it may have been, the last, and how
exactly it is known."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from keepsight.facts.fact import Precision

EXPECTED = 'a date such as 3/5/2016 (day first), 3 May 2016, "May 2016" or "early 2011"'

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(7_306, 73_415)  # from 1920 to 2100: four-digit years are left as years
_CENTURY_TURNS_AT = 50
_MONTH_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, start=1) for name in names}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+"
_YEAR = r"((?:1[89]|20|21)\d\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_THIRDS = {"mid": 1, "middle": 1, "late": 2, "later": 2, "end": 2}
_DOUBT = re.compile(
    r"^(?:\?+|c\.|ca\.|c(?=\s?\d)|circa|approx\.?|approximately|about|around|roughly|probably|"
    r"possibly|maybe|thought to be|est\.?|estimated)\s*"
)
_LEADING = re.compile(r"^(?:on|in|during|by|the|dated?|night of|evening of|between|from|since)\s+")
_TRAILING = re.compile(r"\s*(?:\(?\?+\)?|\(?approx\.?(?:imately)?\)?|onwards?|or so)$")
_TIME = re.compile(
    r"[\sT,]+(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|hrs|z)?$", re.I
)
_BETWEEN = re.compile(r"\s*(?:\bto\b|\buntil\b|\bor\b|\band\b|[-–—/&])\s*")


class DateNotUnderstoodError(ValueError):
    """The words name no day, month or year that could be found."""


@dataclass(frozen=True)
class UncertainDate:
    """The days between which something happened, how exactly that is known, and the words used."""

    happened_on: date
    latest_on: date | None
    precision: Precision
    as_written: str


@dataclass(frozen=True)
class _Span:
    first: date
    last: date
    precision: Precision


def read_date(written: str | float | date | datetime) -> UncertainDate:
    """The days meant by a cell of a chronology.

    Takes a date, a spreadsheet's day number, or words; days come before months, as in the United
    Kingdom. `latest_on` is None when only one day is meant. "About" marks every date that the
    source itself is unsure of, and every part of a month or year ("early 2011" is its first third,
    "spring" March to May). Raises DateNotUnderstoodError.
    """
    if isinstance(written, datetime):
        written = written.date()
    if isinstance(written, date):
        return UncertainDate(written, None, "day", written.isoformat())
    words = f"{written:g}" if isinstance(written, float) else str(written).strip()
    span = _meant(words)
    if span is None:
        raise DateNotUnderstoodError(words)
    latest = span.last if span.last != span.first else None
    return UncertainDate(span.first, latest, span.precision, words)


@lru_cache(maxsize=4096)
def _meant(words: str) -> _Span | None:
    try:
        return _span(_plain(words))
    except (ValueError, OverflowError):
        return None


def _plain(words: str) -> str:
    text = " ".join(words.replace("’", "'").lower().split())
    return _TIME.sub("", text).strip(" .,;") if not text.isdigit() else text


def _span(text: str) -> _Span | None:
    text = re.sub(_WEEKDAY, "", _LEADING.sub("", text))
    for doubt in (_DOUBT, _TRAILING):
        if doubt.search(text):
            rest = doubt.sub("", text, count=1)
            inner = _span(rest) if rest != text else None
            return replace(inner, precision="about") if inner else None
    for pattern, meaning in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return meaning(*found.groups())
    return _range(text)


def _range(text: str) -> _Span | None:
    """Two dates with a word or a stroke between them; the first may borrow month and year."""
    for cut in _BETWEEN.finditer(text):
        left, right = text[: cut.start()], text[cut.end() :]
        last = _span(right) if left and right else None
        if last is None:
            continue
        for whole in (left, f"{left} {last.last.year}", f"{left} {last.last:%B %Y}".lower()):
            first = _span(whole)
            if first and first.first <= last.last:
                return _Span(first.first, last.last, "about")
    return None


def _day(day: str, month: str, year: str) -> _Span:
    number = int(month) if month.isdigit() else _MONTHS[month]
    the_day = date(_whole_year(year), number, int(day))
    return _Span(the_day, the_day, "day")


def _iso_day(year: str, month: str, day: str) -> _Span:
    return _day(day, month, year)


def _month_first(month: str, day: str, year: str) -> _Span:
    return _day(day, month, year)


def _month(month: str, year: str) -> _Span:
    number = int(month) if month.isdigit() else _MONTHS[month]
    whole = _whole_year(year)
    return _Span(date(whole, number, 1), _month_end(whole, number), "month")


def _iso_month(year: str, month: str) -> _Span | None:
    if int(month) == (int(year) + 1) % 100 and int(month) > 12:
        return _two_years(year, month)
    return _month(month, year)


def _year(year: str) -> _Span:
    return _Span(date(int(year), 1, 1), date(int(year), 12, 31), "year")


def _two_years(year: str, following: str) -> _Span | None:
    """Written 2012/13, it may be a financial or a school year: April to August of the next."""
    if int(following) % 100 != (int(year) + 1) % 100:
        return _month(following, year)
    return _Span(date(int(year), 4, 1), date(int(year) + 1, 8, 31), "about")


def _season(season: str, year: str, *_following: str) -> _Span:
    start = _SEASONS[season]
    first = date(int(year), start, 1)
    ends_in, ends = (int(year) + 1, 2) if season == "winter" else (int(year), start + 2)
    return _Span(first, _month_end(ends_in, ends), "about")


def _part(part: str, rest: str) -> _Span | None:
    """The first, middle or last third of a month or year."""
    whole = _span(rest)
    if whole is None or whole.first == whole.last:
        return None
    third = _THIRDS.get(part.split()[0], 0)
    if whole.precision == "year":
        year = whole.first.year
        first, last = 1 + 4 * third, 4 + 4 * third
        return _Span(date(year, first, 1), _month_end(year, last), "about")
    first_day, last_day = ((1, 10), (11, 20), (21, whole.last.day))[third]
    return _Span(whole.first.replace(day=first_day), whole.first.replace(day=last_day), "about")


def _week(side: str, rest: str) -> _Span | None:
    named = _span(rest)
    if named is None or named.precision != "day":
        return None
    six = timedelta(days=6)
    if side in ("e", "ending"):
        return _Span(named.first - six, named.first, "about")
    return _Span(named.first, named.first + six, "about")


def _christmas(before: str | None, year: str) -> _Span:
    if before:
        return _Span(date(int(year), 12, 1), date(int(year), 12, 24), "about")
    return _Span(date(int(year), 12, 24), date(int(year), 12, 26), "about")


def _serial(number: str) -> _Span | None:
    if int(number) not in _EXCEL_SERIALS:
        return None
    the_day = _EXCEL_EPOCH + timedelta(days=int(number))
    return _Span(the_day, the_day, "day")


def _whole_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < _CENTURY_TURNS_AT else 1900)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_Meaning = Callable[..., _Span | None]
_PATTERNS: tuple[tuple[re.Pattern[str], _Meaning], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (rf"{_YEAR}[-/.](\d\d?)[-/.](\d\d?)", _iso_day),
        (r"(\d\d?)\s?[-/.]\s?(\d\d?)\s?[-/.]\s?(\d{4}|\d\d)", _day),
        (rf"(\d\d?){_ORDINAL}(?: of)?[\s-]*{_MONTH}[\s,'-]*({_YEAR[1:-1]}|\d\d)", _day),
        (rf"{_MONTH}\s*(\d\d?){_ORDINAL},?\s+{_YEAR}", _month_first),
        (rf"{_MONTH}(?: of)?[\s,'-]*({_YEAR[1:-1]}|\d\d)", _month),
        (rf"{_YEAR}-(\d\d?)", _iso_month),
        (rf"{_YEAR}/(\d\d|\d{{4}})", _two_years),
        (rf"(\d\d?)/{_YEAR}", _month),
        (_YEAR, _year),
        (r"(\d{5})(?:\.\d+)?", _serial),
        (
            rf"(spring|summer|autumn|winter)(?: term)?(?: of)? {_YEAR}(?:[/-](\d\d|\d{{4}}))?",
            _season,
        ),
        (r"(early|mid|middle of|late|later|end of|beginning of|start of)[\s-]+(?:in )?(.+)", _part),
        (r"(?:w/|w\.|week )(c|b|e|commencing|beginning|ending|of|starting)\.?:? (.+)", _week),
        (rf"(before |just before |pre-)?christmas(?: day)? {_YEAR}", _christmas),
    )
)
