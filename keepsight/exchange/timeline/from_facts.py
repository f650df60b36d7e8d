"""From facts to the timeline: a lane for each concern, open ones first, then meetings, the plan and
its category, courts and police, and care."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from keepsight.exchange.timeline.lane import (
    Bar,
    Flag,
    Lane,
    Mark,
    Point,
    Shape,
    Timeline,
    in_words,
)
from keepsight.facts.chronology import family_chronology
from keepsight.facts.fact import Fact
from keepsight.facts.thread import MULTI_AGENCY_MEETINGS, Thread, meetings_while_open
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.care import LEGAL_STATUS
from keepsight.practice.codes.conference import CONFERENCE, MEETING
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.legal import ORDER


def timeline(
    *,
    facts: Sequence[Fact],
    threads: Sequence[Thread],
    marks: Sequence[Mark],
    until: date,
    names: Mapping[str, str],
    of_family: Sequence[Fact] = (),
) -> Timeline:
    """The lanes for these current facts of one child or one family, up to and with `until`.

    `of_family` are facts of brothers and sisters, where `facts` are one child's: of them only the
    meetings are shown, since people who meet about one child meet about the family.
    """
    seen = [each for each in facts if each.happened_on <= until]
    raised = [each for each in marks if each.raised_on <= until]
    several = len({each.child for each in seen}) > 1

    def named(what: str, child: str) -> str:
        return f"{names.get(child, child)}: {what}" if several else what

    meetings = [
        each
        for each in (*facts, *of_family)
        if each.kind in MULTI_AGENCY_MEETINGS and each.happened_on <= until
    ]
    begun = [each for each in threads if each.opened_on <= until]
    open_first = sorted(begun, key=lambda each: not each.is_open_on(until))
    lanes = [
        _concern(
            each,
            meetings,
            raised,
            until=until,
            name=named(HARM.together(each.harms), each.child),
        )
        for each in open_first
    ]
    lanes += _meetings(meetings)
    lanes += _by_child(seen, "Plan and its category", _plan_bars, named)
    lanes += _courts(seen)
    lanes += _by_child(seen, "In care", _care_bars, named)
    lanes += _unattached(raised, {each.concern for each in begun})
    return Timeline(tuple(lanes), min([*_days(lanes), until]), until)


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 meeting, 24 meetings."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _days(lanes: Iterable[Lane]) -> list[date]:
    return [
        day
        for lane in lanes
        for day in (
            *(bar.began_on for bar in lane.bars),
            *(point.on for point in lane.points),
            *(flag.raised_on for flag in lane.flags),
        )
    ]


def _concern(
    thread: Thread, meetings: Sequence[Fact], marks: Sequence[Mark], *, until: date, name: str
) -> Lane:
    bars = [
        _spell_bar(each.opened_on, each.answer, until)
        for each in thread.spells
        if each.opened_on <= until
    ]
    said_again = [
        Point("said_again", f"Said again: {_first_words(each)}", each.happened_on)
        for each in thread.facts
        if each.kind == "concern" and thread.opened_on < each.happened_on <= until
    ]
    left_open = [
        Point("left_open", f"{_title(each)}: did not answer it", each.happened_on)
        for each in thread.left_open_by
        if each.happened_on <= until
    ]
    flags = _flags(each for each in marks if each.concern == thread.concern)
    met = len(meetings_while_open(thread, meetings))
    how_long = f"open since {in_words(bars[-1].began_on)}"
    if bars[-1].ended_on:
        how_long = f"answered {in_words(bars[-1].ended_on)}"
    notes = [how_long, f"{counted(met, 'meeting')} while open"]
    if flags:
        notes.append(f"{counted(len(flags), 'finding')} raised")
    return Lane(name, tuple(notes), tuple(bars), (*said_again, *left_open), flags, is_concern=True)


def _spell_bar(opened_on: date, answer: Fact | None, until: date) -> Bar:
    if answer is None or answer.happened_on > until:
        return Bar("still open", opened_on, None)
    words = ANSWER.named(vars(answer)["answer"]).lower()
    return Bar(f"answered: {words}", opened_on, answer.happened_on, is_settled=True)


def _first_words(fact: Fact, length: int = 80) -> str:
    words = fact.detail or fact.title
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} ..."


def _meetings(facts: Sequence[Fact]) -> list[Lane]:
    held = [entry.fact for entry in family_chronology(facts)]
    points = tuple(
        Point(_meeting_shape(each.kind), _title(each), each.happened_on) for each in held
    )
    return [Lane("Meetings", (f"{len(points)} held",), points=points)] if points else []


def _meeting_shape(kind: str) -> Shape:
    match kind:
        case "conference" | "core_group" | "strategy_discussion" | "legal_planning":
            return kind
    return "meeting"


def _title(fact: Fact) -> str:
    """What kind of thing happened, in the words of its own code list where it has one."""
    values = vars(fact)
    match fact.kind:
        case "conference":
            return CONFERENCE.named(values["conference"])
        case "meeting":
            return MEETING.named(values["meeting"])
    return fact.title


def _by_child(
    facts: Sequence[Fact],
    name: str,
    bars_of: Callable[[Sequence[Fact]], tuple[Bar, ...]],
    named: Callable[[str, str], str],
) -> list[Lane]:
    """A lane of bars for each child; one for all where brothers and sisters have the same."""
    of_child = {
        child: bars_of([each for each in facts if each.child == child])
        for child in dict.fromkeys(each.child for each in facts)
    }
    held = {child: bars for child, bars in of_child.items() if bars}
    if len(set(held.values())) == 1 and len(held) == len(of_child):
        return [Lane(name, bars=next(iter(held.values())))]
    return [Lane(named(name, child), bars=bars) for child, bars in held.items()]


def _plan_bars(facts: Sequence[Fact]) -> tuple[Bar, ...]:
    def begins(fact: Fact) -> str | None:
        categories = vars(fact).get(
            "categories" if fact.kind == "plan_started" else "to_categories"
        )
        return HARM.together(categories) if categories else None

    return _bars(
        facts, starts={"plan_started", "category_changed"}, ends={"plan_ended"}, begins=begins
    )


def _care_bars(facts: Sequence[Fact]) -> tuple[Bar, ...]:
    def begins(fact: Fact) -> str:
        status = vars(fact)["legal_status"]
        return "In care" if status == "not_stated" else LEGAL_STATUS.named(status)

    return _bars(facts, starts={"looked_after_began"}, ends={"looked_after_ended"}, begins=begins)


def _bars(
    facts: Sequence[Fact],
    *,
    starts: set[str],
    ends: set[str],
    begins: Callable[[Fact], str | None],
) -> tuple[Bar, ...]:
    """Bars of which each ends where the next begins, or at an event that ends them."""
    bars: list[Bar] = []
    for fact in facts:
        if fact.kind not in starts | ends:
            continue
        if bars and bars[-1].ended_on is None:
            bars[-1] = Bar(bars[-1].label, bars[-1].began_on, fact.happened_on)
        if fact.kind in starts:
            bars.append(Bar(begins(fact) or fact.title, fact.happened_on, None))
    return tuple(bars)


_COURT_EVENTS = {"police_protection", "pre_proceedings_begun", "proceedings_issued", "order_made"}


def _courts(facts: Sequence[Fact]) -> list[Lane]:
    points = tuple(
        Point("event", _court_title(entry.fact), entry.fact.happened_on)
        for entry in family_chronology(each for each in facts if each.kind in _COURT_EVENTS)
    )
    return [Lane("Courts and police", points=points)] if points else []


def _court_title(fact: Fact) -> str:
    values: dict[str, Any] = vars(fact)
    if fact.kind == "order_made" and values["order_kind"] != "other":
        return ORDER.named(values["order_kind"])
    return fact.title


def _flags(marks: Iterable[Mark]) -> tuple[Flag, ...]:
    return tuple(Flag(each.label, each.raised_on, each.cleared_on) for each in marks)


def _unattached(marks: Sequence[Mark], shown: set[str]) -> list[Lane]:
    flags = _flags(each for each in marks if each.concern not in shown)
    return [Lane("Other findings", (f"{len(flags)} raised",), flags=flags)] if flags else []
