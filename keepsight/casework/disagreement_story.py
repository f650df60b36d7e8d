"""Disagreements for pages: those that are open, by stage and age, and one with its whole story."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from keepsight.casework import access, audit
from keepsight.casework.as_called import as_called, names_given
from keepsight.casework.disagreement import is_theirs
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.who import Who, who
from keepsight.facts.disagreement import STEPS
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.answer import DISAGREEMENT_OUTCOME, DISAGREEMENT_STAGE
from keepsight.practice.escalation import STAGES, stage_after
from keepsight.record import ledger
from keepsight.record.models import Disagreement, LedgerFact, User
from keepsight.record.reader import reading_as_system

PAGE_SIZE = 20


@dataclass(frozen=True)
class DisagreementLine:
    """One disagreement as it stands on a day. `due_on` is the day by which an answer is due;
    `climbs_to` says who is next, where that day has passed without one."""

    disagreement: str
    who: Who
    concern: str
    agency: str
    said_by: str
    reasons: str
    is_challenge: bool
    raised_on: date
    days: int
    stage: str
    owner: str
    due_on: date | None
    is_overdue: bool
    climbs_to: str
    answered_on: date | None
    answered_by: str
    outcome: str
    settled_on: date | None


@dataclass(frozen=True)
class AtStage:
    """How many are open at one stage, and how many of them longer than they should."""

    stage: str
    total: int
    late: int


@dataclass(frozen=True)
class Disagreements:
    """One page of those that are open: what waits for an answer first, by its day, then what was
    answered and nobody has called settled; how many at each stage; and the last settled."""

    total: int
    page: int
    stages: tuple[AtStage, ...]
    lines: tuple[DisagreementLine, ...]
    settled: tuple[DisagreementLine, ...]


@dataclass(frozen=True)
class MayDo:
    """What the reader may do about it as it stands."""

    answer: bool
    climb: bool
    settle: bool
    open_child: bool


@dataclass(frozen=True)
class DisagreementStory:
    """One disagreement: what it is about, every step, and what comes next."""

    line: DisagreementLine
    about: FactLine | None
    steps: tuple[FactLine, ...]
    following: str
    may: MayDo


def disagreements(*, by: User, on: date, page: int = 1) -> Disagreements:
    """The disagreements that this reader may see. Raises access.Refused. The number of queries does
    not grow with them."""
    access.require(by, "see_disagreements")
    audit.saw(by=by, what="see_disagreements")
    rows = access.disagreements_of(by, on=on)
    waiting = rows.filter(settled_on=None)
    stages = list(waiting.values_list("stage", "due_on", "answered_on"))
    is_answered = Q(answered_on__isnull=False)
    ordered = waiting.annotate(is_answered=is_answered).order_by(
        "is_answered", "due_on", "raised_on", "pk"
    )
    shown = list(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    settled = list(rows.exclude(settled_on=None).order_by("-settled_on", "pk")[:PAGE_SIZE])
    names = _names([*shown, *settled])
    return Disagreements(
        total=len(stages),
        page=page,
        stages=tuple(_at_stages(stages, on=on)),
        lines=tuple(_line(each, names, on=on) for each in shown),
        settled=tuple(_line(each, names, on=on) for each in settled),
    )


def disagreement_story(disagreement: str, *, by: User, on: date) -> DisagreementStory:
    """One disagreement with its story. Raises access.Refused, also for an unknown one."""
    seen = access.disagreements_of(by, on=on).filter(pk=disagreement.replace("\x00", ""))
    row = seen.first()
    if row is None:
        # No disagreement and one that may not be seen are refused alike.
        access.require(by, "answer_disagreement", child="", on=on)
        raise access.Refused
    audit.saw(by=by, what="see_disagreements", child=row.child_id, concern=row.concern)
    steps, about = _steps(row)
    following = stage_after(row.stage)
    opens = access.may(by, "see_child", row.child_id, on=on)
    return DisagreementStory(
        line=_line(row, _names([row]), on=on),
        about=fact_line(about) if about is not None and (opens or _is_own(about)) else None,
        steps=tuple(fact_line(each) for each in steps),
        following=following.asks if following else "",
        may=_may(row, by=by, opens=opens, is_last=following is None),
    )


def _steps(row: Disagreement) -> tuple[list[Fact], Fact | None]:
    """Whoever disagrees is owed every answer they were given, and what they disagree with."""
    with reading_as_system("what was answered to a disagreement"):
        named = LedgerFact.objects.filter(kind__in=STEPS, rest__about=row.disagreement)
        own = list(named.filter(child=row.child_id).values_list("pk", flat=True))
        joined = list(named.filter(child__kept_as=row.child_id).values_list("pk", flat=True))
        said = ledger.fact(row.disagreement)
        about = str(vars(said)["about"]) if said is not None else ""
        facts = ledger.facts_named([row.disagreement, *own, *joined])
        return facts, ledger.fact(about) if about else None


def _is_own(about: Fact) -> bool:
    """Of a child's record, an agency is told what was decided on its own referral, and no more."""
    return about.kind in ("referral_decision", "answer")


def _may(row: Disagreement, *, by: User, opens: bool, is_last: bool) -> MayDo:
    is_open = row.settled_on is None
    own = is_theirs(row, by)
    return MayDo(
        answer=is_open
        and row.answered_on is None
        and not own
        and opens
        and access.may(by, "answer_disagreement"),
        climb=is_open and not is_last and access.may(by, "disagree"),
        settle=is_open and own and access.may(by, "disagree"),
        open_child=opens,
    )


def _at_stages(
    rows: Iterable[tuple[str, date | None, date | None]], *, on: date
) -> Iterable[AtStage]:
    every = list(rows)
    for code in STAGES:
        own = [(due, answered) for stage, due, answered in every if stage == code]
        late = sum(_is_overdue(due, answered, on=on) for due, answered in own)
        yield AtStage(DISAGREEMENT_STAGE.named(code), len(own), late)


def _is_overdue(due_on: date | None, answered_on: date | None, *, on: date) -> bool:
    return answered_on is None and due_on is not None and due_on < on


def _names(rows: Iterable[Disagreement]) -> Mapping[str, str]:
    """What the children were called, by who raised the concerns, as far as the reader may read."""
    return names_given(ledger.facts_named([each.concern for each in rows if each.concern]))


def _line(row: Disagreement, names: Mapping[str, str], *, on: date) -> DisagreementLine:
    is_overdue = row.settled_on is None and _is_overdue(row.due_on, row.answered_on, on=on)
    following = stage_after(row.stage) if is_overdue else None
    return DisagreementLine(
        disagreement=row.disagreement,
        who=as_called(who(row.child, on=on), names.get(row.concern)),
        concern=row.concern,
        agency=row.organisation.name if row.organisation else AGENCY.named(row.agency),
        said_by=row.said_by,
        reasons=row.reasons,
        is_challenge=row.is_challenge,
        raised_on=row.raised_on,
        days=((row.settled_on or on) - row.raised_on).days,
        stage=DISAGREEMENT_STAGE.named(row.stage),
        owner=row.owner,
        due_on=row.due_on,
        is_overdue=is_overdue,
        climbs_to=following.asks if following else "",
        answered_on=row.answered_on,
        answered_by=row.answered_by,
        outcome=DISAGREEMENT_OUTCOME.named(row.outcome) if row.outcome else "",
        settled_on=row.settled_on,
    )
