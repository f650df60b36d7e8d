"""A lesson tried on the record before it is published: what it would find today, about whom, and
how many a week it would have shown to each team. Nothing is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.casework import access, audit, projection
from keepsight.casework.lasting import lasts_on
from keepsight.casework.lesson.lesson import NoSuchLesson
from keepsight.casework.lesson.set_aside import said_in
from keepsight.casework.lot import drawn
from keepsight.casework.who import Who, who
from keepsight.facts.fact import KINDS
from keepsight.practice.codes.harm import HARM
from keepsight.record import ledger
from keepsight.record.models import Child, Involvement, LessonVersion, User
from keepsight.record.reader import reading_as_system
from keepsight.rules.finding import Finding
from keepsight.rules.history import History
from keepsight.rules.lesson.making import rule_of
from keepsight.rules.rule import Rule
from keepsight.rules.watch import cannot_tell, findings_of

EXAMPLES = 5
WEEKS = 52
_A_WEEK = timedelta(weeks=1)
NO_TEAM = "No team"
AGES = ((1, "Under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (200, "16 and over"))

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class TeamLine:
    """What one team would see: findings that stand today, and how many were raised in the year."""

    team: str
    standing: int
    in_year: int

    @property
    def how_often(self) -> str:
        """How often one was raised in the year, in words."""
        return how_often(self.in_year)


@dataclass(frozen=True)
class ExampleLine:
    """One child about whom it would speak today, whom the reader may open."""

    who: Who
    raised_on: date
    facts: int


@dataclass(frozen=True)
class Preview:
    """What the rule would find on a day, about `looked_at` children of `of`.

    `children` have something; `standing` are findings, `ahead` those that fall due later. `weeks`:
    the first day of each week of the year before, and how many were raised in it. `examples` are of
    children whom the reader may open; `not_shown` children are others. `cannot_tell`: the kinds of
    fact that the record never held, as people name them.
    """

    looked_at: int
    of: int
    children: int
    standing: int
    ahead: int
    by_harm: Counted
    by_age: Counted
    by_team: tuple[TeamLine, ...]
    weeks: tuple[tuple[date, int], ...]
    examples: tuple[ExampleLine, ...]
    not_shown: int
    cannot_tell: tuple[str, ...]

    @property
    def is_of_all(self) -> bool:
        """Whether every child was looked at."""
        return self.looked_at == self.of

    @property
    def in_year(self) -> int:
        """How many were raised in the last year."""
        return sum(number for _, number in self.weeks)

    @property
    def how_often(self) -> str:
        """How often one was raised in the year, in words."""
        return how_often(self.in_year)

    @property
    def most_in_a_week(self) -> int:
        """How many were raised in the week that had most."""
        return max(number for _, number in self.weeks)


def how_often(in_year: int) -> str:
    """So many in a year as one would say it: "about 3 a week", "about one every 5 weeks"."""
    if in_year <= 2:
        return ("never", "once", "twice")[in_year]
    if in_year >= WEEKS * 3 // 2:
        return f"about {round(in_year / WEEKS)} a week"
    apart = round(WEEKS / in_year)
    return "about one a week" if apart == 1 else f"about one every {apart} weeks"


def preview(lesson: str, *, by: User, on: date) -> Preview:
    """Try the lesson's latest version on the record. Raises access.Refused, NoSuchLesson, or
    rules.lesson's Unfinished (a ValueError)."""
    access.require(by, "write_lesson")
    row = LessonVersion.objects.filter(lesson=lesson).order_by("-number").first()
    if row is None:
        raise NoSuchLesson(lesson)
    rule = rule_of(said_in(row), code=lesson)
    audit.saw(by=by, what="write_lesson", note=f"{lesson} tried on the record")
    opens = access.children_of(by, on=on).values_list("pk", flat=True)
    with reading_as_system("a lesson is tried"):
        wanted, of = drawn()
        supplied = ledger.supplied_kinds()
        found = list(_found(wanted, supplied, rule))
        return _counted(found, rule, supplied, len(wanted), of, set(opens), on)


@dataclass(frozen=True)
class _Seen:
    """A finding with the harms it is about."""

    finding: Finding
    harms: tuple[str, ...]


def _found(wanted: list[str], supplied: frozenset[str], rule: Rule) -> Iterator[_Seen]:
    for start in range(0, len(wanted), projection.CHILDREN_AT_ONCE):
        some = wanted[start : start + projection.CHILDREN_AT_ONCE]
        for history in projection.histories(some, supplied):
            for each in findings_of(history, rules=[rule]):
                yield _Seen(each, _harms(each, history))


