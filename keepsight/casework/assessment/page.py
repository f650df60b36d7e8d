"""What the pages of assessments show: all of a child's, and one with its clock, who was asked, whom
was seen, what came before and what is written of each child and concern."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit, family, known
from keepsight.casework.assessment import words as field
from keepsight.casework.assessment.clock import Clock, clock, working_days_left
from keepsight.casework.assessment.course import STATES, Course, course_of, courses, without_start
from keepsight.casework.assessment.earlier import Earlier, earlier_than
from keepsight.casework.assessment.hold import latest_paper
from keepsight.casework.assessment.seen import Seen, seen_since
from keepsight.casework.assessment.start import ON_OFFER
from keepsight.casework.assessment.words import Words
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.assessment import ASSESSMENT, ASSESSMENT_OUTCOME, FACTOR
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import AssessmentPaper, Child, User


@dataclass(frozen=True)
class Asked:
    """One question to a partner, and the answer if there is one."""

    question: str
    asked: str
    words: str
    asked_on: date
    due_on: date | None
    is_overdue: bool
    reply: str
    answered_by: str
    answered_on: date | None


@dataclass(frozen=True)
class Line:
    """One assessment in a list. `outcomes` are the children's, each with the name."""

    key: str
    kind: str
    names: tuple[str, ...]
    started_on: date | None
    started_by: str
    state: str
    is_open: bool
    clock: Clock | None
    waiting: int
    overdue: int
    completed_on: date | None
    outcome: str
    completed_by: str
    countersigned_by: str


@dataclass(frozen=True)
class AssessmentsPage:
    """All assessments of a child: those under way, and those completed, the latest first."""

    who: Who
    under_way: tuple[Line, ...]
    done: tuple[Line, ...]
    may_start: bool


@dataclass(frozen=True)
class ConcernPart:
    """One concern of a child assessed, and what the assessment says of it."""

    concern: str
    harms: tuple[str, ...]
    agency: str
    opened_on: date
    detail: str
    is_open: bool
    says: str


@dataclass(frozen=True)
class ChildPart:
    """What is written of one child. `fact_id` is the completed assessment, once it is."""

    who: Who
    seen: Seen
    concerns: tuple[ConcernPart, ...]
    outcome: str
    factors: tuple[str, ...]
    analysis: str
    why_not: str
    fact_id: str

    @property
    def stays_open(self) -> tuple[ConcernPart, ...]:
        """The concerns that nobody has answered."""
        return tuple(each for each in self.concerns if each.is_open)


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


@dataclass(frozen=True)
class StartPage:
    """What the form for a new assessment needs: the child, brothers and sisters of whom one may be
    started too, the open concerns, and the clock it would have as of today."""

    who: Who
    siblings: tuple[Who, ...]
    kinds: tuple[str, ...]
    concerns: tuple[tuple[Who, ConcernPart], ...]
    clock: Clock


def assessments_page(child: str, *, by: User, on: date) -> AssessmentsPage:
    """All assessments of a child for this reader. Raises access.Refused."""
    row, _people, facts = _family(child, by=by, on=on)
    names = _names(facts)
    found = [each for each in courses(facts) if child in each.starts]
    lines = [_line(each, facts, names, on=on) for each in found]
    own = [each for each in without_start(facts) if each.child == child]
    done = [each for each in lines if not each.is_open] + [_of_other(each) for each in own]
    return AssessmentsPage(
        who=who(row, on=on),
        under_way=tuple(each for each in lines if each.is_open),
        done=tuple(sorted(done, key=lambda each: each.completed_on or on, reverse=True)),
        may_start=access.may(by, "write_assessment"),
    )


def start_page(child: str, *, by: User, on: date) -> StartPage:
    """What the form for a new assessment needs. Raises access.Refused."""
    access.require(by, "write_assessment", child, on=on)
    row, people, facts = _family(child, by=by, on=on)
    around = {each.child: Who(each.child, each.name, each.age) for each in people if each.child}
    everybody = {child: who(row, on=on), **around}
    open_now = [each for each in threads(facts) if each.is_open and each.child in everybody]
    own = [each for each in facts if each.child == child]
    return StartPage(
        who=everybody[child],
        siblings=tuple(around.values()),
        kinds=ON_OFFER,
        concerns=tuple((everybody[each.child], _concern(each, "")) for each in open_now),
        clock=clock("single", own, started_on=on, on=on),
    )


def assessment_page(child: str, assessment: str, *, by: User, on: date) -> AssessmentPage:
    """One assessment for this reader. Raises access.Refused, also for one that is not there."""
    row, _people, facts = _family(child, by=by, on=on)
    found = course_of(facts, assessment)
    if found is None or child not in found.starts:
        raise access.Refused
    paper = latest_paper(found.key) if found.is_open else None
    return _page(row, found, facts, paper, by=by, on=on)


