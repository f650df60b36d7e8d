"""A row that tells of many occasions at once ("27 separate police logs"), told as so many rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from keepsight.exchange.replay_case.row import Edge, Row

_NUMBERS: Mapping[str, int] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "a dozen": 12,
    "several": 3,
}  # fmt: skip
"""Numbers in words. "Several" is at least three, and no more is taken for it."""

_NOUNS: Mapping[str, str] = {
    "domestic_abuse": r"logs?|incidents|notices|notifications|call-?outs|calls|reports|"
    r"attendances|referrals",
    "core_group": r"meetings|core groups|conferences|groups|discussions",
    "visit": r"visits|attempts|calls",
    "missed_appointment": r"appointments|clinics|checks",
    "referral": r"referrals|calls|contacts|reports",
    "contact": r"contacts|calls|reports|referrals",
    "police_event": r"logs?|incidents|call-?outs|arrests|attendances",
}
_ABOUT = r"^(?:there were |a total of |in all,? |about |around |some |at least |over |more than |"
_OCCASIONS = re.compile(rf"\bon ({'|'.join((r'[0-9]{1,3}', *_NUMBERS))}) (?:\w+ )?occasions\b")
_SHORTEST_RANGE = 28
_MOST = 100


def rows_at(row: Row, edge: Edge, *, no_later_than: date | None) -> list[Row]:
    """The rows that a row makes at one edge of its range: one, unless it tells of many occasions.

    Those lie evenly over the range: at the earliest edge the first of them on its first day, at
    the latest the last of them on its last. Nothing more is known of when each one was.
    """
    times = occasions(row)
    if times == 1:
        return [row.at(edge, no_later_than=no_later_than)]
    first, last = row.happened_on, row.last_on(no_later_than)
    apart = (last - first).days / (times if row.window is not None else times - 1)
    begin = 1 if edge == "latest" and row.window is not None else 0
    return [
        _on(row, first + timedelta(days=round((begin + number) * apart)), turn=number + 1)
        for number in range(times)
    ]


def occasions(row: Row) -> int:
    """How many occasions the words of a row tell of: 1 unless they begin with a number of them or
    name one ("on six occasions"), and the row has no day of its own to put them on."""
    has_range = row.when.latest_on is not None
    if not has_range or (row.last_on(None) - row.happened_on).days < _SHORTEST_RANGE:
        return 1
    nouns = _NOUNS.get(row.kind)
    words = row.detail.lower()
    found = nouns and (re.match(_pattern(nouns), words) or _OCCASIONS.search(words))
    if not found:
        return 1
    said = found[1]
    return max(min(int(said) if said.isdigit() else _NUMBERS[said], _MOST), 1)


def _pattern(nouns: str) -> str:
    numbers = "|".join((r"\d{1,3}", *_NUMBERS))
    return rf"{_ABOUT}nearly |almost )*({numbers})(?: of)? (?:[\w-]+ ){{0,3}}?(?:{nouns})\b"


def _on(row: Row, day: date, *, turn: int) -> Row:
    when = replace(row.when, happened_on=day, latest_on=None, precision="about")
    return replace(row, when=when, turn=turn)


def remarks_on(rows: list[Row]) -> Iterator[tuple[Row, int]]:
    """The rows that are told as many, and as how many."""
    for row in rows:
        if (times := occasions(row)) > 1:
            yield row, times
