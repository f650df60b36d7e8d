"""What a row becomes: the kinds of fact, and the values that each carries, before they are given a
child and a concern."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from keepsight.exchange.replay_case.row import Row

Naming = Literal["shared", "every", "none"]


@dataclass(frozen=True)
class Made:
    """A fact to be made of a row.

    `naming`: the concerns it names are the child's open ones that share its harms, every open one,
    or none. `about`: the kind of the row's other fact that this one is about. `harms` and `agency`:
    other than the row's own.
    """

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    naming: Naming = "shared"
    about: str = ""
    harms: tuple[str, ...] | None = None
    agency: str = ""


@dataclass(frozen=True)
class Standing:
    """How things stand for one child when a row is played, as far as the rows before it say.

    `undecided` is the last referral, by its fact, of which no decision was told yet.
    """

    categories: tuple[str, ...]
    open_harms: tuple[str, ...]
    is_looked_after: bool
    plan_starts_today: bool
    plan_ends_today: bool
    enquiry_follows: bool
    undecided: str = ""


def made(kind: str, *, naming: Naming = "shared", **values: Any) -> Made:
    """A fact of this kind with these values."""
    return Made(kind, values, naming=naming)


def says(row: Row, *words: str) -> bool:
    """Whether the row's words hold one of these."""
    text = row.detail.lower()
    return any(each in text for each in words)
