"""The parts of an assessment as pages show them: each child, each concern, each question to a
partner, and the time that is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, family, known
from keepsight.casework.assessment import words as field
from keepsight.casework.assessment.clock import Clock, clock, working_days_left
from keepsight.casework.assessment.course import Course
from keepsight.casework.assessment.seen import Seen, seen_since
from keepsight.casework.assessment.words import Words
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.assessment import ASSESSMENT_OUTCOME, FACTOR, SPOKEN_WITH
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import Child, User


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
    spoken_with: tuple[str, ...]
    factors: tuple[str, ...]
    analysis: str
    why_not: str
    fact_id: str

    @property
    def stays_open(self) -> tuple[ConcernPart, ...]:
        """The concerns that nobody has answered."""
        return tuple(each for each in self.concerns if each.is_open)


def family_facts(
    child: str, *, by: User, on: date
) -> tuple[Child, tuple[family.Relative, ...], list[Fact]]:
    """The child, brothers and sisters, and the facts of all whom the reader may see, in order."""
    access.require(by, "see_child", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_child", child=child)
    return row, people.siblings, sorted(of.of_family, key=lambda each: each.order)


def clock_of(course: Course, facts: Sequence[Fact], *, on: date) -> Clock:
    """The clock as it was set when the assessment began, or as it would have been."""
    first = course.first
    own = [each for each in facts if each.child == first.child]
    set_now = clock(course.assessment, own, started_on=course.started_on, on=on)
    due_on = course.due_on or set_now.due_on
    ended = max((each.happened_on for each in course.completed.values()), default=None)
    until = on if course.is_open or ended is None else ended
    left = working_days_left(due_on, on=until)
    return Clock(set_now.counted_from, due_on, left, set_now.limit)


def child_part(
    child: str,
    row: Child,
    course: Course,
    facts: Sequence[Fact],
    words: Words,
    *,
    raised_by: RaisedBy,
    on: date,
) -> ChildPart:
    """What is written of one child: what was completed, or else what the paper says."""
    start, ended = course.starts[child], course.completed.get(child)
    own = [each for each in facts if each.child == child]
    until = ended.happened_on if ended else on
    said = vars(ended) if ended else {}
    outcome = said.get("assessment_outcome") or field.text(words, field.of_child("outcome", child))
    spoken_with = said.get("spoken_with") or field.several(
        words, field.of_child("spoken_with", child)
    )
    factors = said.get("factors") or field.several(words, field.of_child("factors", child))
    return ChildPart(
        who=who(row, on=on),
        seen=seen_since(own, start.happened_on, born_on=row.born_on, on=until),
        concerns=tuple(_concerns(course, own, words, raised_by)),
        outcome=ASSESSMENT_OUTCOME.named(outcome) if outcome else "",
        spoken_with=tuple(SPOKEN_WITH.named(each) for each in spoken_with),
        factors=tuple(FACTOR.named(each) for each in factors),
        analysis=(ended.detail if ended else "")
        or said.get("analysis", "")
        or field.text(words, field.of_child("analysis", child)),
        why_not=said.get("why_not", "") or field.text(words, field.of_child("why_not", child)),
        fact_id=ended.fact_id if ended else "",
    )


def _concerns(
    course: Course, own: Sequence[Fact], words: Words, raised_by: RaisedBy
) -> Iterable[ConcernPart]:
    """The concerns that are open, and those of which a completed assessment spoke."""
    said: Mapping[str, str] = {
        concern: vars(each)["reply"] for each in course.assessed for concern in each.concerns
    }
    for thread in threads(own):
        if course.is_open and thread.is_open:
            yield concern_part(
                thread, field.text(words, field.says(thread.concern)), raised_by=raised_by
            )
        elif not course.is_open and (thread.is_open or thread.concern in said):
            yield concern_part(thread, said.get(thread.concern, ""), raised_by=raised_by)


def concern_part(thread: Thread, says: str, *, raised_by: RaisedBy) -> ConcernPart:
    """One concern, with what the assessment says of it."""
    return ConcernPart(
        concern=thread.concern,
        harms=tuple(HARM.named(each) for each in thread.harms),
        agency=raised_by.named(thread),
        opened_on=thread.opened_on,
        detail=thread.opening.detail,
        is_open=thread.is_open,
        says=says,
    )


def asked_of(course: Course, *, on: date) -> tuple[Asked, ...]:
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
