"""What the pages of section 47 enquiries and medicals show: the clock to the conference, who leads,
whom was seen, medicals, and what stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access
from keepsight.casework.assessment.clock import working_days_left
from keepsight.casework.assessment.seen import Seen, seen_since
from keepsight.casework.begun_in_error_page import TakenOut, taken_out
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.section_47 import Enquiry, enquiries
from keepsight.casework.strategy_discussion_page import (
    Discussion,
    OpenConcern,
    discussion_of,
    family_facts,
    open_concerns,
)
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import (
    ENQUIRY,
    SECTION_47_OUTCOME,
)
from keepsight.practice.timescale import TIMESCALES
from keepsight.record.models import Child, User

_MEDICAL = ("medical", "medical_asked")


@dataclass(frozen=True)
class EnquiryPart:
    """One enquiry about one child. `left` are the working days to the last day for the conference;
    None where it is held, not wanted any more, or guidance gives no day."""

    begun: str
    who: Who
    begun_on: date
    enquiry: str
    lead_worker: str
    discussion: Discussion | None
    conference_due_on: date | None
    left: int | None
    conference_on: date | None
    seen: Seen
    medicals: tuple[FactLine, ...]
    medical_wanted: bool
    police: tuple[FactLine, ...]
    open_concerns: tuple[OpenConcern, ...]
    ended_on: date | None
    outcome: str
    reasons: str
    ended_by: str
    goes_to_conference: bool

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None

    @property
    def is_late(self) -> bool:
        """Whether the last day for the conference has passed without one."""
        return self.left is not None and self.left < 0


@dataclass(frozen=True)
class Section47Page:
    """Strategy discussions and enquiries of a child, the latest first."""

    who: Who
    discussions: tuple[Discussion, ...]
    enquiries: tuple[EnquiryPart, ...]
    open_concerns: tuple[OpenConcern, ...]
    taken_out: tuple[TakenOut, ...]
    may_hold: bool


@dataclass(frozen=True)
class MedicalPage:
    """What the forms about a medical need, with the medicals there have been."""

    who: Who
    open_concerns: tuple[OpenConcern, ...]
    medicals: tuple[FactLine, ...]


def section_47_page(child: str, *, by: User, on: date) -> Section47Page:
    """Strategy discussions and enquiries of a child. Raises access.Refused."""
    rows, facts = family_facts(child, by=by, on=on)
    raised_by = RaisedBy(rows)
    own = [each for each in facts if each.child == child]
    held = [each for each in own if each.kind == "strategy_discussion"]
    return Section47Page(
        who=who(rows[child], on=on),
        discussions=tuple(
            discussion_of(each, facts, rows, raised_by=raised_by, on=on) for each in reversed(held)
        ),
        enquiries=tuple(
            _part(each, facts, rows, raised_by=raised_by, on=on)
            for each in reversed(enquiries(own))
        ),
        open_concerns=open_concerns(own, raised_by),
        taken_out=taken_out(child, {"strategy_discussion", "section_47_begun"}),
        may_hold=access.may(by, "hold_strategy_discussion"),
    )


def enquiry_page(child: str, begun: str, *, by: User, on: date) -> tuple[EnquiryPart, ...]:
    """An enquiry, this child's first, then those that began with it for brothers and sisters.
    Raises access.Refused, also where there is none."""
    rows, facts = family_facts(child, by=by, on=on)
    raised_by = RaisedBy(rows)
    every = {
        each: enquiries([fact for fact in facts if fact.child == each])
        for each in dict.fromkeys([child, *rows])
    }
    found = next((each for each in every[child] if each.begun.fact_id == begun), None)
    if found is None:
        raise access.Refused
    event = found.begun.event
    together = [found] + [
        each
        for other, own in every.items()
        if other != child and event
        for each in own
        if each.begun.event == event
    ]
    return tuple(_part(each, facts, rows, raised_by=raised_by, on=on) for each in together)


def medical_page(child: str, *, by: User, on: date) -> MedicalPage:
    """What the forms about a medical need. Raises access.Refused."""
    access.require(by, "hold_strategy_discussion", child, on=on)
    rows, facts = family_facts(child, by=by, on=on)
    raised_by = RaisedBy(rows)
    own = [each for each in facts if each.child == child]
    return MedicalPage(
        who=who(rows[child], on=on),
        open_concerns=open_concerns(own, raised_by),
        medicals=tuple(fact_line(each) for each in reversed(own) if each.kind in _MEDICAL),
    )


def _part(
    enquiry: Enquiry,
    facts: Sequence[Fact],
    rows: dict[str, Child],
    *,
    raised_by: RaisedBy,
    on: date,
) -> EnquiryPart:
    begun, ended, row = enquiry.begun, enquiry.ended, rows[enquiry.begun.child]
    own = [each for each in facts if each.child == begun.child]
    since = [each for each in own if each.happened_on >= begun.happened_on]
    until = ended.happened_on if ended else on
    during = [each for each in since if each.happened_on <= until]
    from_on = enquiry.discussion.happened_on if enquiry.discussion else begun.happened_on
    conference = next((each for each in since if each.kind == "conference"), None)
    goes_to_one = ended is None or vars(ended)["section_47_outcome"] == "conference"
    due_on = TIMESCALES["initial_conference"].due_on(from_on) if goes_to_one else None
    said, how = vars(begun), vars(ended) if ended else {}
    medicals = [each for each in during if each.kind in _MEDICAL]
    held = enquiry.discussion
    wanted = held is not None and vars(held)["medical_considered"] == "yes"
    return EnquiryPart(
        begun=begun.fact_id,
        who=who(row, on=on),
        begun_on=begun.happened_on,
        enquiry="" if said["enquiry"] == "not_stated" else ENQUIRY.named(said["enquiry"]),
        lead_worker=said["lead_worker"] or begun.recorded_by,
        discussion=discussion_of(held, facts, rows, raised_by=raised_by, on=on) if held else None,
        conference_due_on=due_on,
        left=None if conference else working_days_left(due_on, on=on),
        conference_on=conference.happened_on if conference else None,
        seen=seen_since(own, begun.happened_on, born_on=row.born_on, on=until),
        medicals=tuple(fact_line(each) for each in medicals),
        medical_wanted=wanted and not medicals,
        police=tuple(fact_line(each) for each in during if each.kind.startswith("police")),
        open_concerns=open_concerns(own, raised_by),
        ended_on=ended.happened_on if ended else None,
        outcome=SECTION_47_OUTCOME.named(how["section_47_outcome"]) if ended else "",
        reasons=how.get("reasons", "") or (ended.detail if ended else ""),
        ended_by=ended.recorded_by if ended else "",
        goes_to_conference=ended is not None and goes_to_one and conference is None,
    )
