"""What an assessment must hold before it may be handed in or agreed: every child seen or the
reason, every open concern spoken of, everything earlier gone through, every outcome chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework.assessment import words as field
from keepsight.casework.assessment.course import Course
from keepsight.casework.assessment.earlier import Earlier
from keepsight.casework.assessment.seen import Seen, seen_since
from keepsight.casework.assessment.words import Words
from keepsight.casework.not_right import Wrong
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.assessment import ASSESSMENT_OUTCOME, NO_FACTOR
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import Child


@dataclass(frozen=True)
class Matter:
    """All that is asked of an assessment before it may be handed in or agreed."""

    course: Course
    children: Mapping[str, Child]
    seen: Mapping[str, Seen]
    open_concerns: Mapping[str, Thread]
    earlier: Sequence[Earlier]
    due_on: date | None


def gather(
    course: Course, facts: Sequence[Fact], earlier: Sequence[Earlier], *, on: date
) -> Matter:
    """All that is asked of this assessment, from the facts of its children and what came before."""
    children = {each.pk: each for each in Child.objects.filter(pk__in=course.children)}
    return Matter(
        course=course,
        children=children,
        seen={
            each: seen_since(
                [fact for fact in facts if fact.child == each],
                start.happened_on,
                born_on=children[each].born_on,
                on=on,
            )
            for each, start in course.starts.items()
        },
        open_concerns={
            each.concern: each
            for each in threads(facts)
            if each.is_open and each.child in course.starts
        },
        earlier=earlier,
        due_on=course.due_on,
    )


def missing_from(words: Words, matter: Matter, *, on: date) -> list[Wrong]:
    """Everything that has to be there before a manager reads it, field by field."""
    return [
        *(each for child in matter.course.children for each in _missing_of(child, words, matter)),
        *concerns_unspoken(words, matter),
        *_earlier_unread(words, matter.earlier),
        *overrun(words, matter, on=on),
    ]


def _missing_of(child: str, words: Words, matter: Matter) -> Iterable[Wrong]:
    name = matter.children[child].name
    if matter.seen[child].is_missing and not field.text(words, field.of_child("why_not", child)):
        said = "has not been seen" if matter.seen[child].seen_on is None else "was not seen alone"
        yield Wrong(field.of_child("why_not", child), f"{name} {said}. Say why.")
    if not field.several(words, field.of_child("spoken_with", child)):
        yield Wrong(field.of_child("spoken_with", child), f"Say who was spoken with about {name}.")
    if not field.text(words, field.of_child("analysis", child)):
        yield Wrong(field.of_child("analysis", child), f"Say what it means for {name}.")
    factors = field.several(words, field.of_child("factors", child))
    if not factors:
        yield Wrong(field.of_child("factors", child), f"Choose the factors found for {name}.")
    if NO_FACTOR in factors and len(factors) > 1:
        yield Wrong(field.of_child("factors", child), "“No factor” cannot stand beside another.")
    if field.text(words, field.of_child("outcome", child)) not in ASSESSMENT_OUTCOME:
        yield Wrong(field.of_child("outcome", child), f"Choose what comes of it for {name}.")


def concerns_unspoken(words: Words, matter: Matter) -> Iterable[Wrong]:
    """The open concerns of which nothing is said, each as what is wrong with its field."""
    for name, each in matter.open_concerns.items():
        if not field.text(words, field.says(name)):
            harms = HARM.together(each.harms).lower()
            whose = matter.children[each.child].name
            yield Wrong(field.says(name), f"Say what it found about the concern: {whose}, {harms}.")


def _earlier_unread(words: Words, earlier: Iterable[Earlier]) -> Iterable[Wrong]:
    for each in earlier:
        if words.get(field.gone_through(each.earlier)) is not True:
            yield Wrong(field.gone_through(each.earlier), f"Go through this: {each.what}.")
        elif each.is_open and not field.text(words, field.means(each.earlier)):
            yield Wrong(
                field.means(each.earlier), "Nobody has answered or ended this. Say what it means."
            )


def overrun(words: Words, matter: Matter, *, on: date) -> Iterable[Wrong]:
    """That no reason is given, where it takes longer than guidance allows (Working Together 2013,
    chapter 1: an overrun needs a recorded reason)."""
    if matter.due_on and on > matter.due_on and not field.text(words, field.OVERRUN):
        yield Wrong(field.OVERRUN, "It took longer than guidance allows. Say why.")
