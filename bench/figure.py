"""One line of the table of figures, and the clock behind it."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Figure:
    """What was measured, the middle and the slow end of it (p95), and what it is compared with."""

    what: str
    middle: str
    slow: str = ""
    floor: str = ""
    note: str = ""


def times(act: Callable[[], object], *, often: int, warm_up: int = 5) -> list[float]:
    """How long it took each time, in seconds, after a few times that do not count."""
    for _ in range(warm_up):
        act()
    gc.collect()
    spent = []
    for _ in range(often):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return spent


def figure(what: str, spent: Sequence[float], *, floor: str = "", note: str = "") -> Figure:
    """The median and the slow end of these seconds."""
    return Figure(what, in_words(median(spent)), in_words(slow_end(spent)), floor, note)


def slow_end(spent: Sequence[float]) -> float:
    """What nineteen in twenty do not exceed; of few, the slowest."""
    return quantiles(spent, n=20)[-1] if len(spent) >= 20 else max(spent)


def ratio(spent: Sequence[float], floor: Sequence[float], of_what: str) -> str:
    """How many times the floor, median by median, and what the floor is."""
    return f"{median(spent) / median(floor):.1f} x {of_what} ({in_words(median(floor))})"


def in_words(spent: float) -> str:
    """Seconds as people read them: "4.2 ms", "310 ms", "12.4 s"."""
    if spent >= 1:
        return f"{spent:.1f} s"
    milliseconds = spent * 1000
    return f"{milliseconds:.1f} ms" if milliseconds < 100 else f"{milliseconds:.0f} ms"
