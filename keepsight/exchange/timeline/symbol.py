"""The symbols of the timeline, told apart by shape and not by colour, and their legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from keepsight.exchange.timeline.axis import width_of
from keepsight.exchange.timeline.lane import Lane, Shape
from keepsight.exchange.timeline.pen import INK, PAPER, stamp, write

OPEN = "#12505b"
FINDING = "#942514"


@dataclass(frozen=True)
class Symbol:
    """A shape around its middle, what it stands for, and how it is inked."""

    shape: str
    meaning: str
    fill: str = INK
    stroke: str = PAPER
    width: float = 1


SYMBOLS: dict[Shape, Symbol] = {
    "conference": Symbol("M-6 -6 h12 v12 h-12 z", "conference"),
    "core_group": Symbol("M0 -6 a6 6 0 1 0 0.01 0 z", "core group"),
    "strategy_discussion": Symbol("M0 -7 L7 6 L-7 6 z", "strategy discussion"),
    "legal_planning": Symbol(
        "M-2 -7 h4 v5 h5 v4 h-5 v5 h-4 v-5 h-5 v-4 h5 z", "legal planning meeting"
    ),
    "meeting": Symbol("M0 -7 L7 0 L0 7 L-7 0 z", "other meeting"),
    "event": Symbol(
        "M0 -7 L2 -2 L7 -2 L3 2 L5 7 L0 4 L-5 7 L-3 2 L-7 -2 L-2 -2 z", "court or police"
    ),
    "said_again": Symbol("M0 -4 a4 4 0 1 0 0.01 0 z", "concern raised again", PAPER, OPEN, 1.5),
    "left_open": Symbol("M-4 -4 L4 4 M4 -4 L-4 4", "did not answer it", "none", FINDING, 2),
}
FLAG = Symbol("M0 -8 V6 M0 -8 L9 -4.5 L0 -1 z", "finding raised", FINDING, FINDING)


def draw_symbol(parent: Element, symbol: Symbol, x: float, y: float) -> Element:
    """The symbol at a place; a thin cross first gets a pale edge, to stand out on a bar."""
    if symbol.fill == "none":
        stamp(parent, symbol.shape, x, y, fill="none", stroke=PAPER, width=symbol.width + 3)
    return stamp(
        parent, symbol.shape, x, y, fill=symbol.fill, stroke=symbol.stroke, width=symbol.width
    )


class Legend:
    """The symbols that a picture uses, with their words, in rows of the given width."""

    ROW = 20.0

    def __init__(self, lanes: Sequence[Lane], *, width: float) -> None:
        used = {point.shape for lane in lanes for point in lane.points}
        symbols = [symbol for shape, symbol in SYMBOLS.items() if shape in used]
        if any(lane.flags for lane in lanes):
            symbols.append(FLAG)
        self._placed = list(_placed(symbols, width))

    @property
    def height(self) -> float:
        """How tall the legend is."""
        return self.ROW * len({row for row, _, _ in self._placed})

    def draw(self, parent: Element, top: float) -> None:
        """Writes the legend from `top` downwards."""
        for row, x, symbol in self._placed:
            y = top + self.ROW * row + 8
            draw_symbol(parent, symbol, x, y)
            write(parent, symbol.meaning, x + 14, y + 4, size=12)


def _placed(symbols: Sequence[Symbol], width: float) -> Iterator[tuple[int, float, Symbol]]:
    row, x = 0, 10.0
    for symbol in symbols:
        needed = 36 + width_of(symbol.meaning, 12)
        if x + needed > width:
            row, x = row + 1, 10.0
        yield row, x, symbol
        x += needed
