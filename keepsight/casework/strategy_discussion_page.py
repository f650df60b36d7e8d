"""What the pages of strategy discussions show: who was there, what each knew, what was decided
about each child and what stays open; and what the form for one needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, family, known
from keepsight.casework.notice import network_of
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.strategy_discussion import missing
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.assessment import (
    CONSIDERED,
    ENQUIRY,
    STRATEGY_DECISION,
)
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import Child, User

MOST_PEOPLE = 300
"""So many names are offered as one types; others are written out."""


@dataclass(frozen=True)
class OpenConcern:
    """A concern that nobody has answered."""

    concern: str
    harms: tuple[str, ...]
    agency: str
    opened_on: date
    detail: str


@dataclass(frozen=True)
class DecisionLine:
    """What one strategy discussion decided about one child."""

    who: Who
    decision: str
    enquiry: str
    reasons: str
    medical: str
    medical_reasons: str
    next_on: date | None
    begun: str
    stays_open: tuple[OpenConcern, ...]


@dataclass(frozen=True)
class Told:
    """What somebody knew and told the others, and about whom."""

    given_by: str
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Discussion:
    """One strategy discussion with what each told, and the decision for each child."""

    event: str
    held: str
    held_on: date
    recorded_by: str
    people: tuple[str, ...]
    agencies: tuple[str, ...]
    missing: tuple[str, ...]
    missing_reason: str
    decisions: tuple[DecisionLine, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Person:
    """Somebody who signs in, for the form. `agency` is a code."""

    user: int
    name: str
    agency: str


@dataclass(frozen=True)
class DiscussionForm:
    """What the form for a strategy discussion needs: the children it is about with what is open of
    each, brothers and sisters who might be added, who works with them, and others who sign in."""

    who: Who
    siblings: tuple[Who, ...]
    children: tuple[tuple[Who, tuple[OpenConcern, ...]], ...]
    network: tuple[Person, ...]
    others: tuple[Person, ...]
    leads: tuple[Person, ...]


def discussion_page(child: str, event: str, *, by: User, on: date) -> tuple[Who, Discussion]:
    """One strategy discussion, by its event (or, of one from elsewhere, its own name). Raises
    access.Refused, also where there is none."""
    rows, facts = family_facts(child, by=by, on=on)
    held = [e for e in facts if e.kind == "strategy_discussion" and e.child == child]
    found = next((each for each in held if event in (each.event, each.fact_id)), None)
    if found is None or not event:
        raise access.Refused
    return who(rows[child], on=on), discussion_of(
        found, facts, rows, raised_by=RaisedBy(rows), on=on
    )


def discussion_form(child: str, also: Sequence[str], *, by: User, on: date) -> DiscussionForm:
    """What the form for a strategy discussion about this child, and `also` these brothers and
    sisters, needs. Raises access.Refused."""
    access.require(by, "hold_strategy_discussion", child, on=on)
    rows, facts = family_facts(child, by=by, on=on)
    siblings = {each: who(row, on=on) for each, row in rows.items() if each != child}
    children = {child: who(rows[child], on=on)}
    children |= {each: siblings[each] for each in also if each in siblings}
    workers = {each.pk: each for one in children for each in network_of(one, on=on)}
    workers[by.pk] = by
    raised_by = RaisedBy(children)
    near = [_person(each) for each in workers.values()]
    partners = User.objects.filter(is_active=True).exclude(pk__in=list(workers))
    others = partners.exclude(agency__kind="social_care").select_related("agency")
    return DiscussionForm(
        who=children[child],
        siblings=tuple(siblings.values()),
        children=tuple(
            (each, open_concerns([fact for fact in facts if fact.child == name], raised_by))
            for name, each in children.items()
        ),
        network=tuple(near),
        others=tuple(_person(each) for each in others.order_by("name", "pk")[:MOST_PEOPLE]),
        leads=tuple(
            _person(each) for each in workers.values() if each.role in ("social_worker", "manager")
        ),
    )


def family_facts(child: str, *, by: User, on: date) -> tuple[dict[str, Child], list[Fact]]:
    """The child and the brothers and sisters whom the reader may see, and their facts in order."""
    access.require(by, "see_child", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_child", child=child)
    others = Child.objects.filter(pk__in=people.open_to_reader).order_by("person__born_on", "pk")
    rows = {child: row, **{each.pk: each for each in others}}
    return rows, sorted(of.of_family, key=lambda each: each.order)


def discussion_of(
    held: Fact,
    facts: Sequence[Fact],
    rows: dict[str, Child],
    *,
    raised_by: RaisedBy,
    on: date,
) -> Discussion:
    """What was held at once, for each child of the family who was talked about."""
    together = [held] + [
        each
        for each in facts
        if each.kind == "strategy_discussion"
        and each is not held
        and held.event
        and each.event == held.event
    ]
    own = vars(held)
    return Discussion(
        event=held.event or held.fact_id,
        held=held.fact_id,
        held_on=held.happened_on,
        recorded_by=held.recorded_by,
        people=tuple(each for each in own["people_present"].split("; ") if each),
        agencies=tuple(AGENCY.named(each) for each in own["agencies_present"]),
        missing=missing(own["agencies_present"]) if own["agencies_present"] else (),
        missing_reason=own["missing_reason"],
        decisions=tuple(
            _decision(each, facts, rows, raised_by=raised_by, on=on) for each in together
        ),
        told=_told(together, facts, rows),
    )


def _decision(
    held: Fact,
    facts: Sequence[Fact],
    rows: dict[str, Child],
    *,
    raised_by: RaisedBy,
    on: date,
) -> DecisionLine:
    own = vars(held)
    begun = (e for e in facts if e.kind == "section_47_begun" and vars(e)["about"] == held.fact_id)
    of_child = [each for each in facts if each.child == held.child]
    enquiry = own["enquiry"]
    return DecisionLine(
        who=who(rows[held.child], on=on),
        decision=STRATEGY_DECISION.named(own["strategy_decision"]),
        enquiry="" if enquiry == "not_stated" else ENQUIRY.named(enquiry),
        reasons=own["reasons"] or held.detail,
        medical=CONSIDERED.named(own["medical_considered"]),
        medical_reasons=own["medical_reasons"],
        next_on=own["next_on"],
        begun=next((each.fact_id for each in begun), ""),
        stays_open=open_concerns(of_child, raised_by),
    )


def _told(
    together: Sequence[Fact], facts: Sequence[Fact], rows: dict[str, Child]
) -> tuple[Told, ...]:
    """What each told, once where it was about several children."""
    held = {each.fact_id for each in together}
    found: dict[tuple[str, str], list[str]] = {}
    for each in facts:
        if each.kind == "information_shared" and vars(each)["about"] in held:
            found.setdefault((vars(each)["given_by"], each.detail), []).append(
                rows[each.child].name
            )
    return tuple(Told(by, words, tuple(names)) for (by, words), names in found.items())


def _person(user: User) -> Person:
    return Person(user.pk, f"{user.signature}, {user.agency.name}", user.agency.kind)


def open_concerns(facts: Iterable[Fact], raised_by: RaisedBy) -> tuple[OpenConcern, ...]:
    """The concerns among these facts that nobody has answered, oldest first."""
    return tuple(_concern(each, raised_by) for each in threads(facts) if each.is_open)


def _concern(thread: Thread, raised_by: RaisedBy) -> OpenConcern:
    return OpenConcern(
        concern=thread.concern,
        harms=tuple(HARM.named(each) for each in thread.harms),
        agency=raised_by.named(thread),
        opened_on=thread.opened_on,
        detail=thread.opening.detail,
    )
