"""What becomes of one concern at a meeting: an action, an answer by somebody who was there, or
carried on with a reason. From the third time in a row a manager has to agree that it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from keepsight.casework import access, audit, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.agenda import Concern, agenda
from keepsight.casework.not_right import wrong
from keepsight.casework.plan.standing import times_carried_on
from keepsight.casework.plan.step import Step
from keepsight.facts.chronology import current
from keepsight.practice.codes.conference import CONCERN_OUTCOME
from keepsight.practice.meeting import CARRIED_ON_ALONE
from keepsight.record import ledger
from keepsight.record.models import (
    AgendaOutcome,
    ConcernThread,
    Invitation,
    Involvement,
    Meeting,
    User,
)

ANSWERS = ("social_worker", "manager")


@dataclass(frozen=True)
class Chosen:
    """What is to become of a concern; what the outcome does not ask for is left empty.

    `owner`, `answerer` and `asked_to_agree` are the numbers of people who sign in.
    """

    outcome: str
    reasons: str = ""
    action: str = ""
    owner: int | None = None
    owner_named: str = ""
    due_on: date | None = None
    test_of_success: str = ""
    contingency: str = ""
    answerer: int | None = None
    asked_to_agree: int | None = None


Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToChoose:
    """The page on which one concern is decided: who may do something about it, who may answer it,
    which managers may agree that it is carried on, and whether the reader may answer it at once."""

    head: paper.Head
    name: str
    child: str
    concern: Concern
    owners: Named
    answerers: Named
    managers: Named
    may_answer: bool


def to_choose(meeting: str, concern: str, *, by: User, on: date) -> ToChoose:
    """What is needed to decide about one open concern at a meeting. Raises Refused, also where the
    concern is not one of its children's, or is answered."""
    row = paper.to_run(meeting, by=by, on=on)
    head, child, name, found = on_agenda(row, concern, by=by, on=on)
    with paper.opened():
        asked = Invitation.objects.filter(meeting=row, left_out_because="").exclude(user=None)
        owners = [each.user for each in asked.select_related("user") if each.user]
        near = _near([each.child for each in head.children], on=on)
    answerers = [each for each in near if each.role in ANSWERS and each.is_active]
    return ToChoose(
        head=head,
        name=name,
        child=child,
        concern=found,
        owners=_named({each.pk: each for each in (*owners, *near)}.values()),
        answerers=_named(answerers),
        managers=_named([each for each in near if each.role == "manager"]),
        may_answer=access.may(by, "answer_concern", concern=concern, on=on),
    )


def choose(*, meeting: str, concern: str, chosen: Chosen, by: User, at: datetime) -> None:
    """Decide what becomes of an open concern; it may be decided anew until the meeting is
    concluded. An answer, and a manager's agreement, are asked for. Raises Refused and NotRight."""
    on = day_of(at)
    access.require(by, "run_meeting")
    row = paper.to_run(meeting, by=by, on=on)
    children = paper.children_of(row)
    with action("decide_outcome", by=by, at=at, concern=concern) as doing:
        projection.hold(set(children))
        row = paper.held(meeting)
        thread = ConcernThread.objects.filter(pk=concern, child__in=children).first()
        if thread is None or thread.answered_on is not None:
            raise wrong("", "This concern has an answer already, or is not of these children.")
        doing.child = thread.child_id
        doing.note = f"meeting {row.meeting}"
        facts = current(ledger.facts_of(thread.child_id))
        times = times_carried_on(concern, facts)
        values = _checked(chosen, children, times=times, by=by, row=row, on=on)
        before = AgendaOutcome.objects.filter(meeting=row, concern=concern).first()
        if before is not None:
            _forget(before, doing)
        made, _ = AgendaOutcome.objects.update_or_create(
            meeting=row,
            concern=concern,
            defaults=values | {"child_id": thread.child_id, "chosen_by": by, "chosen_at": at},
        )
        _ask_for(made, doing)


