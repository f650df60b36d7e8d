"""What is due and overdue about a family, in plain words: what the rules wait for, and what
somebody has been asked to do by a day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from keepsight.casework.ask import AskLine
from keepsight.casework.matter import Matter, matters
from keepsight.casework.rules_in_force import Step, steps_of, title_of
from keepsight.casework.who import Who, who
from keepsight.record.models import Finding, LedgerFact

DAYS_AHEAD = 28


@dataclass(frozen=True)
class DueLine:
    """One thing to do, or to look at. `due_on` is the last day in time, None for what has no day;
    `since_on` the day from which a rule has found it. `days` since then, or until it is due.

    `is_step`: there is something to do, and not only to look at. `times`: how often for one child.
    `finding_id` and `asked` say where it leads.
    """

    words: str
    about: tuple[Who, ...]
    due_on: date | None
    since_on: date | None
    days: int
    is_overdue: bool
    is_ahead: bool = False
    is_step: bool = True
    times: int = 1
    finding_id: str = ""
    asked: AskLine | None = None

    @property
    def is_to_look_at(self) -> bool:
        """Whether a rule has found it and waits for nothing: pages show it by what it is about."""
        return not self.is_step and not self.is_ahead

    @property
    def order(self) -> tuple[bool, date, str]:
        """What is overdue stands first, then by day; what has no day last."""
        return (not self.is_overdue, self.due_on or self.since_on or date.max, self.words)


def of_findings(findings: Iterable[Finding], *, on: date) -> list[DueLine]:
    """What these findings of one family say there is to do or to look at; what is alike for
    brothers and sisters said once. Their children must have been fetched too."""
    every = list(findings)
    steps = steps_of({each.rule for each in every})
    alike: dict[tuple[str, date], list[Finding]] = {}
    for each in every:
        # Two rules may ask for the same, as of a child under five and of an older one.
        words = steps[each.rule].words if each.rule in steps else each.rule
        alike.setdefault((words, each.raised_on), []).append(each)
    return [_of_alike(own, steps.get(own[0].rule), on=on) for own in alike.values()]


def of_asks(asked: Iterable[AskLine], children: Mapping[str, Who], *, on: date) -> list[DueLine]:
    """What somebody was asked to do by a day, about these children."""
    return [
        DueLine(
            words=each.title,
            about=(children[each.child],) if each.child and each.child in children else (),
            due_on=each.due_on,
            since_on=None,
            days=abs((on - each.due_on).days),
            is_overdue=each.due_on < on,
            asked=each,
        )
        for each in asked
        if each.due_on is not None
    ]


def not_over(children: Collection[str], *, on: date) -> QuerySet[Finding]:
    """What the rules have found about these children and stands, or falls due soon."""
    soon = Q(raised_on__lte=on + timedelta(days=DAYS_AHEAD))
    stands = Q(cleared_on=None) | Q(cleared_on__gt=on)
    rows = Finding.objects.filter(soon, stands, child__in=list(children))
    return rows.select_related("child__person").order_by("raised_on", "rule", "finding_id")


def to_do(findings: Iterable[Finding], *, on: date) -> list[DueLine]:
    """What these findings of one family say there is to do, and by when."""
    lines = sorted(of_findings(findings, on=on), key=lambda each: each.order)
    return [each for each in lines if not each.is_to_look_at]


def to_look_at(findings: Iterable[Finding], *, on: date) -> tuple[Matter, ...]:
    """What these findings of one family say that waits for nothing, by what it is about."""
    stand = [each for each in findings if each.raised_on <= on]
    steps = steps_of(each.rule for each in stand)
    return matters((each for each in stand if each.rule not in steps), on=on)


def said_by_rules_alone(findings: Iterable[Finding], asked: Iterable[AskLine]) -> list[Finding]:
    """These findings without those that rest on what the reader is asked by a day to do, for this
    child or, as one event, for a brother or sister. One question to the database, if any."""
    every = list(findings)
    about = {each.about for each in asked if each.due_on is not None}
    if not about or not every:
        return every
    named = about | {each.facts[0] for each in every}
    event = dict(LedgerFact.objects.filter(pk__in=named).values_list("pk", "event"))
    events = {event[each] for each in about if event.get(each)}
    return [
        each
        for each in every
        if each.facts[0] not in about and event.get(each.facts[0]) not in events
    ]


def _of_alike(own: Sequence[Finding], step: Step | None, *, on: date) -> DueLine:
    raised_on = own[0].raised_on
    is_ahead = raised_on > on
    # What is raised at once never had so long a time; what lies ahead always has it still.
    has_last_day = step is not None and (is_ahead or step.has_last_day)
    last_day = raised_on - timedelta(days=1) if has_last_day else None
    children = {each.child_id: each.child for each in own}
    return DueLine(
        words=step.words if step else title_of(own[0].rule),
        about=tuple(who(each, on=on) for each in children.values()),
        due_on=last_day,
        since_on=raised_on,
        days=abs((on - (last_day or raised_on)).days),
        is_overdue=step is not None and not is_ahead,
        is_ahead=is_ahead,
        is_step=step is not None,
        times=max(Counter(each.child_id for each in own).values()),
        finding_id=own[0].finding_id,
    )
