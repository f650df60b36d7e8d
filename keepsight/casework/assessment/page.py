"""One assessment as its page shows it: its time, who was asked, whom was seen, what came before and
what is written of each child and concern."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access
from keepsight.casework.assessment import words as field
from keepsight.casework.assessment.clock import Clock
from keepsight.casework.assessment.course import STATES, Course, course_of
from keepsight.casework.assessment.earlier import Earlier, earlier_than
from keepsight.casework.assessment.hold import latest_paper
from keepsight.casework.assessment.shown import (
    Asked,
    ChildPart,
    asked_of,
    child_part,
    clock_of,
    family_facts,
)
from keepsight.casework.assessment.words import Words
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import ASSESSMENT
from keepsight.record.models import AssessmentPaper, Child, User


@dataclass(frozen=True)
class EarlierPart:
    """Something that came before, whose it is, and what the writer says of it."""

    item: Earlier
    name: str
    gone_through: bool
    means: str


@dataclass(frozen=True)
class AssessmentPage:
    """One assessment. `words` is the paper's, by field, of `version`; `returned` the reasons of the
    last return, while it is being changed; `history` what a completed one says of what came before.
    """

    who: Who
    key: str
    begun: str
    kind: str
    state: str
    state_words: str
    started_on: date
    started_by: str
    why: str
    clock: Clock
    children: tuple[ChildPart, ...]
    asked: tuple[Asked, ...]
    earlier: tuple[EarlierPart, ...]
    history: str
    overrun_reason: str
    words: Words
    version: int
    written_by: str
    written_at: datetime | None
    handed_in_by: str
    handed_in_at: datetime | None
    returned: str
    returned_by: str
    completed_on: date | None
    completed_by: str
    countersigned_by: str
    may_write: bool
    may_countersign: bool
    may_answer: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the children."""
        return tuple(each.who.name for each in self.children)


def assessment_page(child: str, assessment: str, *, by: User, on: date) -> AssessmentPage:
    """One assessment for this reader. Raises access.Refused, also for one that is not there."""
    row, _people, facts = family_facts(child, by=by, on=on)
    found = course_of(facts, assessment)
    if found is None or child not in found.starts:
        raise access.Refused
    paper = latest_paper(found.key) if found.is_open else None
    return _page(row, found, facts, paper, by=by, on=on)


def _page(
    row: Child,
    course: Course,
    facts: Sequence[Fact],
    paper: AssessmentPaper | None,
    *,
    by: User,
    on: date,
) -> AssessmentPage:
    rows = {each.pk: each for each in Child.objects.filter(pk__in={f.child for f in facts})}
    words: Words = paper.words if paper else {}
    first, ended = course.first, next(iter(course.completed.values()), None)
    handed_in, returned = course.last("assessment_handed_in"), course.last("assessment_returned")
    last = vars(ended) if ended else {}
    is_being_changed = course.state == "returned" and returned is not None
    raised_by = RaisedBy(rows)
    return AssessmentPage(
        who=who(row, on=on),
        key=course.key,
        begun=course.starts[row.pk].fact_id,
        kind=ASSESSMENT.named(course.assessment),
        state=course.state,
        state_words=STATES[course.state],
        started_on=course.started_on,
        started_by=first.recorded_by,
        why=vars(first)["reasons"] or first.detail,
        clock=clock_of(course, facts, on=on),
        children=tuple(
            child_part(each, rows[each], course, facts, words, raised_by=raised_by, on=on)
            for each in _in_order(course, rows, first=row.pk)
        ),
        asked=asked_of(course, on=on),
        earlier=tuple(
            EarlierPart(
                item=each,
                name=" and ".join(rows[one].name for one in each.children),
                gone_through=words.get(field.gone_through(each.earlier)) is True,
                means=field.text(words, field.means(each.earlier)),
            )
            for each in (earlier_than(course, facts) if course.is_open else ())
        ),
        history=last.get("history", ""),
        overrun_reason=last.get("overrun_reason", "") or field.text(words, field.OVERRUN),
        words=words,
        version=paper.version if paper else 0,
        written_by=paper.written_by.signature if paper else "",
        written_at=paper.written_at if paper else None,
        handed_in_by=handed_in.recorded_by if handed_in else "",
        handed_in_at=handed_in.recorded_at if handed_in else None,
        returned=vars(returned)["reasons"] if is_being_changed and returned else "",
        returned_by=returned.recorded_by if is_being_changed and returned else "",
        completed_on=ended.happened_on if ended else None,
        completed_by=last.get("completed_by", "") or (ended.recorded_by if ended else ""),
        countersigned_by=last.get("countersigned_by", ""),
        may_write=course.state in ("being_written", "returned")
        and access.may(by, "write_assessment"),
        may_countersign=course.state == "handed_in"
        and access.may(by, "countersign_assessment")
        and (handed_in is None or handed_in.recorded_by != by.signature),
        may_answer=access.may(by, "answer_concern"),
    )


def _in_order(course: Course, rows: Mapping[str, Child], *, first: str) -> list[str]:
    """The children assessed: the one whose page it is, then the others, eldest first."""
    return sorted(
        course.starts, key=lambda each: (each != first, rows[each].born_on or date.max, each)
    )
