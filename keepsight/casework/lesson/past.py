"""A lesson tried on past cases: when it would have spoken, as the case was known day by day, and
how long before its end. A file of one's own may be tried too; it is kept only for that look."""

import dataclasses
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keepsight.casework import audit
from keepsight.casework.lesson.page import said_of
from keepsight.casework.not_right import wrong
from keepsight.exchange.reading import Problem, UnreadableFileError
from keepsight.exchange.replay_case.case import Case
from keepsight.exchange.replay_case.read import read
from keepsight.facts.fact import KINDS
from keepsight.record.models import User
from keepsight.rules.lesson.making import rule_of
from keepsight.rules.replay import replay
from keepsight.rules.rule import Rule
from keepsight.synthetic.past_case import PAST_CASES

LARGEST_FILE = 1_000_000
"""Bytes. A case of years is some tens of thousands."""
MOST_ROWS = 2_000
ENDED = {
    "protective_action": "the child was protected at last",
    "death": "the child died",
}


@dataclass(frozen=True)
class Spoke:
    """Once when the rule would have spoken: about whom, from when to when, and how many days before
    the end of the case, where that came later. `edge`: for days known only to a range."""

    child: str
    raised_on: date
    cleared_on: date | None
    days_before_end: int | None
    edge: str


@dataclass(frozen=True)
class PastLine:
    """One past case: what it is, how it ended, and each time the rule would have spoken.

    `missing`: kinds of fact that the case does not tell, without which the rule cannot tell.
    """

    title: str
    words: str
    ended: str
    ended_on: date
    spoke: tuple[Spoke, ...]
    missing: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def past_cases(lesson: str, *, by: User) -> tuple[PastLine, ...]:
    """The lesson on every past case that comes with Keepsight. Raises access.Refused,
    NoSuchLesson, or ValueError for one that is not finished."""
    rule = rule_of(said_of(lesson, by=by), code=lesson)
    audit.saw(by=by, what="write_lesson", note=f"{lesson} tried on past cases")
    return tuple(_line(read(each.path), rule, each.title, each.words) for each in PAST_CASES)


def on_file(lesson: str, *, name: str, content: bytes, by: User) -> PastLine:
    """The lesson on a case from a file in the replay format; the file is kept nowhere. Raises
    access.Refused, NoSuchLesson, or NotRight, about `file`, for what cannot be read."""
    rule = rule_of(said_of(lesson, by=by), code=lesson)
    audit.saw(by=by, what="write_lesson", note=f"{lesson} tried on a file")
    if len(content) > LARGEST_FILE:
        raise wrong("file", "The file is too large: one megabyte at most.")
    ending = ".xlsx" if name.lower().endswith(".xlsx") else ".csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case{ending}"
        path.write_bytes(content)
        try:
            case = read(path)
        except UnreadableFileError as error:
            raise wrong("file", _as_named(error.problem, name)) from error
    if case.rows_read > MOST_ROWS:
        raise wrong("file", f"The file has {case.rows_read} rows: {MOST_ROWS} at most.")
    return _line(case, rule, Path(name).stem[:100] or "Your file", "", file=name)


def _as_named(problem: Problem, name: str) -> str:
    """The problem, under the name that the file has for whoever sent it."""
    return dataclasses.replace(problem, file=Path(name).name[:100] or "Your file").sentence


def _line(case: Case, rule: Rule, title: str, words: str, *, file: str = "") -> PastLine:
    edges = [("", case.facts)]
    if case.windows:
        edges = [("at the earliest", case.at_earliest), ("at the latest", case.at_latest)]
    spoke: list[Spoke] = []
    missing: Iterable[str] = ()
    for edge, facts in edges:
        played = replay(facts, until=case.until, supplied=case.supplied, rules=[rule])
        missing = [kind for each in played.cannot_tell for kind in each.missing]
        for each in played.findings:
            end = case.ending_after(each.child, each.raised_on)
            ended = end.happened_on if end else case.until
            days = (ended - each.raised_on).days
            spoke.append(Spoke(each.child, each.raised_on, each.cleared_on, days, edge))
    last = max(case.endings, key=lambda each: each.happened_on, default=None)
    return PastLine(
        title=title,
        words=words,
        ended=ENDED[last.what] if last else "the last day that is told",
        ended_on=last.happened_on if last else case.until,
        spoke=tuple(dict.fromkeys(spoke)),
        missing=tuple(KINDS[each].title.lower() for each in missing),
        left_out=tuple(_as_named(each, file) for each in case.refused),
    )