def on_agenda(
    row: Meeting, concern: str, *, by: User, on: date
) -> tuple[paper.Head, str, str, Concern]:
    """The concern as it stands on the agenda. Raises Refused where it does not."""
    lines = paper.read_by(row, by=by, on=on)
    items = agenda(row, lines, by=by, on=on).items
    for item in items:
        for each in item.concerns:
            if each.standing.concern == concern:
                audit.saw(by=by, what="see_meetings", child=item.who.child, concern=concern)
                head = paper.head(row, lines, by=by, on=on)
                return head, item.who.child, item.who.name, each
    audit.refused(by=by, what="see_meetings", concern=concern, note=f"meeting {row.meeting}")
    raise access.Refused


def _near(children: Collection[str], *, on: date) -> list[User]:
    """The people who work with these children in person or in an involved team. Call as the
    system."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child__in=children, from_on__lte=on)
    own = Q(pk__in=parts.exclude(user=None).values("user"))
    team = Q(team__in=parts.exclude(team=None).values("team"))
    return list(User.objects.filter(own | team, is_active=True).order_by("name", "pk"))


def _named(people: Collection[User]) -> Named:
    return tuple((str(each.pk), each.signature) for each in people)


def _checked(
    chosen: Chosen, children: Collection[str], *, times: int, by: User, row: Meeting, on: date
) -> dict[str, object]:
    """The outcome as it is kept. Raises NotRight for what is missing."""
    empty: dict[str, object] = {
        "outcome": chosen.outcome,
        "reasons": chosen.reasons,
        "action": "",
        "owner": None,
        "owner_named": "",
        "due_on": None,
        "test_of_success": "",
        "contingency": "",
        "answerer": None,
        "asked_to_agree": None,
        "agreed_by": None,
        "agreed_at": None,
        "not_agreed_because": "",
    }
    if chosen.outcome not in CONCERN_OUTCOME:
        raise wrong("outcome", "Choose what becomes of this concern.")
    if chosen.outcome == "action":
        owner = User.objects.filter(pk=chosen.owner or 0, is_active=True).first()
        step = Step(
            chosen.action,
            owner or chosen.owner_named,
            chosen.due_on,
            chosen.test_of_success,
            chosen.contingency,
        )
        step.check(on=row.held_on)
        return empty | {
            "action": chosen.action,
            "owner": owner,
            "owner_named": "" if owner else chosen.owner_named,
            "due_on": chosen.due_on,
            "test_of_success": chosen.test_of_success,
            "contingency": chosen.contingency,
        }
    near = {each.pk: each for each in _near(children, on=on)}
    if chosen.outcome == "answer":
        answerer = near.get(chosen.answerer or 0)
        if answerer is None or answerer.role not in ANSWERS:
            raise wrong("answerer", "Choose who answers it.")
        return empty | {"answerer": answerer}
    if not chosen.reasons.strip():
        raise wrong("reasons", "Say why it is carried on.")
    if times < CARRIED_ON_ALONE:
        return empty
    if access.may(by, "agree_carry_on"):
        return empty | {"asked_to_agree": by, "agreed_by": by}
    manager = near.get(chosen.asked_to_agree or 0)
    if manager is None or manager.role != "manager":
        raise wrong("asked_to_agree", "Choose the manager who has to agree.")
    return empty | {"asked_to_agree": manager}


def _ask_for(made: AgendaOutcome, doing: Action) -> None:
    """Ask for the answer, or for the manager's agreement."""
    if made.agreed_by is not None:
        made.agreed_at = doing.at
        made.save(update_fields=["agreed_at"])
    elif made.asked_to_agree is not None:
        ask(
            doing,
            kind="agree_carry_on",
            child=made.child_id,
            about=str(made.pk),
            of=made.asked_to_agree,
            due_on=day_of(doing.at),
            words=made.reasons,
        )
    if made.answerer is not None:
        ask(
            doing,
            kind="answer_at_meeting",
            child=made.child_id,
            about=made.concern,
            of=made.answerer,
            due_on=day_of(doing.at),
            words=made.reasons,
        )


def _forget(before: AgendaOutcome, doing: Action) -> None:
    """What was asked for an outcome that is decided anew is asked no more."""
    settle(doing, kind="agree_carry_on", about=str(before.pk), outcome="decided anew")
    if before.outcome == "answer":
        settle(doing, kind="answer_at_meeting", about=before.concern, outcome="decided anew")
