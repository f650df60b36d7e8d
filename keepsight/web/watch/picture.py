"""Columns by month or quarter, drawn by hand as SVG. The picture is as wide as a phone, so that its
words can be read there, and grows on a wide screen. A table of the same numbers stands beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 340, 190
LEFT, RIGHT, TOP, FOOT = 34, 336, 16, 160
LETTER = 6.5
"""About how wide a letter of the words at the foot is, in the units of the picture."""


@dataclass(frozen=True)
class Series:
    """Numbers of one kind, one for each column; None where it is not known yet. `name` stands in
    the key."""

    name: str
    numbers: tuple[int | None, ...]


@dataclass(frozen=True)
class Column:
    """One column: where and how high, and of which series, from 1. An `is_open` one has no number
    yet, and is drawn as an outline."""

    x: float
    y: float
    width: float
    height: float
    series: int
    is_open: bool


@dataclass(frozen=True)
class Words:
    """Words at the side or the foot."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """A level line, with its number."""

    y: float
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture, ready for its template. `description` says in words what it shows; `mark_x` is
    where something began, if it is marked."""

    name: str
    title: str
    description: str
    series: tuple[Series, ...]
    columns: tuple[Column, ...]
    labels: tuple[Words, ...]
    lines: tuple[Line, ...]
    mark_x: float | None
    has_open: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    foot: int = FOOT


def picture(
    name: str,
    title: str,
    *,
    labels: Sequence[str],
    series: Sequence[Series],
    description: str,
    mark: float | None = None,
) -> Picture:
    """The columns of these series side by side. `name` tells pictures of one page apart; `mark`:
    before which label something began."""
    highest = max((n for each in series for n in each.numbers if n is not None), default=0)
    most = _round_up(highest)
    room = (RIGHT - LEFT) / max(len(labels), 1)
    columns = tuple(
        _column(place, at, len(series), number, room=room, most=most)
        for at, each in enumerate(series)
        for place, number in enumerate(each.numbers)
        if number != 0
    )
    return Picture(
        name=name,
        title=title,
        description=description,
        series=tuple(series),
        columns=columns,
        labels=_labels(labels, room),
        lines=tuple(Line(_y(each, most), f"{each:,}") for each in (0, most // 2, most)),
        mark_x=None if mark is None else round(LEFT + mark * room, 1),
        has_open=any(each.is_open for each in columns),
    )


def _column(
    place: int, at: int, many: int, number: int | None, *, room: float, most: int
) -> Column:
    width = room * 0.8 / many
    x = LEFT + place * room + room * 0.1 + at * width
    y = TOP if number is None else _y(number, most)
    return Column(
        x=round(x, 1),
        y=round(y, 1),
        width=round(width - 1, 1),
        height=round(FOOT - y, 1),
        series=at + 1,
        is_open=number is None,
    )


def _labels(labels: Sequence[str], room: float) -> tuple[Words, ...]:
    """Every label, or as many as have room, counted back from the last."""
    widest = max((len(each) for each in labels), default=1) * LETTER
    step = max(1, -int(-widest // room))
    last = len(labels) - 1
    return tuple(
        Words(round(LEFT + (place + 0.5) * room, 1), FOOT + 18, each)
        for place, each in enumerate(labels)
        if (last - place) % step == 0
    )


def _y(number: int, most: int) -> float:
    return round(FOOT - (FOOT - TOP) * number / most, 1)


def _round_up(number: int) -> int:
    """The next even number that is easy to read: 2, 4, 10, 20, 40, 50, 100, and so on."""
    tens = 1
    while True:
        for each in (2, 4, 6, 10):
            if number <= each * tens:
                return each * tens
        tens *= 10
