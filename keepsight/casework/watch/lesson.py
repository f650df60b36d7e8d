"""Was it better after the lesson? What one rule found in as many days before a day as since: how
often it began, and how soon it was put right. It compares two times; it does not say why."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from keepsight.casework import audit
from keepsight.casework.lesson.in_force import is_lesson, published_on
from keepsight.casework.rules_in_force import rule_called
from keepsight.casework.watch.month import Month
from keepsight.casework.watch.page import months
from keepsight.casework.watch.wait import Wait, days_between, measures, wait
from keepsight.casework.watch.whose import Choices, Whose, whose
from keepsight.record.models import ConcernThread, RuleNumber, User

LONGEST, SHORTEST = 365, 28
SOON = 28
"""Put right within so many days counts as soon."""
BEYOND_CHANCE = 2.0
"""So many standard errors: a difference that chance alone gives about one time in twenty."""
FEWEST = 10
"""Shares of fewer than this are not compared: one child more or less would turn them round."""


@dataclass(frozen=True)
class Side:
    """The time before, or since: from a day up to, not including, another. Of what began in it,
    `watched_soon` have been watched for SOON days, and `soon` of those were put right within them.
    `concerns` were raised in the same time about the same children."""

    from_on: date
    to_on: date
    stood: Wait
    watched_soon: int
    soon: int
    concerns: int

    @property
    def share(self) -> int | None:
        """How many in a hundred were put right soon; None where none was watched so long."""
        return round(100 * self.soon / self.watched_soon) if self.watched_soon else None


@dataclass(frozen=True)
class Comparison:
    """Two times of the same length, month by month, and in plain words. `mark` is the day's place
    among the months."""

    before: Side
    since: Side
    days: int
    months: tuple[Month, ...]
    mark: float
    often: str
    soon: str


@dataclass(frozen=True)
class Lesson:
    """A rule and the day from which it is looked at, with its comparison: None where the day is not
    known, or too near to say anything."""

    rule: str
    title: str
    sentence: str
    words: str
    team: int | None
    teams: Choices
    day: date | None
    comparison: Comparison | None


class UnknownRule(LookupError):
    """There is no rule of that name."""


def lesson(
    code: str, *, by: User, on: date, day: date | None = None, team: int | None = None
) -> Lesson:
    """A rule before and since a day, for this reader; without one, since the day on which its
    number was first set here or, of a lesson of one's own, on which it was published. Raises
    access.Refused, or UnknownRule."""
    of = whose(by, on=on, team=team)
    rule = rule_called(code)
    if rule is None:
        raise UnknownRule(code)
    audit.saw(by=by, what="see_watch", note=f"{of.words}, before and after {code}")
    day = day or _first_set_on(code)
    known = day if day is not None and (on - day).days >= SHORTEST else None
    with of.counting():
        comparison = _compared(code, of, day=known, on=on) if known else None
    return Lesson(
        rule=code,
        title=rule.title,
        sentence=rule.sentence,
        words=of.words,
        team=of.team,
        teams=of.teams,
        day=day,
        comparison=comparison,
    )


def _first_set_on(code: str) -> date | None:
    if is_lesson(code):
        return published_on(code)
    first = RuleNumber.objects.filter(rule=code).order_by("from_on").first()
    return first.from_on if first else None


def _compared(code: str, of: Whose, *, day: date, on: date) -> Comparison:
    days = min((on - day).days, LONGEST)
    began_on, ended_on = day - timedelta(days=days), day + timedelta(days=days)
    findings = of.findings.filter(rule=code)
    within = findings.filter(raised_on__gte=began_on, raised_on__lt=ended_on).order_by()
    rows = within.annotate(
        side=_is_since("raised_on", day), stood=days_between("raised_on", "cleared_on")
    )
    watched = Q(raised_on__lte=on - timedelta(days=SOON))
    counted = {
        each["side"]: each
        for each in rows.values("side").annotate(
            **measures("raised_on", "cleared_on", on=on),
            watched_soon=Count("pk", filter=watched),
            soon=Count("pk", filter=watched & Q(stood__lte=SOON)),
        )
    }
    raised = _concerns(of.concerns, day=day, began_on=began_on, ended_on=ended_on)

    def side(number: int, from_on: date, to_on: date) -> Side:
        row = counted.get(number)
        stood = wait(row, on=on) if row else Wait(0, 0, None, None, 0)
        watched_soon, soon = (row["watched_soon"], row["soon"]) if row else (0, 0)
        return Side(from_on, to_on, stood, watched_soon, soon, raised.get(number, 0))

    before, since = side(0, began_on, day), side(1, day, ended_on)
    first = (ended_on.year - began_on.year) * 12 + ended_on.month - began_on.month
    shown = months(findings, on=min(on, ended_on), number=first + 1)
    return Comparison(
        before=before,
        since=since,
        days=days,
        months=shown,
        mark=_mark(day, shown),
        often=how_often(before.stood.began, since.stood.began, days=days),
        soon=how_soon(before, since),
    )


def _is_since(column: str, day: date) -> Case:
    since = When(Q(**{f"{column}__gte": day}), then=Value(1))
    return Case(since, default=Value(0), output_field=IntegerField())


def _concerns(
    concerns: QuerySet[ConcernThread], *, day: date, began_on: date, ended_on: date
) -> dict[int, int]:
    within = concerns.filter(opened_on__gte=began_on, opened_on__lt=ended_on).order_by()
    rows = within.annotate(side=_is_since("opened_on", day)).values_list("side")
    return dict(rows.annotate(number=Count("pk")))


def _mark(day: date, shown: tuple[Month, ...]) -> float:
    place = next(
        at
        for at, each in enumerate(shown)
        if (each.first_on.year, each.first_on.month) == (day.year, day.month)
    )
    return place + (day.day - 1) / 31


def how_often(before: int, since: int, *, days: int) -> str:
    """How often it began in two times of the same length, and whether chance would do that too."""
    said = (
        f"In the {days} days before, it began {_times(before)}; "
        f"in the {days} days since, {_times(since)}."
    )
    if before == since:
        return f"{said} That is the same."
    spread = abs(before - since) / sqrt(before + since)
    fewer = "fewer" if since < before else "more"
    if spread < BEYOND_CHANCE:
        return f"{said} That is {fewer}, but chance alone often makes a difference of this size."
    return f"{said} That is {fewer}, and chance alone seldom makes a difference of this size."


def how_soon(before: Side, since: Side) -> str:
    """How many were put right soon, in two times, and whether chance would do that too."""
    if min(before.watched_soon, since.watched_soon) < FEWEST:
        return (
            f"Whether it was put right sooner cannot be said: at least {FEWEST} in each time must "
            f"have been watched for {SOON} days, and there are {before.watched_soon} and "
            f"{since.watched_soon}."
        )
    said = (
        f"Put right within {SOON} days: {before.share} in 100 before, {since.share} in 100 since."
    )
    both = (before.soon + since.soon) / (before.watched_soon + since.watched_soon)
    error = sqrt(both * (1 - both) * (1 / before.watched_soon + 1 / since.watched_soon))
    apart = since.soon / since.watched_soon - before.soon / before.watched_soon
    if error == 0 or abs(apart) / error < BEYOND_CHANCE:
        return f"{said} Chance alone often makes a difference of this size."
    sooner = "more often soon" if apart > 0 else "less often soon"
    return f"{said} It was {sooner}, and chance alone seldom makes a difference of this size."


def _times(number: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(number, f"{number:,} times")
