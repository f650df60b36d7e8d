"""What this authority has learned: a lesson of a review that runs as a rule, one that is still
being written, and a number of its own."""

from collections.abc import Mapping
from typing import Any

from keepsight.casework import rule_number
from keepsight.casework.demo_scene.story import Story
from keepsight.casework.lesson import lesson
from keepsight.record.models import User
from keepsight.record.reader import reading_as

HELP_ENDED: Mapping[str, Any] = {
    "source": {
        "title": "Learning review of two brothers",
        "publisher": "Kestermoor Safeguarding Partnership",
        "where": "Finding 3",
    },
    "sort": "not_done",
    "of": [{"kind": "early_help_ended"}],
    "clears": [{"kind": "contact"}, {"kind": "visit"}],
    "limit": {"amount": 6, "unit": "weeks"},
}
HELP_LESSON_AGO = 128
"""It has run for so many working days, about half a year: long enough that *Was it better after the
lesson?* has something to compare on both sides, whichever way it went."""
SEEN_ALONE: Mapping[str, Any] = {
    "source": {
        "title": "Audit of twenty plans, this autumn",
        "publisher": "Kestermoor Safeguarding Partnership",
        "where": "Recommendation 2",
    },
    "sort": "rhythm_lost",
    "of": [{"kind": "visit", "holds": [{"field": "seen_alone", "values": [True]}]}],
    "first": {"amount": 8, "unit": "weeks"},
    "limit": {"amount": 8, "unit": "weeks"},
    "during": "plan",
}


def play(story: Story) -> None:
    """All of it."""
    _play_lessons(story)
    _play_number(story)


def _play_lessons(story: Story) -> None:
    """The director has published what a review taught. Of an audit the business manager has written
    down what it asks for, and is still trying it."""
    who = story.cast
    published = _write(
        story,
        who.business_manager,
        title="Nothing is heard since early help ended",
        sentence="Early help ended, and for six weeks nobody has visited the child or told us of "
        "them.",
        what=HELP_ENDED,
        ago=HELP_LESSON_AGO + 4,
    )
    with reading_as(who.director, on=story.today):
        lesson.publish(
            lesson=published,
            reasons="The review found that nobody asked after either brother once early help had "
            "ended. Tried on the record: few children, and about each of them somebody can ask.",
            by=who.director,
            at=story.at(HELP_LESSON_AGO, 15),
        )
    _write(
        story,
        who.business_manager,
        title="Nobody has spoken with the child alone",
        sentence="While a plan is in force, nobody has seen the child alone on a visit for eight "
        "weeks.",
        what=SEEN_ALONE,
        ago=4,
    )


def _play_number(story: Story) -> None:
    """The director has set the authority's own number in a rule, with the reason."""
    director = story.cast.director
    with reading_as(director, on=story.today):
        rule_number.set_number(
            rule="was_not_brought",
            name="Appointments missed",
            amount=2,
            reasons="Our audit of missed appointments: by the third the family had moved on. We "
            "ask after the second.",
            by=director,
            at=story.at(45, 9),
        )


def _write(
    story: Story, by: User, *, title: str, sentence: str, what: Mapping[str, Any], ago: int
) -> str:
    with reading_as(by, on=story.today):
        code = lesson.draft(title=title, sentence=sentence, by=by, at=story.at(ago, 10))
        lesson.change(lesson=code, what=dict(what), by=by, at=story.at(ago, 10, 40))
    return code
