"""What came before an assessment: earlier concerns, plans, assessments, enquiries and closed
referrals of the child and of brothers and sisters, and a parent's own childhood. Whoever writes
says what each means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from keepsight.casework.assessment.course import Course
from keepsight.casework.fact_line import fact_line
from keepsight.casework.raised_by import RaisedBy
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.assessment import ASSESSMENT_OUTCOME, SECTION_47_OUTCOME
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.household import ADULT_HISTORY
from keepsight.practice.codes.medical import MEDICAL_FINDING

_SPELLS = {
    "plan_started": ("plan_ended", "Child protection plan"),
    "section_47_begun": ("section_47_ended", "Section 47 enquiry"),
    "looked_after_began": ("looked_after_ended", "In care"),
}


@dataclass(frozen=True)
class Earlier:
    """One thing that came before, once for all the children whom it concerned alike. `earlier` is
    its identifier; `is_open` for what nobody answered or ended: what that means is said in words.
    `concern` is set for a concern."""

    earlier: str
    children: tuple[str, ...]
    came_on: date
    what: str
    said: str
    is_open: bool
    concern: str = ""


def earlier_than(course: Course, facts: Sequence[Fact]) -> tuple[Earlier, ...]:
    """What came before this assessment, oldest first, among these facts of the family as the reader
    may see them. The open concerns of the children assessed are not here: the assessment speaks of
    each of them by itself."""
    found = [
        *_concerns(threads(facts), course, RaisedBy({each.child for each in facts})),
        *_spells([each for each in facts if each.happened_on <= course.started_on], course),
        *_single(each for each in facts if each.happened_on < course.started_on),
    ]
    return tuple(_together(sorted(found, key=lambda each: (each.came_on, each.earlier))))


def _together(found: Iterable[Earlier]) -> Iterable[Earlier]:
    """What is told alike of brothers and sisters, once. A concern of each stays its own."""
    alike: dict[tuple[object, ...], Earlier] = {}
    for each in found:
        told = (each.came_on, each.what, each.said, each.is_open, each.concern)
        known = alike.get(told)
        if known is None:
            alike[told] = each
        elif each.children[0] in known.children:
            alike[(*told, each.earlier)] = each
        else:
            alike[told] = replace(known, children=(*known.children, *each.children))
    return alike.values()


def _concerns(every: Iterable[Thread], course: Course, raised_by: RaisedBy) -> Iterator[Earlier]:
    for thread in every:
        if thread.is_open and thread.child in course.starts:
            continue
        answer = thread.spells[-1].answer
        said = f"Raised by {raised_by.named(thread)}. " + (
            f"{ANSWER.named(str(vars(answer)['answer']))}." if answer else "Nobody has answered it."
        )
        yield Earlier(
            earlier=thread.concern,
            children=(thread.child,),
            came_on=thread.opened_on,
            what=f"Concern: {_harms(thread.harms)}",
            said=said,
            is_open=thread.is_open,
            concern=thread.concern,
        )


def _spells(facts: Sequence[Fact], course: Course) -> Iterator[Earlier]:
    """Plans, enquiries and times in care that began before, ended or not."""
    for begun in facts:
        if begun.kind not in _SPELLS:
            continue
        ended_by, what = _SPELLS[begun.kind]
        ended = next(
            (
                each
                for each in facts
                if each.kind == ended_by and each.child == begun.child and each.order > begun.order
            ),
            None,
        )
        categories = vars(begun).get("categories") or ()
        yield Earlier(
            earlier=begun.fact_id,
            children=(begun.child,),
            came_on=begun.happened_on,
            what=f"{what}: {_harms(categories)}" if categories else what,
            said=f"Ended {_on(ended.happened_on)}{_how(ended)}." if ended else "It has not ended.",
            is_open=ended is None,
        )


def _single(facts: Iterable[Fact]) -> Iterator[Earlier]:
    for each in facts:
        own = vars(each)
        if each.kind == "assessment_completed":
            outcome = ASSESSMENT_OUTCOME.named(own["assessment_outcome"])
            yield _one(each, f"Assessment completed: {outcome.lower()}")
        elif each.kind == "referral_decision":
            if own["decision"] in REFERRAL_DECISION.group("closed"):
                named = REFERRAL_DECISION.named(own["decision"])
                yield _one(each, f"Referral closed: {named.lower()}")
        elif each.kind == "adult_history_known":
            named = ADULT_HISTORY.named(own["adult_history"])
            yield _one(each, f"A parent’s own childhood: {named.lower()}")
        elif each.kind == "medical" and own["medical_finding"] in MEDICAL_FINDING.group("unclear"):
            named = MEDICAL_FINDING.named(own["medical_finding"])
            yield _one(each, f"Medical: {named.lower()}", settles_nothing=True)


def _one(fact: Fact, what: str, *, settles_nothing: bool = False) -> Earlier:
    line = fact_line(fact)
    return Earlier(
        earlier=fact.fact_id,
        children=(fact.child,),
        came_on=fact.happened_on,
        what=what,
        said=line.detail or f"Recorded by {line.agency}.",
        is_open=settles_nothing,
    )


def _how(ended: Fact) -> str:
    outcome = vars(ended).get("section_47_outcome")
    return f": {SECTION_47_OUTCOME.named(outcome).lower()}" if outcome else ""


def _on(day: date) -> str:
    return f"on {day.day} {day:%B %Y}"


def _harms(harms: Iterable[str]) -> str:
    return HARM.together(harms).lower()


def in_words(
    items: Iterable[Earlier], meanings: Mapping[str, str], names: Mapping[str, str]
) -> str:
    """What was said of the earlier history, for the completed assessment: one paragraph each, with
    whose it is."""
    return "\n".join(
        f"{' and '.join(names.get(child, child) for child in each.children)}, "
        f"{_on(each.came_on)[3:]}: {each.what}. {meanings[each.earlier]}"
        for each in items
        if meanings.get(each.earlier)
    )