def _family(
    child: str, *, by: User, on: date
) -> tuple[Child, tuple[family.Relative, ...], list[Fact]]:
    """The child, brothers and sisters, and the facts of all whom the reader may see, in order."""
    access.require(by, "see_child", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_child", child=child)
    return row, people.siblings, sorted(of.of_family, key=lambda each: each.order)


def _names(facts: Iterable[Fact]) -> dict[str, str]:
    """The names of the children whom these facts are about."""
    rows = Child.objects.filter(pk__in={each.child for each in facts})
    return {each.pk: each.name for each in rows}


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
    return AssessmentPage(
        who=who(row, on=on),
        key=course.key,
        kind=ASSESSMENT.named(course.assessment),
        state=course.state,
        state_words=STATES[course.state],
        started_on=course.started_on,
        started_by=first.recorded_by,
        why=vars(first)["reasons"] or first.detail,
        clock=_clock(course, facts, on=on),
        children=tuple(
            _child_part(each, rows[each], course, facts, words, on=on)
            for each in _in_order(course, rows, first=row.pk)
        ),
        asked=_asked(course, on=on),
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


def _clock(course: Course, facts: Sequence[Fact], *, on: date) -> Clock:
    """The clock as it was set when the assessment began, or as it would have been."""
    first = course.first
    own = [each for each in facts if each.child == first.child]
    set_now = clock(course.assessment, own, started_on=course.started_on, on=on)
    due_on = course.due_on or set_now.due_on
    ended = max((each.happened_on for each in course.completed.values()), default=None)
    until = on if course.is_open or ended is None else ended
    left = working_days_left(due_on, on=until)
    return Clock(set_now.counted_from, due_on, left, set_now.limit)


def _child_part(
    child: str, row: Child, course: Course, facts: Sequence[Fact], words: Words, *, on: date
) -> ChildPart:
    start, ended = course.starts[child], course.completed.get(child)
    own = [each for each in facts if each.child == child]
    until = ended.happened_on if ended else on
    said = vars(ended) if ended else {}
    outcome = said.get("assessment_outcome") or field.text(words, field.of_child("outcome", child))
    factors = said.get("factors") or field.several(words, field.of_child("factors", child))
    return ChildPart(
        who=who(row, on=on),
        seen=seen_since(own, start.happened_on, born_on=row.born_on, on=until),
        concerns=tuple(_concerns(course, own, words)),
        outcome=ASSESSMENT_OUTCOME.named(outcome) if outcome else "",
        factors=tuple(FACTOR.named(each) for each in factors),
        analysis=(ended.detail if ended else "")
        or said.get("analysis", "")
        or field.text(words, field.of_child("analysis", child)),
        why_not=said.get("why_not", "") or field.text(words, field.of_child("why_not", child)),
        fact_id=ended.fact_id if ended else "",
    )


def _concerns(course: Course, own: Sequence[Fact], words: Words) -> Iterable[ConcernPart]:
    """The concerns that are open, and those of which a completed assessment spoke."""
    said: Mapping[str, str] = {
        concern: vars(each)["reply"] for each in course.assessed for concern in each.concerns
    }
    for thread in threads(own):
        if course.is_open and thread.is_open:
            yield _concern(thread, field.text(words, field.says(thread.concern)))
        elif not course.is_open and (thread.is_open or thread.concern in said):
            yield _concern(thread, said.get(thread.concern, ""))


def _concern(thread: Thread, says: str) -> ConcernPart:
    return ConcernPart(
        concern=thread.concern,
        harms=tuple(HARM.named(each) for each in thread.harms),
        agency=AGENCY.named(thread.opening.agency),
        opened_on=thread.opened_on,
        detail=thread.opening.detail,
        is_open=thread.is_open,
        says=says,
    )


def _asked(course: Course, *, on: date) -> tuple[Asked, ...]:
    """Each question once, however many children it is about; those without an answer first."""
    found: dict[str, Asked] = {}
    for each in course.asked:
        own, answer = vars(each), course.answered.get(each.fact_id)
        said = vars(answer) if answer else {}
        due_on: date | None = own["due_on"]
        found.setdefault(
            each.event or each.fact_id,
            Asked(
                question=each.fact_id,
                asked=own["asked"],
                words=own["question"],
                asked_on=each.happened_on,
                due_on=due_on,
                is_overdue=answer is None and due_on is not None and due_on < on,
                reply=said.get("reply", ""),
                answered_by=said.get("answered_by", ""),
                answered_on=answer.happened_on if answer else None,
            ),
        )
    return tuple(sorted(found.values(), key=lambda each: (bool(each.reply), each.asked_on)))


def _line(course: Course, facts: Sequence[Fact], names: Mapping[str, str], *, on: date) -> Line:
    ended = list(course.completed.values())
    last = vars(ended[0]) if ended else {}
    asked = [each for each in _asked(course, on=on) if not each.reply]
    outcomes = dict.fromkeys(ASSESSMENT_OUTCOME.named(vars(e)["assessment_outcome"]) for e in ended)
    return Line(
        key=course.key,
        kind=ASSESSMENT.named(course.assessment),
        names=tuple(sorted(names[each] for each in course.starts)),
        started_on=course.started_on,
        started_by=course.first.recorded_by,
        state=STATES[course.state],
        is_open=course.is_open,
        clock=_clock(course, facts, on=on),
        waiting=len(asked),
        overdue=sum(each.is_overdue for each in asked),
        completed_on=max((each.happened_on for each in ended), default=None),
        outcome="; ".join(outcomes),
        completed_by=last.get("completed_by", "") or (ended[0].recorded_by if ended else ""),
        countersigned_by=last.get("countersigned_by", ""),
    )


def _of_other(completed: Fact) -> Line:
    """A completed assessment of which no beginning is recorded."""
    own = vars(completed)
    return Line(
        key="",
        kind=ASSESSMENT.named(own["assessment"]),
        names=(),
        started_on=None,
        started_by="",
        state=STATES["completed"],
        is_open=False,
        clock=None,
        waiting=0,
        overdue=0,
        completed_on=completed.happened_on,
        outcome=ASSESSMENT_OUTCOME.named(own["assessment_outcome"]),
        completed_by=own["completed_by"] or completed.recorded_by,
        countersigned_by=own["countersigned_by"],
    )