def _harms(finding: Finding, history: History) -> tuple[str, ...]:
    """The harms of the concern that it is about; of a finding about the child, those that the facts
    name on which it rests."""
    for thread in history.threads:
        if thread.concern == finding.concern:
            return thread.harms
    rests_on = {each.fact_id: each for each in history.facts}
    named = (h for f in finding.facts if f in rests_on for h in rests_on[f].harms)
    return tuple(dict.fromkeys(named))


def _counted(
    found: list[_Seen],
    rule: Rule,
    supplied: frozenset[str],
    looked_at: int,
    of: int,
    opens: set[str],
    on: date,
) -> Preview:
    standing = [each for each in found if each.finding.is_raised_on(on)]
    children = {each.finding.child for each in standing}
    missing = cannot_tell(supplied, rules=[rule])
    return Preview(
        looked_at=looked_at,
        of=of,
        children=len(children),
        standing=len(standing),
        ahead=sum(each.finding.falls_due_after(on) for each in found),
        by_harm=_by_harm(standing),
        by_age=_by_age(standing, on),
        by_team=_by_team(found, on),
        weeks=_weeks(found, on),
        examples=_examples(standing, opens, on),
        not_shown=len(children - opens),
        cannot_tell=tuple(KINDS[each].title.lower() for each in missing[0].missing)
        if missing
        else (),
    )


def _by_harm(standing: Iterable[_Seen]) -> Counted:
    named = Counter(h for each in standing for h in (each.harms or ("",)))
    return tuple(
        (HARM.named(harm) if harm else "No harm is named", number)
        for harm, number in named.most_common()
    )


def _by_age(standing: Iterable[_Seen], on: date) -> Counted:
    of_whom = [each.finding.child for each in standing]
    born = dict(Child.objects.filter(pk__in=of_whom).values_list("pk", "person__born_on"))
    counted = Counter(_age(born[each], on) for each in of_whom)
    order = [name for _, name in AGES] + [_NOT_KNOWN]
    return tuple((each, counted[each]) for each in order if counted[each])


_NOT_KNOWN = "Age not known"


def _age(born_on: date | None, on: date) -> str:
    if born_on is None:
        return _NOT_KNOWN
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return next(name for below, name in AGES if years < below)


def _by_team(found: Iterable[_Seen], on: date) -> tuple[TeamLine, ...]:
    teams = _teams({each.finding.child for each in found}, on)
    standing: Counter[str] = Counter()
    in_year: Counter[str] = Counter()
    for each in found:
        for team in teams.get(each.finding.child, {NO_TEAM}):
            standing[team] += each.finding.is_raised_on(on)
            in_year[team] += _weeks_ago(each.finding, on) is not None
    lines = [TeamLine(team, standing[team], in_year[team]) for team in {*standing, *in_year}]
    shown = [each for each in lines if each.standing or each.in_year]
    return tuple(sorted(shown, key=lambda each: (-each.standing, -each.in_year, each.team)))


def _teams(children: set[str], on: date) -> Mapping[str, set[str]]:
    """The teams that work with each child on the day."""
    now = lasts_on(on)
    found: dict[str, set[str]] = {}
    rows = Involvement.objects.filter(now, child__in=children).exclude(team=None)
    for child, team in rows.values_list("child_id", "team__name"):
        found.setdefault(child, set()).add(team)
    return found


def _weeks_ago(finding: Finding, on: date) -> int | None:
    """In which of the last 52 weeks it was raised, 0 the week that ends today; None for others."""
    days = (on - finding.raised_on).days
    return days // 7 if 0 <= days < WEEKS * 7 else None


def _weeks(found: Iterable[_Seen], on: date) -> tuple[tuple[date, int], ...]:
    raised = Counter(_weeks_ago(each.finding, on) for each in found)
    first = on + timedelta(days=1)
    return tuple((first - _A_WEEK * (ago + 1), raised[ago]) for ago in reversed(range(WEEKS)))


def _examples(standing: Iterable[_Seen], opens: set[str], on: date) -> tuple[ExampleLine, ...]:
    by_day = sorted(
        (e.finding for e in standing if e.finding.child in opens), key=lambda f: f.order
    )
    latest = {each.child: each for each in by_day}
    shown = sorted(latest.values(), key=lambda each: each.order, reverse=True)[:EXAMPLES]
    named = Child.objects.select_related("person").in_bulk([each.child for each in shown])
    return tuple(
        ExampleLine(who(named[each.child], on=on), each.raised_on, len(each.facts))
        for each in shown
    )
