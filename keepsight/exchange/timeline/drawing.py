"""Draws the timeline as SVG: plain shapes and words, nothing fetched, readable without colour."""

from collections.abc import Sequence
from hashlib import sha256
from xml.etree.ElementTree import Element, indent, tostring

from keepsight.exchange.timeline.axis import Axis, width_of
from keepsight.exchange.timeline.lane import Bar, Flag, Lane, Point, Timeline, in_words
from keepsight.exchange.timeline.pen import INK, PAPER, add, path, wrapped, write
from keepsight.exchange.timeline.symbol import FLAG, OPEN, SYMBOLS, Legend, draw_symbol

WIDTH, LEFT, RIGHT = 960.0, 208.0, 864.0
TOP = 34.0
BAR, ROW, NAME, NOTE, FLAGS = 20.0, 24.0, 17.0, 15.0, 20.0
NAME_SIZE, NOTE_SIZE, BAR_SIZE = 14.0, 12.0, 13.0

QUIET = "#505a5f"
RULE = "#cecece"
PLAN = "#53284f"


def drawn(timeline: Timeline, *, title: str) -> str:
    """The picture as the text of one SVG element, with its title and its content in words."""
    axis = Axis(timeline.began_on, timeline.until, LEFT, RIGHT)
    heights = [_height(lane, axis) for lane in timeline.lanes]
    foot = TOP + (sum(heights) or ROW)
    legend = Legend(timeline.lanes, width=WIDTH)
    picture = _frame(title, in_sentences(timeline), foot + 16 + legend.height)
    if timeline.lanes:
        _draw_axis(picture, axis, foot)
    else:
        write(picture, "No concern, meeting or plan is recorded.", 4, TOP)
    top = TOP
    for lane, height in zip(timeline.lanes, heights, strict=True):
        _draw_lane(add(picture, "g"), lane, axis, top)
        top += height
        add(picture, "path", d=path("M", 0, top, "H", WIDTH), stroke=RULE)
    legend.draw(picture, foot + 12)
    indent(picture, " ")
    return tostring(picture, encoding="unicode")


def in_sentences(timeline: Timeline) -> str:
    """The picture in words, for those who do not see it."""
    said = [f"From {in_words(timeline.began_on)} to {in_words(timeline.until)}."]
    for lane in timeline.lanes:
        bars = [
            f"{bar.label} from {in_words(bar.began_on)}"
            + (f" to {in_words(bar.ended_on)}" if bar.ended_on else "")
            for bar in lane.bars
        ]
        points = [] if lane.is_concern else _counted(lane.points)
        said.append(f"{lane.name}: {'; '.join([*lane.notes, *bars, *points])}.")
    return " ".join(said)


def _counted(points: Sequence[Point]) -> list[str]:
    labels = [each.label for each in points]
    return [f"{label} {labels.count(label)}" for label in dict.fromkeys(labels)]


def _frame(title: str, description: str, height: float) -> Element:
    mark = sha256(f"{title}{description}".encode()).hexdigest()[:8]
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH:.0f} {height:.0f}",
            "width": "100%",
            "role": "img",
            "aria-labelledby": f"title-{mark} description-{mark}",
            "font-family": "Arial, Helvetica, 'Liberation Sans', sans-serif",
        },
    )
    add(picture, "title", title, id=f"title-{mark}")
    add(picture, "desc", description, id=f"description-{mark}")
    add(picture, "rect", width=WIDTH, height=height, fill=PAPER)
    return picture


def _draw_axis(picture: Element, axis: Axis, foot: float) -> None:
    until = in_words(axis.until)
    right = axis.x(axis.until)
    words_from = right - width_of(until, NOTE_SIZE) / 2
    free_from = 0.0
    for tick in axis.ticks():
        x = axis.x(tick.on)
        add(picture, "path", d=path("M", x, TOP - 6, "V", foot), stroke=RULE)
        ends = x + 3 + width_of(tick.label, NOTE_SIZE)
        if free_from <= x and ends < words_from:
            write(picture, tick.label, x + 3, TOP - 12, size=NOTE_SIZE, bold=tick.is_year)
            free_from = ends + 5
    add(picture, "path", d=path("M", 0, TOP, "H", WIDTH), stroke=RULE)
    add(picture, "path", d=path("M", right, TOP - 6, "V", foot), stroke=INK)
    write(picture, until, right, TOP - 12, size=NOTE_SIZE, anchor="middle")


