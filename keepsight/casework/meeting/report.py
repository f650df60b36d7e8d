"""What each agency knows, written for a meeting: kept while it is being written, and a fact that
everybody asked to come may read once it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit, projection
from keepsight.casework.action import action, day_of
from keepsight.casework.ask import settle
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.meeting import paper
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Meeting, MeetingReport, User
from keepsight.record.reader import reading_as

OF_ALL = "all"
"""The words that are about all the children together."""


@dataclass(frozen=True)
class Shared:
    """What one person handed in: about one child or, with no child named, about all of them."""

    given_by: str
    handed_in_at: datetime
    agency: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToWrite:
    """The page on which somebody writes. `words` is what they kept, by child and for all."""

    head: paper.Head
    words: Mapping[str, str]
    saved_at: datetime | None
    due_on: date | None
    handed_in_at: datetime | None


def to_write(meeting: str, *, by: User, on: date) -> ToWrite:
    """What somebody asked to a meeting has written for it so far. Raises Refused."""
    row, own = paper.to_take_part(meeting, by=by, on=on)
    audit.saw(by=by, what="see_meetings", note=f"meeting {meeting}")
    with reading_as(by, on=on):
        draft = MeetingReport.objects.filter(meeting=row, user=by).first()
    return ToWrite(
        head=paper.head(row, paper.read_by(row, by=by, on=on), by=by, on=on),
        words=draft.words if draft else {},
        saved_at=draft.saved_at if draft else None,
        due_on=own.report_due_on,
        handed_in_at=own.report_handed_in_at,
    )


def keep(*, meeting: str, words: Mapping[str, str], by: User, at: datetime) -> None:
    """Keep what somebody is writing for a meeting. `words` by child, and under OF_ALL for all of
    them. Raises Refused where they were not asked, and NotRight where the meeting is over."""
    access.require(by, "take_part")
    row, _ = paper.to_take_part(meeting, by=by, on=day_of(at))
    with action("keep_report", by=by, at=at, child=paper.children_of(row)[0]) as doing:
        row = paper.held(meeting)
        _keep(row, words, by=by, at=at)
        doing.note = f"meeting {row.meeting}"


def hand_in(*, meeting: str, words: Mapping[str, str], by: User, at: datetime) -> list[Fact]:
    """Hand in what one knows: from now on everybody asked to the meeting may read it. Gives the
    facts, one for each child. It may be done again to add to it. Raises Refused and NotRight."""
    on = day_of(at)
    access.require(by, "take_part")
    row, own = paper.to_take_part(meeting, by=by, on=on)
    children = paper.children_of(row)
    about = {each: _about(words, each) for each in children}
    if not any(about.values()):
        raise wrong(OF_ALL, "Write what you know.")
    with action("hand_in_report", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        row = paper.held(meeting)
        facts = [
            own_fact(
                doing,
                "information_shared",
                child,
                about=row.meeting,
                event=row.meeting,
                given_by=by.signature,
                detail=said,
            )
            for child, said in about.items()
            if said
        ]
        add_own(doing, *facts)
        _keep(row, words, by=by, at=at)
        own.report_handed_in_at = at
        own.save(update_fields=["report_handed_in_at"])
        settle(doing, kind="write_report", about=row.meeting, of=by, outcome="handed in")
        tell(
            doing,
            to=[row.chair],
            what="report_handed_in",
            child=children[0],
            about=row.meeting,
            words=by.signature,
        )
        doing.note = f"meeting {row.meeting}"
    return facts


def shared(meeting: str, facts: list[Fact], names: Mapping[str, str]) -> tuple[Shared, ...]:
    """What was handed in for a meeting, out of these facts, oldest first. `names` are those of the
    children whom the reader may read about; the same words about several stand once."""
    found: dict[tuple[str, datetime], list[Fact]] = {}
    for each in current(facts):
        if each.kind == "information_shared" and vars(each)["about"] == meeting:
            found.setdefault((vars(each)["given_by"], each.recorded_at), []).append(each)
    return tuple(_shared(own, names) for own in found.values())


def read(children: list[str]) -> list[Fact]:
    """What was ever shared about these children. Who may read it must have been asked before."""
    with paper.opened():
        own = ledger.facts_of_many(children, kinds={"information_shared", "entered_in_error"})
    return [each for facts in own.values() for each in facts]


def _shared(facts: list[Fact], names: Mapping[str, str]) -> Shared:
    lines: list[FactLine] = [fact_line(each) for each in facts]
    said: dict[str, list[str]] = {}
    for each in facts:
        said.setdefault(each.detail, []).append(names.get(each.child, ""))
    is_one = len(said) == 1
    words = tuple(("" if is_one else ", ".join(about), text) for text, about in said.items())
    return Shared(lines[0].recorded_by, lines[0].recorded_at, lines[0].agency, words)


def _about(words: Mapping[str, str], child: str) -> str:
    parts = (words.get(OF_ALL, "").strip(), words.get(child, "").strip())
    return "\n\n".join(each for each in parts if each)


def _keep(row: Meeting, words: Mapping[str, str], *, by: User, at: datetime) -> None:
    MeetingReport.objects.update_or_create(
        meeting=row, user=by, defaults={"words": dict(words), "saved_at": at}
    )
