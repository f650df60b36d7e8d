"""How much there is in the record on a day: counted, never scored, and about nobody in
particular."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q

from keepsight.casework.action import day_of
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.sight import DAYS_AHEAD
from keepsight.record.models import Child, ConcernThread, Finding, LedgerFact
from keepsight.record.reader import reading_as_system


@dataclass(frozen=True)
class Tally:
    """What there is on a day. `by_rule`: each rule's title, and of how many children it has
    something to say; most first."""

    children: int
    facts: int
    concerns_waiting: int
    findings: int
    children_with_findings: int
    falling_due: int
    by_rule: tuple[tuple[str, int], ...]


def counts(*, on: date) -> Tally:
    """Count what is in the record, what stands on that day and what falls due after it."""
    stands = Q(raised_on__lte=on) & (Q(cleared_on=None) | Q(cleared_on__gt=on))
    waits = Q(opened_on__lte=on) & (Q(answered_on=None) | Q(answered_on__gt=on))
    with reading_as_system("how much there is"):
        standing = Finding.objects.filter(stands)
        ahead = Finding.objects.filter(raised_on__gt=on)
        by_rule = (
            standing.values_list("rule")
            .annotate(children=Count("child", distinct=True))
            .order_by("-children", "rule")
        )
        return Tally(
            children=Child.objects.count(),
            facts=LedgerFact.objects.count(),
            concerns_waiting=ConcernThread.objects.filter(waits).count(),
            findings=standing.count(),
            children_with_findings=standing.values("child").distinct().count(),
            falling_due=ahead.filter(raised_on__lte=on + timedelta(days=DAYS_AHEAD)).count(),
            by_rule=tuple((title_of(rule), number) for rule, number in by_rule),
        )


def last_day() -> date:
    """The day in London on which the record was last added to. ValueError for an empty record."""
    with reading_as_system("how far the record goes"):
        latest = LedgerFact.objects.aggregate(latest=Max("entered_at"))["latest"]
    if latest is None:
        raise ValueError("there are no facts in the record")
    return day_of(latest)
