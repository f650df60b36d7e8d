"""Bars drawn by hand as SVG: a label above each, so that they can be read on a telephone."""

from collections.abc import Sequence
from textwrap import shorten

from keepsight.exchange.replay_page.markup import Html, tag

# Narrow, so that its letters are not drawn too small on a telephone.
_WIDTH, _LINE, _BAR, _LETTERS = 420, 50, 16, 54
_LABEL_AT, _BAR_AT = 18, 25


def bars(name: str, title: str, rows: Sequence[tuple[str, int]]) -> Html:
    """One bar for each row. `name` is its own on the page. The numbers stand in a table too."""
    most = max((number for _, number in rows), default=0)
    drawn = [
        each
        for place, (label, number) in enumerate(rows)
        for each in _bar(place * _LINE, label, number, most)
    ]
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        *drawn,
        viewBox=f"0 0 {_WIDTH} {max(len(rows), 1) * _LINE}",
        width=str(_WIDTH),
        role="img",
        aria_labelledby=f"{name}-title",
        class_="bars",
    )


def _bar(top: int, label: str, number: int, most: int) -> list[Html]:
    # The longest bar leaves room for its number.
    length = round((_WIDTH - 90) * number / most) if most else 0
    words = shorten(label, _LETTERS, placeholder="…")
    return [
        tag("text", words, x="0", y=str(top + _LABEL_AT)),
        tag(
            "rect", x="0", y=str(top + _BAR_AT), width=str(max(length, 2)), height=str(_BAR)
        ),
        tag("text", f"{number:,}", x=str(max(length, 2) + 8), y=str(top + _BAR_AT + 13)),
    ]  # fmt: skip
