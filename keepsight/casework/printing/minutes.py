"""The decisions and minutes of a meeting on paper, as they are sent to everybody who was asked."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from keepsight.casework import audit
from keepsight.casework.action import day_of
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.meeting.decision import Dissented
from keepsight.casework.meeting.invited import Invited
from keepsight.casework.meeting.minute_book import (
    MinutedChild,
    MinutedConcern,
    MinutedOutcome,
    Minutes,
    minutes,
)
from keepsight.casework.meeting.report import Shared
from keepsight.casework.printing.foot import FOR_THE_NETWORK, made
from keepsight.exchange.paper import Entry, Heading, Lines, Paper, Quote, Words
from keepsight.exchange.paper.document import Part
from keepsight.practice.code import in_one_phrase
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.conference import (
    CHILD_VIEWS,
    CONCERN_OUTCOME,
    CONFERENCE_DECISION,
    MEETING_DECISION,
    MEETING_PART,
)
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import PLAN_END
from keepsight.record.models import User


def minutes_paper(meeting: str, *, by: User, printed_at: datetime) -> Paper:
    """The decisions and minutes of a concluded meeting as a paper. Raises access.Refused, also for
    one that is not concluded."""
    found = minutes(meeting, by=by, on=day_of(printed_at))
    first = found.head.children[0].child if found.head.children else None
    audit.exported(by=by, what="see_meetings", child=first, note=f"minutes of {meeting} as PDF")
    names = ", ".join(each.name for each in found.head.children)
    return Paper(
        title=f"{found.head.title}: decisions and minutes",
        about=f"{names}. Held on {day_in_words(found.head.held_on)}.",
        made=made(by=by, printed_at=printed_at),
        marking=FOR_THE_NETWORK,
        parts=tuple(_parts(found)),
    )


def _parts(found: Minutes) -> Iterator[Part]:
    concluded = day_in_words(day_of(found.concluded_at))
    yield Entry(
        (
            ("In the chair", found.head.chair),
            ("Where", found.head.place or "not stated"),
            ("Concluded", f"by {found.concluded_by}, on {concluded}"),
        )
    )
    yield Heading("What is decided")
    for each in found.children:
        yield from _child(each, is_conference=found.head.is_conference)
    if found.next_on:
        yield Words(f"The next meeting is on {day_in_words(found.next_on)}.", is_strong=True)
    yield from _dissent(found.dissent)
    if found.said:
        yield Heading("What was talked through")
        yield Words(found.said)
    yield from _people(found)
    yield from _reports(found.reports)


def _child(child: MinutedChild, *, is_conference: bool) -> Iterator[Part]:
    yield Heading(child.of.name, level=2)
    decided = child.of.decided
    codes = CONFERENCE_DECISION if is_conference else MEETING_DECISION
    words = codes.named(decided.decision)
    if decided.categories:
        words += f", for {HARM.together(decided.categories).lower()}"
    if decided.decision == "plan_ends":
        words += f": {PLAN_END.named(decided.plan_end).lower()}"
    yield Words(f"{words}.", is_strong=True)
    if child.of.plan and decided.categories and child.of.plan != decided.categories:
        before = HARM.together(child.of.plan).lower()
        yield Words(f"Before, the category was: {before}.")
    if decided.reasons:
        yield Words(decided.reasons)
    for each in child.concerns:
        yield from _concern(each)
    if not child.concerns:
        yield Words("No concern was open.")
    if child.wishes.wishes:
        known = CHILD_VIEWS.named(child.wishes.known).lower() if child.wishes.known else ""
        yield Quote(child.wishes.wishes, ", ".join(filter(None, (child.of.name, known))))
    elif child.wishes.known:
        yield Words(f"{CHILD_VIEWS.named(child.wishes.known)}.")


def _concern(minuted: MinutedConcern) -> Iterator[Part]:
    stood = minuted.standing
    yield Words(
        f"Concern: {in_one_phrase(stood.harms)}, raised by {stood.agency} on "
        f"{day_in_words(stood.opened_on)}",
        is_strong=True,
    )
    yield Entry(tuple(each for each in _outcome(minuted.outcome) if each[1]))


def _outcome(outcome: MinutedOutcome) -> Iterable[tuple[str, str]]:
    if outcome.kind == "answered":
        yield "Answered", ANSWER.named(outcome.answer)
        yield "By", outcome.answered_by
    else:
        yield "Outcome", CONCERN_OUTCOME.named(outcome.kind)
    yield "What", outcome.action
    yield "Who", outcome.owner
    yield "By when", day_in_words(outcome.due_on) if outcome.due_on else ""
    yield "It worked if", outcome.test_of_success
    yield "If not", outcome.contingency
    yield "Why", outcome.reasons
    yield "Agreed by", outcome.agreed_by


def _dissent(dissent: tuple[Dissented, ...]) -> Iterator[Part]:
    if dissent:
        yield Heading("Who did not agree")
        yield Entry(tuple((each.said_by, each.reasons) for each in dissent))


def _people(found: Minutes) -> Iterator[Part]:
    yield Heading("Who was there")
    yield Lines(tuple(_person(each) for each in found.present) or ("Nobody is noted.",))
    if found.apologies:
        yield Heading("Asked, and not there", level=2)
        yield Lines(tuple(_person(each) for each in found.apologies))
    if found.left_out:
        yield Heading("Not asked", level=2)
        yield Lines(tuple(f"{each.name}: {each.left_out_because}" for each in found.left_out))
    if found.quorate is False:
        yield Words(
            f"Too few agencies were there. It went ahead because: {found.not_quorate_because}",
            is_strong=True,
        )
    elif found.quorate:
        yield Words("Enough agencies were there.")


def _person(each: Invited) -> str:
    part = "" if each.part == "professional" else MEETING_PART.named(each.part).lower()
    who = ", ".join(filter(None, (each.name, each.organisation, part)))
    said = each.views or each.reply_words
    return f"{who}: “{said}”" if said else who


def _reports(reports: tuple[Shared, ...]) -> Iterator[Part]:
    if reports:
        yield Heading("What each agency knew")
    for each in reports:
        yield Heading(f"{each.given_by} ({each.agency})", level=2)
        for about, words in each.words:
            yield Words(f"{about}: {words}" if about else words)
