"""What can be measured, each in the file of its name, in the order in which it is done."""

import importlib

from bench.figure import Figure

MEASUREMENTS = ("rules", "nation", "append", "pages", "demo", "crowd")
ON_REQUEST = ("whole_nation",)
"""What takes so long that it is done only when it is named."""


def measured(name: str) -> list[Figure]:
    """The figures of one measurement."""
    found: list[Figure] = importlib.import_module(f"bench.{name}").measure()
    return found
