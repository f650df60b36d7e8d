"""Concluding a meeting: refused while an open concern of any of its children has no outcome, and
once done never undone. Everything that was decided becomes a fact in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit, plan, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.agenda import facts_of, open_threads, outcomes_of, waits_for
from keepsight.casework.meeting.attendance import agencies_at, is_quorate
from keepsight.casework.meeting.decision import (
    NAMES_CATEGORIES,
    decided_of,
    dissent_at,
    plan_in,
    wrongs_of,
)
from keepsight.casework.meeting.invite import settle_reports
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.plan import Step
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread
from keepsight.practice.codes.conference import ARRANGED
from keepsight.practice.codes.harm import HARM
from keepsight.practice.meeting import SENT
from keepsight.record.models import AgendaOutcome, Invitation, Meeting, MeetingChild, User


@dataclass(frozen=True)
class Missing:
    """Something without which the meeting cannot be concluded, in words. `about` says where it is
    mended: "concern", "attendance", "decisions", or nothing where it is not on a page."""

    about: str
    words: str
    concern: str = ""


@dataclass(frozen=True)
class ToConclude:
    """The page before a meeting is concluded."""

    head: paper.Head
    missing: tuple[Missing, ...]
    outcomes: int


def to_conclude(meeting: str, *, by: User, on: date) -> ToConclude:
    """What is missing before this meeting can be concluded, if anything. Raises Refused."""
    row = paper.to_run(meeting, by=by, on=on)
    lines = paper.read_by(row, by=by, on=on)
    audit.saw(by=by, what="see_meetings", note=f"meeting {meeting}")
    with paper.opened():
        known = facts_of([each.child_id for each in lines])
        missing = tuple(missing_from(row, lines, known, on=on))
        outcomes = len(outcomes_of(row))
    return ToConclude(paper.head(row, lines, by=by, on=on), missing, outcomes)


def missing_from(
    row: Meeting, lines: Sequence[MeetingChild], known: Mapping[str, Sequence[Fact]], *, on: date
) -> Iterable[Missing]:
    """What is missing: each undecided concern by name, who was there, what is decided. Call as the
    system."""
    if row.held_on > on:
        yield Missing("", f"The meeting is on {day_in_words(row.held_on)}, and not held yet.")
    chosen = outcomes_of(row)
    for line in lines:
        for thread in open_threads(known[line.child_id]):
            if waits := waits_for(chosen.get(thread.concern), thread):
                words = f"{line.child.name}: {_harms(thread)}. {waits}"
                yield Missing("concern", words, thread.concern)
    if not Invitation.objects.filter(meeting=row, was_present=True).exists():
        yield Missing("attendance", "Nobody is noted as having been there.")
    elif is_quorate(row) is False and not row.not_quorate_because.strip():
        yield Missing(
            "attendance",
            "Too few agencies were there. Say why the meeting went ahead all the same.",
        )
    for line in lines:
        stood = plan_in(known[line.child_id])
        for each in wrongs_of(decided_of(line), stood, kind=row.kind, child=line.child_id):
            yield Missing("decisions", f"{line.child.name}: {each.message}")
    if row.next_on is None and any(line.decision in NAMES_CATEGORIES for line in lines):
        yield Missing("decisions", "A plan stands: say on which day its review is held.")


def conclude(*, meeting: str, by: User, at: datetime) -> list[Fact]:
    """Conclude a meeting, as its chair; gives the facts it ends in.

    All that is open is read after taking hold, so that a concern that was raised or answered a
    moment ago counts. Raises Refused, and NotRight for everything that is missing: the field names
    the concern, where it is one. Of two who conclude at once, the second is told.
    """
    on = day_of(at)
    access.require(by, "run_meeting")
    row = paper.to_run(meeting, by=by, on=on)
    if row.chair_id != by.pk:
        raise wrong("", f"{row.chair.name} is in the chair, and concludes this meeting.")
    children = paper.children_of(row)
    with action("conclude_meeting", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        row = paper.held(meeting)
        lines = list(
            MeetingChild.objects.filter(meeting=row).select_related("child__person").order_by("pk")
        )
        known = facts_of(children)
        missing = list(missing_from(row, lines, known, on=on))
        if missing:
            raise NotRight(*(Wrong(each.concern or each.about, each.words) for each in missing))
        _write(row, lines, known, doing)
        _settle(row, doing)
        _owe(row, children, doing)
        row.concluded_at, row.concluded_by = at, by
        row.save(update_fields=["concluded_at", "concluded_by"])
        doing.note = f"meeting {row.meeting}"
        return list(doing.facts)


def _write(
    row: Meeting,
    lines: Sequence[MeetingChild],
    known: Mapping[str, Sequence[Fact]],
    doing: Action,
) -> None:
    """Every fact the meeting ends in: that it was held, what becomes of each concern, the plan."""
    held = _held_values(row)
    add_own(doing, *(_meeting_fact(row, each, held, doing) for each in lines))
    chosen = outcomes_of(row)
    for line in lines:
        for thread in open_threads(known[line.child_id]):
            _write_outcome(row, thread, chosen[thread.concern], doing)
    for line in lines:
        _write_plan(row, line, plan_in(known[line.child_id]), doing)
    add_own(
        doing,
        *(
            own_fact(
                doing,
                "dissent",
                line.child_id,
                on=row.held_on,
                event=row.meeting,
                about=row.meeting,
                said_by=each.said_by,
                reasons=each.reasons,
            )
            for each in dissent_at(row)
            for line in lines
        ),
    )


def _held_values(row: Meeting) -> dict[str, object]:
    """What the fact of the meeting says of every child."""
    asked = list(Invitation.objects.filter(meeting=row, left_out_because="").order_by("pk"))
    values: dict[str, object] = {
        "chaired_by": row.chair.signature,
        "agencies_present": agencies_at(row),
        "people_present": ", ".join(each.name for each in asked if each.was_present),
        "apologies": ", ".join(each.name for each in asked if not each.was_present),
        "next_meeting_on": row.next_on,
        "detail": row.said,
    }
    if row.kind in paper.CONFERENCES:
        values["quorate"] = is_quorate(row)
        values["not_quorate_because"] = "" if values["quorate"] else row.not_quorate_because
    return values


def _meeting_fact(
    row: Meeting, line: MeetingChild, held: Mapping[str, object], doing: Action
) -> Fact:
    kind = ARRANGED[row.kind].group
    values: dict[str, object] = {"reasons": line.reasons}
    if kind == "conference":
        values |= {
            "conference": row.kind.removesuffix("_conference"),
            "conference_decision": line.decision,
            "categories": tuple(line.categories) if line.decision in NAMES_CATEGORIES else (),
        }
    else:
        values["meeting_decision"] = line.decision
    if kind == "meeting":
        values["meeting"] = row.kind
    return own_fact(
        doing, kind, line.child_id, on=row.held_on, event=row.meeting, **{**held, **values}
    )


def _write_outcome(row: Meeting, thread: Thread, chosen: AgendaOutcome, doing: Action) -> None:
    # A concern may have come after the day of the meeting and before it was concluded.
    on = max(row.held_on, thread.spells[-1].opened_on)
    if chosen.outcome == "action":
        step = Step(
            chosen.action,
            chosen.owner or chosen.owner_named,
            chosen.due_on,
            chosen.test_of_success,
            chosen.contingency,
        )
        plan.set_action_in(doing, concerns={thread.child: [thread.concern]}, step=step, on=on)
        return
    fact = own_fact(
        doing,
        "carried_on",
        thread.child,
        on=on,
        concerns=(thread.concern,),
        event=row.meeting,
        about=row.meeting,
        reasons=chosen.reasons,
        agreed_by=chosen.agreed_by.signature if chosen.agreed_by else "",
    )
    add_own(doing, fact)


def _write_plan(row: Meeting, line: MeetingChild, stood: tuple[str, ...], doing: Action) -> None:
    """Start, change or end the plan as was decided; what was decided about each concern at this
    meeting counts as its decision."""
    if row.kind not in paper.CONFERENCES:
        return
    wanted = {
        "child": line.child_id,
        "reasons": line.reasons,
        "on": row.held_on,
        "event": row.meeting,
    }
    categories = tuple(each for each in HARM if each in line.categories)
    if line.decision == "plan":
        plan.start_in(doing, categories=categories, **wanted)  # type: ignore[arg-type]
    elif line.decision == "plan_continues" and set(categories) != set(stood):
        plan.change_category_in(doing, categories=categories, **wanted)  # type: ignore[arg-type]
    elif line.decision == "plan_ends":
        plan.end_in(doing, why=line.plan_end, **wanted)  # type: ignore[arg-type]


def _settle(row: Meeting, doing: Action) -> None:
    settle_reports(row, doing)
    for each in AgendaOutcome.objects.filter(meeting=row):
        settle(doing, kind="agree_carry_on", about=str(each.pk), outcome="the meeting ended")
        if each.outcome == "answer":
            settle(doing, kind="answer_at_meeting", about=each.concern, outcome="answered")


def _owe(row: Meeting, children: Sequence[str], doing: Action) -> None:
    """Those who were asked are told at once; the decisions, and the minutes, are still to be sent.
    Source of the days: practice, our own proposal."""
    title = f"{ARRANGED.named(row.kind)} of {day_in_words(row.held_on)}"
    for name, each in SENT.items():
        ask(
            doing,
            kind=f"send_{name}",
            child=children[0],
            about=row.meeting,
            of=row.chair,
            due_on=each.within.due_on(row.held_on),
            words=title,
        )
    asked = Invitation.objects.filter(meeting=row, left_out_because="").exclude(user=None)
    people: list[User] = [each.user for each in asked.select_related("user") if each.user]
    tell(
        doing,
        to=people,
        what="meeting_concluded",
        child=children[0],
        about=row.meeting,
        words=title,
    )


def _harms(thread: Thread) -> str:
    return f"{HARM.together(thread.harms)}, {day_in_words(thread.opened_on)}"
