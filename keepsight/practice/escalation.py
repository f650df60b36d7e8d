"""The stages through which a disagreement climbs, and how long each has. Guidance asks every area
for a clear policy and gives no number: the numbers are one area's own (see the timescales)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from keepsight.practice.timescale import TIMESCALES


@dataclass(frozen=True)
class Stage:
    """One stage, a code of DISAGREEMENT_STAGE: whose answer it asks for, and which timescale it
    has, if any."""

    code: str
    asks: str
    timescale: str = ""

    def due_on(self, on: date) -> date | None:
        """The last day for an answer where the stage begins on that day; None where it has no
        number."""
        return TIMESCALES[self.timescale].due_on(on) if self.timescale else None


STAGES: Mapping[str, Stage] = MappingProxyType(
    {
        each.code: each
        for each in (
            Stage("practitioner", "Whoever decided", "escalation_first_stage"),
            Stage("manager", "Their manager", "escalation_second_stage"),
            Stage("senior", "The director", "escalation_third_stage"),
            Stage("partnership", "The safeguarding partnership, whom the director asks"),
        )
    }
)

FIRST = "practitioner"
CHALLENGE_BEGINS_AT = "manager"
"""A chair challenges how a case is run: whoever runs the team answers first."""


def stage_after(code: str) -> Stage | None:
    """The next stage; None after the last. KeyError for a code that is none."""
    codes = list(STAGES)
    later = codes[codes.index(STAGES[code].code) + 1 :]
    return STAGES[later[0]] if later else None
