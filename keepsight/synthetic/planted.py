"""What was planted on purpose: the ground truth against which rules are judged."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Design = Literal["drift", "ordinary"]


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing that a rule ought to see: which rule, about whom, from which day.

    `design` says why it is there: "drift" was planted as a story of its own; "ordinary" is what
    the national figures bring with them, such as one conference in five held late.
    `concern` is named where the rule is about one concern.
    """

    rule: str
    child: str
    begins_on: date
    concern: str | None = None
    design: Design = "drift"
