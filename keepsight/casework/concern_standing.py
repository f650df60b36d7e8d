"""How a concern stands: for how long it has been open, what has been done meanwhile, what seemed to
end it and did not, and what would."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.facts.fact import Fact
from keepsight.facts.thread import MULTI_AGENCY_MEETINGS, Thread, meetings_while_open
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.sign import SIGN


@dataclass(frozen=True)
class Standing:
    """One concern as it stood on a day. `days` since it was first raised, or how long it took.

    `left_open_by` are the events that have been taken for an end and are none.
    """

    concern: str
    harms: tuple[str, ...]
    sign: str
    agency: str
    raised_by: str
    detail: str
    child_words: str
    opened_on: date
    open_since_on: date
    is_open: bool
    answered_on: date | None
    answer: str
    answered_by: str
    reasons: str
    days: int
    said_count: int
    meetings: int
    left_open_by: tuple[FactLine, ...]

    @property
    def was_reopened(self) -> bool:
        """Whether it was answered once and is open again."""
        return self.is_open and self.open_since_on != self.opened_on


def standing(
    thread: Thread, facts: Sequence[Fact], *, on: date, organisation: str = ""
) -> Standing:
    """How a concern stood on a day, with the meetings among these facts of the child or family.

    `organisation` is the one that raised it, by name, where that is known.
    """
    opening, spells = thread.opening, [each for each in thread.spells if each.opened_on <= on]
    last = spells[-1]
    answer = last.answer if last.answered_on and last.answered_on <= on else None
    said = vars(opening)
    values = vars(answer) if answer else {}
    held = [e for e in facts if e.kind in MULTI_AGENCY_MEETINGS and e.happened_on <= on]
    return Standing(
        concern=thread.concern,
        harms=tuple(HARM.named(each) for each in thread.harms),
        sign="" if said["sign"] == "other" else SIGN.named(said["sign"]),
        agency=organisation or AGENCY.named(opening.agency),
        raised_by=opening.recorded_by,
        detail=opening.detail,
        child_words=said["child_words"],
        opened_on=thread.opened_on,
        open_since_on=last.opened_on,
        is_open=answer is None,
        answered_on=answer.happened_on if answer else None,
        answer=ANSWER.named(values["answer"]) if answer else "",
        answered_by=values.get("answered_by", ""),
        reasons=values.get("reasons", ""),
        days=((answer.happened_on if answer else on) - thread.opened_on).days,
        said_count=sum(each.kind == "concern" for each in thread.facts),
        meetings=len(meetings_while_open(thread, held)),
        left_open_by=tuple(
            fact_line(each) for each in thread.left_open_by if each.happened_on <= on
        ),
    )
