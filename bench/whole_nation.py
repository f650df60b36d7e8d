"""The same as `nation` on a hundred million facts. To make them takes an hour the first time, and
3 GB of disk; so it is done only when it is named."""

from bench import nation
from bench.figure import Figure


def measure() -> list[Figure]:
    """The figures of `nation` on ten times as many facts."""
    return nation.measure(facts=100_000_000)
