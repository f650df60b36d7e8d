"""The page of a child: who they are, what is open, what the rules found, the timeline and the
chronology, as it stands today or as it stood on a past day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, child_findings, fact, family, known, replay_family
from keepsight.casework.child_chronology import Chronology, ChronologyWanted, chronology
from keepsight.casework.child_findings import FindingNote, FoundMatter
from keepsight.casework.concern_standing import Standing, standing
from keepsight.casework.family import Home, Relative, Worker
from keepsight.casework.known import Known
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who, who
from keepsight.exchange.timeline import Lane, Mark, Timeline, drawn, timeline
from keepsight.facts.fact import Fact
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, ConcernThread, User
from keepsight.rules.finding import Finding


@dataclass(frozen=True)
class WhereWeAre:
    """The few lines that somebody new to the case reads first."""

    plan: str
    plan_since_on: date | None
    care: str
    care_since_on: date | None
    last_seen_on: date | None
    last_seen_alone: bool
    last_known_on: date | None


@dataclass(frozen=True)
class ChildPage:
    """All that the page shows. `known_on` is the past day it shows, None for today. `found` gathers
    the `findings` that stand. `retold` is what to know of a record that retells a published case.
    """

    who: Who
    born_on: date | None
    died_on: date | None
    home: Home | None
    workers: tuple[Worker, ...]
    siblings: tuple[Relative, ...]
    adults: tuple[Relative, ...]
    until: date
    known_on: date | None
    where: WhereWeAre
    open_concerns: tuple[Standing, ...]
    answered_concerns: tuple[Standing, ...]
    found: tuple[FoundMatter, ...]
    findings: tuple[FindingNote, ...]
    due: tuple[FindingNote, ...]
    timeline: Timeline
    chronology: Chronology
    retold: str
    may_record: bool
    may_record_visit: bool


def child_page(
    child: str,
    *,
    by: User,
    on: date,
    known_on: date | None = None,
    wanted: ChronologyWanted | None = None,
) -> ChildPage:
    """The page of a child for this reader. Raises access.Refused, also for an unknown child.

    `known_on` shows the record as it was known at the end of that day. The number of queries does
    not grow with the record.
    """
    access.require(by, "see_child", child, on=on)
    wanted = wanted or ChronologyWanted()
    row = Child.objects.get(pk=child)
    until = known_on if known_on and known_on < on else on
    people = family.family_of(row, on=until)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=known_on)
    found = known.findings(of, by=by, on=on)
    raised_by = _organisations(child)
    standings = [
        standing(each, of.of_family, on=until, organisation=raised_by.get(each.concern, ""))
        for each in of.threads
    ]
    shown = timeline(
        facts=of.facts,
        threads=of.threads,
        marks=_marks(found),
        until=until,
        names={},
        of_family=of.of_siblings,
    )
    page = ChildPage(
        who=who(row, on=until),
        born_on=row.born_on,
        died_on=row.person.died_on,
        home=family.home_of(row, on=until),
        workers=family.workers_of(row, on=until),
        siblings=people.siblings,
        adults=family.with_known_risks(people.adults, of.facts),
        until=until,
        known_on=until if of.is_past else None,
        where=_where_we_are(of, shown.lanes),
        open_concerns=tuple(each for each in standings if each.is_open),
        answered_concerns=tuple(each for each in standings if not each.is_open),
        found=child_findings.raised(found, of, standings),
        findings=child_findings.notes((e for e in found if e.is_raised_on(until)), of, standings),
        due=child_findings.due(found, of, standings),
        timeline=shown,
        chronology=chronology(
            of.of_family if wanted.family else of.facts,
            wanted,
            written=of.written,
            names={child: row.name, **people.names},
            corrects=lambda kind: not of.is_past and fact.may_be_corrected(kind, by=by),
        ),
        retold=replay_family.told_of(of.facts),
        may_record=access.may(by, "record_fact"),
        may_record_visit=access.may(by, "record_fact", kind="visit"),
    )
    audit.searched(by=by, what="see_child", child=child, note=wanted.in_words)
    return page


def child_named(child: str, *, by: User, on: date) -> Child:
    """A child whose record this reader may open, with the name. Raises access.Refused."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    return Child.objects.get(pk=child)


def child_picture(child: str, *, by: User, on: date, known_on: date | None = None) -> str:
    """The timeline picture of a child, as SVG. Raises access.Refused, also for an unknown child."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    siblings = siblings_of([child])[child]
    of = known.known(child, siblings=siblings, on=on, known_on=known_on)
    shown = timeline(
        facts=of.facts,
        threads=of.threads,
        marks=_marks(known.findings(of, by=by, on=on)),
        until=of.until,
        names={},
        of_family=of.of_siblings,
    )
    return drawn(shown, title="Timeline of concerns, meetings and plans")


def _organisations(child: str) -> dict[str, str]:
    """Which organisation, by name, raised each concern of the child."""
    known = ConcernThread.objects.filter(child_id=child, organisation__isnull=False)
    return dict(known.values_list("concern", "organisation__name"))


def _marks(found: Sequence[Finding]) -> list[Mark]:
    return [
        Mark(title_of(each.rule), each.raised_on, each.cleared_on, each.concern) for each in found
    ]


def _where_we_are(of: Known, lanes: Sequence[Lane]) -> WhereWeAre:
    plan, plan_since = _running(lanes, "Plan and its category")
    care, care_since = _running(lanes, "In care")
    seen = [each for each in of.facts if each.kind == "visit" and vars(each)["seen"] == "seen"]
    last: Fact | None = seen[-1] if seen else None
    return WhereWeAre(
        plan=plan,
        plan_since_on=plan_since,
        care=care,
        care_since_on=care_since,
        last_seen_on=last.happened_on if last else None,
        last_seen_alone=bool(last and vars(last)["seen_alone"]),
        last_known_on=max((each.happened_on for each in of.facts), default=None),
    )


def _running(lanes: Sequence[Lane], name: str) -> tuple[str, date | None]:
    """The bar of this lane that has not ended: what it says, and since when."""
    for lane in lanes:
        if lane.name == name and lane.bars and lane.bars[-1].ended_on is None:
            return lane.bars[-1].label, lane.bars[-1].began_on
    return "", None
