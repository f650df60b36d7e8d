"""What can be measured, each in the file of its name, in the order in which it is done."""

import importlib

from bench.figure import Figure

MEASUREMENTS = ("rules", "append", "pages", "demo", "crowd")


def measured(name: str) -> list[Figure]:
    """The figures of one measurement."""
    found: list[Figure] = importlib.import_module(f"bench.{name}").measure()
    return found