def _draw_lane(group: Element, lane: Lane, axis: Axis, top: float) -> None:
    names = wrapped(lane.name, LEFT - 16, NAME_SIZE)
    for place, line in enumerate(names):
        write(group, line, 4, top + 20 + place * NAME, size=NAME_SIZE, bold=True)
    for place, note in enumerate(lane.notes):
        y = top + 19 + len(names) * NAME + place * NOTE
        write(group, note, 4, y, size=NOTE_SIZE, ink=QUIET)
    rows = _rows(lane, axis)
    for bar, row in zip(lane.bars, rows, strict=True):
        _draw_bar(group, bar, axis, top + 8 + row * ROW, is_concern=lane.is_concern)
    for point in lane.points:
        drawn_point = draw_symbol(group, SYMBOLS[point.shape], axis.x(point.on), top + 8 + BAR / 2)
        add(drawn_point, "title", f"{point.label}, {in_words(point.on)}")
    for flag in lane.flags:
        _draw_flag(group, flag, axis.x(flag.raised_on), top + 18 + ROW * _count(rows))


def _height(lane: Lane, axis: Axis) -> float:
    names = wrapped(lane.name, LEFT - 16, NAME_SIZE)
    words = 14 + NAME * len(names) + NOTE * len(lane.notes)
    rows = max(_count(_rows(lane, axis)), 1 if lane.points else 0)
    return max(words, 16 + ROW * rows + (FLAGS if lane.flags else 0))


def _count(rows: Sequence[int]) -> int:
    return max(rows, default=-1) + 1


def _rows(lane: Lane, axis: Axis) -> list[int]:
    """The row of each bar: the first in which neither the bar nor its words touch another.

    A concern's bars stay on one row, where words that do not fit are left to the note.
    """
    if lane.is_concern:
        return [0] * len(lane.bars)
    ends: list[float] = []
    rows = []
    for bar in lane.bars:
        left, right = _span(bar, axis)
        if not _fits(bar, axis):
            right += 6 + width_of(bar.label, BAR_SIZE)
        row = next((place for place, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [right]
        rows.append(row)
    return rows


def _span(bar: Bar, axis: Axis) -> tuple[float, float]:
    left = axis.x(bar.began_on)
    return left, max(axis.x(bar.ended_on or axis.until), left + 3)


def _fits(bar: Bar, axis: Axis) -> bool:
    left, right = _span(bar, axis)
    return width_of(bar.label, BAR_SIZE) + 12 <= right - left


def _draw_bar(group: Element, bar: Bar, axis: Axis, top: float, *, is_concern: bool) -> None:
    """Solid while nobody has answered, hollow once settled; an arrow where it runs on."""
    left, right = _span(bar, axis)
    ink = OPEN if is_concern else PLAN
    outline: list[str | float] = ["M", left, top, "H", right]
    if bar.ended_on is None:
        outline += ["L", right + 9, top + BAR / 2, "L", right, top + BAR]
    shape = add(
        group,
        "path",
        d=path(*outline, "V", top + BAR, "H", left, "Z"),
        fill=PAPER if bar.is_settled else ink,
        stroke=ink if bar.is_settled else PAPER,
    )
    ended = f"to {in_words(bar.ended_on)}" if bar.ended_on else "with no end recorded"
    add(shape, "title", f"{bar.label}: {in_words(bar.began_on)} {ended}")
    _write_on_bar(group, bar, axis, top + BAR - 5.5, ink=ink, is_concern=is_concern)


def _write_on_bar(
    group: Element, bar: Bar, axis: Axis, y: float, *, ink: str, is_concern: bool
) -> None:
    left, right = _span(bar, axis)
    if is_concern and bar.ended_on is None:
        write(group, bar.label, right + 13, y, size=BAR_SIZE, bold=True, ink=ink)
    elif _fits(bar, axis):
        inside = ink if bar.is_settled else PAPER
        write(group, bar.label, left + 6, y, size=BAR_SIZE, ink=inside)
    elif is_concern:
        return
    elif right + 13 + width_of(bar.label, BAR_SIZE) > WIDTH:
        write(group, bar.label, left - 6, y, size=BAR_SIZE, anchor="end")
    else:
        write(group, bar.label, right + 13, y, size=BAR_SIZE)


def _draw_flag(group: Element, flag: Flag, x: float, y: float) -> None:
    cleared = f", cleared {in_words(flag.cleared_on)}" if flag.cleared_on else ""
    shape = draw_symbol(group, FLAG, x, y)
    add(shape, "title", f"{flag.label}: raised {in_words(flag.raised_on)}{cleared}")
