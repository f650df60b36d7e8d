"""Writing an assessment: each save is a version of its own, and two people who write at once lose
nothing."""

from datetime import datetime

from keepsight.casework import access
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.assessment.course import Course
from keepsight.casework.assessment.hold import find, hold, latest_paper
from keepsight.casework.assessment.words import Words, Written, join
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.practice.codes.assessment import ASSESSMENT_OUTCOME, FACTOR
from keepsight.record.models import AssessmentPaper, User


class WrittenByBoth(NotRight):
    """Two people changed the same fields. `joined` has mine in those, and theirs where only they
    wrote; `theirs` what stands, which `written_by` saved as `version`."""

    def __init__(self, *, joined: Words, both: tuple[str, ...], stands: AssessmentPaper) -> None:
        who = stands.written_by.name
        super().__init__(
            Wrong("", f"{who} has written here too. Keep what is right of both, and save again."),
            *(Wrong(each, f"{who} wrote: {_shown(stands.words.get(each))}") for each in both),
        )
        self.joined = joined
        self.version = stands.version


def keep(
    *, child: str, assessment: str, words: Words, version: int, by: User, at: datetime
) -> AssessmentPaper:
    """Keep what was written of an assessment; `version` is the one that the writer began with (0
    for none). Gives the version that stands now.

    Where somebody else has saved meanwhile, what only one of the two changed is taken from them.
    Raises Refused, and NotRight where both changed a field (by field; nothing is saved), where it
    waits for a manager or is completed.
    """
    access.require(by, "write_assessment", child, on=day_of(at))
    found, _ = find(child, assessment, "write_assessment", by=by, on=day_of(at))
    with action("keep_assessment", by=by, at=at, child=child) as doing:
        now, _facts = hold(found)
        if now.state == "handed_in":
            raise wrong("", "This assessment waits for a manager. It cannot be changed meanwhile.")
        return keep_in(doing, now, words=words, version=version)


def keep_in(doing: Action, course: Course, *, words: Words, version: int) -> AssessmentPaper:
    """Keep what was written, inside an action that holds the assessment. Raises NotRight."""
    if doing.by is None:
        raise ValueError("nobody writes this")
    stands = latest_paper(course.key)
    if stands is not None and stands.version != version:
        words = _joined(course, stands, words=words, version=version)
    words = {**(stands.words if stands else {}), **words}
    if stands is not None and stands.words == words:
        return stands
    return AssessmentPaper.objects.create(
        assessment=course.key,
        version=stands.version + 1 if stands else 1,
        children=sorted(course.children),
        words=words,
        written_by=doing.by,
        written_at=doing.at,
    )


def _joined(course: Course, stands: AssessmentPaper, *, words: Words, version: int) -> Words:
    began = AssessmentPaper.objects.filter(assessment=course.key, version=version).first()
    joined = join(before=began.words if began else {}, theirs=stands.words, mine=words)
    if joined.both:
        raise WrittenByBoth(joined=joined.words, both=joined.both, stands=stands)
    return joined.words


def _shown(written: Written | None) -> str:
    if isinstance(written, list):
        return ", ".join(FACTOR.named(each) for each in written) or "nothing"
    if isinstance(written, bool):
        return "gone through" if written else "not gone through"
    return ASSESSMENT_OUTCOME.named(written) if written else "nothing"
