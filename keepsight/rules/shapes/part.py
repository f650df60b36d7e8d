"""What the shapes of several rules have in common in a database: tables that are made once, and the
joins by which a rule reaches them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Protocol, runtime_checkable

from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale

LAST_POSITION = 2_000_000_000
"""After every fact. A LEFT JOIN asks `x.position < COALESCE(its end, this)`, and never OR: with OR
in it DuckDB tries every pair."""


@runtime_checkable
class Shared(Protocol):
    """A part of a shape whose rows are worked out once, for every rule that has it."""

    @property
    def table(self) -> str:
        """The name of its table, the same for parts that are the same."""

    @property
    def made(self) -> str:
        """The SELECT that makes the table, of the tables made before it."""


@runtime_checkable
class Joined(Protocol):
    """A condition on a row `x` that looks into a table with at most one row for each `x`."""

    @property
    def join(self) -> str:
        """The LEFT JOIN that brings that row. It reaches the table by its own name."""


def parts(whole: object) -> Iterator[object]:
    """Everything that a shape is made of, the inner before the outer."""
    if isinstance(whole, tuple):
        for each in whole:
            yield from parts(each)
    elif is_dataclass(whole) and not isinstance(whole, Period | Timescale | type):
        for field in fields(whole):
            yield from parts(getattr(whole, field.name))
        yield whole


def joins(*conditions: object) -> str:
    """The LEFT JOINs of all these conditions, each once."""
    found = (each.join for one in conditions for each in parts(one) if isinstance(each, Joined))
    return " ".join(dict.fromkeys(found))


def table_called(what: str, made: str) -> str:
    """The name of the table that this SELECT makes: a word, and what stands for the SELECT."""
    return f"{what}_{sha256(made.encode()).hexdigest()[:12]}"


def last_before(table: str) -> str:
    """Joins to a fact `x` the row of this table of the last that came before it, if one did. Each
    row says where it stands (`position`) and where the next does (`next_position`)."""
    return (
        f"LEFT JOIN {table} ON {table}.child = x.child AND {table}.position < x.position "
        f"AND x.position <= COALESCE({table}.next_position, {LAST_POSITION})"
    )
