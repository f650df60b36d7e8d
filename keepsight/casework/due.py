"""What is due and overdue about a family, in plain words: what the rules wait for, and what
somebody has been asked to do by a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from keepsight.casework.ask import AskLine
from keepsight.casework.matter import Matter, matters
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who, who
from keepsight.record.models import Finding

DAYS_AHEAD = 28

TO_DO: Mapping[str, str] = {
    "referral_decision_late": "Decide about the referral",
    "domestic_abuse_notice_unscreened": "Screen the domestic abuse notice",
    "assessment_late": "Finish the assessment",
    "initial_conference_late": "Hold the initial conference",
    "first_core_group_late": "Hold the first core group",
    "review_conference_late": "Hold the review conference",
    "child_protection_visit_late": "See the child at home",
    "not_seen_alone": "See the child alone",
    "inconclusive_medical_not_followed_up": "Follow up the inconclusive medical",
}
"""What there is to do by a day, for the rules that wait for something to be done."""


@dataclass(frozen=True)
class DueLine:
    """One thing to do, or to look at. `due_on` is the last day in time, None for what has no day;
    `since_on` the day from which a rule has found it. `days` since then, or until it is due.

    `finding_id` and `asked` say where it leads.
    """

    words: str
    about: tuple[Who, ...]
    due_on: date | None
    since_on: date | None
    days: int
    is_overdue: bool
    is_ahead: bool = False
    finding_id: str = ""
    asked: AskLine | None = None

    @property
    def is_to_look_at(self) -> bool:
        """Whether a rule has found it and it has no day: pages show it by what it is about."""
        return self.due_on is None and not self.is_ahead

    @property
    def order(self) -> tuple[bool, date, str]:
        """What is overdue stands first, then by day; what has no day last."""
        return (not self.is_overdue, self.due_on or self.since_on or date.max, self.words)


def of_findings(findings: Iterable[Finding], *, on: date) -> list[DueLine]:
    """What these findings of one family say there is to do or to look at; what is alike for
    brothers and sisters said once. Their children must have been fetched too."""
    alike: dict[tuple[str, date], list[Finding]] = {}
    for each in findings:
        alike.setdefault((each.rule, each.raised_on), []).append(each)
    return [_of_alike(rule, day, own, on=on) for (rule, day), own in alike.items()]


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
    """What these findings of one family say that has no day, by what it is about."""
    return matters((e for e in findings if e.rule not in TO_DO and e.raised_on <= on), on=on)


def _of_alike(rule: str, raised_on: date, own: Sequence[Finding], *, on: date) -> DueLine:
    to_do = TO_DO.get(rule, "")
    # A rule finds something late on the day after the last day in time.
    last_day = raised_on - timedelta(days=1) if to_do else None
    title = title_of(rule)
    return DueLine(
        words=to_do or title,
        about=tuple(who(each.child, on=on) for each in own),
        due_on=last_day,
        since_on=raised_on,
        days=abs((on - (last_day or raised_on)).days),
        is_overdue=bool(to_do) and raised_on <= on,
        is_ahead=raised_on > on,
        finding_id=own[0].finding_id,
    )
