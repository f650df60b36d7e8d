"""Taking in a whole authority at once: its agencies, people, children and every fact, with what
stands after them. All of it or nothing."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from keepsight.casework import child_record, projection, replay_family
from keepsight.casework.action import action, day_of
from keepsight.casework.person import add_people
from keepsight.casework.tally import Tally, counts, last_day
from keepsight.exchange.replay_case.case import Case
from keepsight.record import ledger
from keepsight.record.models import (
    Address,
    Agency,
    Child,
    Involvement,
    Person,
    Referral,
    Relationship,
    Team,
    User,
)
from keepsight.synthetic.authority import Authority

__all__ = ["Tally", "counts", "is_empty", "last_day", "load", "load_case", "watch_all"]

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def load(
    authority: Authority,
    *,
    at: datetime,
    password: str | None,
    progress: Progress | None = None,
    learned: Callable[[], None] | None = None,
) -> None:
    """Take in an invented authority. Nobody in it can sign in unless a password is given, which is
    then everybody's: for invented people only. `learned` sets what holds before any child has a
    record: lessons and numbers of its own.

    Raises IntegrityError where a part of it is there already.
    """
    tell = progress or (lambda what, done, of: None)
    with action("load_authority", by=None, at=at) as doing:
        doing.note = f"{authority.name}: {len(authority.children)} children"
        agencies = _agencies(authority)
        teams = _teams(authority, agencies)
        users = _users(authority, agencies, teams, password=password)
        if learned:
            learned()
        _people(authority)
        _involvements(authority, users, teams)
        organisations = _organisations(authority, agencies)
        tell("facts", 0, len(authority.facts))
        ledger.append(authority.facts, by=None, at=at, organisations=organisations)
        tell("facts", len(authority.facts), len(authority.facts))
        projection.refresh_all(lambda done, of: tell("watch", done, of))
        waiting = Referral.objects.filter(settled_on=None).values_list("child_id", flat=True)
        child_record.put_in_sight(set(waiting), on=day_of(at))


def watch_all(*, at: datetime, progress: Progress | None = None) -> None:
    """Work out anew the concerns and findings of every child: after the rules have changed."""
    tell = progress or (lambda what, done, of: None)
    with action("watch_all", by=None, at=at):
        projection.refresh_all(lambda done, of: tell("watch", done, of))


def load_case(
    case: Case, *, at: datetime, told_as: str = "", progress: Progress | None = None
) -> None:
    """Take in a published case as one more family, next to an invented authority.

    `told_as` is what readers must know of it: that it is published, and what of it is invented. It
    stands at the beginning of each child's chronology, and above the child's page.

    The children are given to the first social worker who is not of the front door and the first
    chair, so that somebody sees them. A row of which only a range of days is known stands on the
    first of them. Raises IntegrityError where the case is there already.
    """
    tell = progress or (lambda what, done, of: None)
    with action("load_case", by=None, at=at) as doing:
        doing.note = f"{case.label}: {len(case.children)} children"
        replay_family.begin(case)
        doing.add(case.at_earliest, organisations=replay_family.organisations(case))
        doing.add(replay_family.told(case, told_as))
        tell("case", len(case.at_earliest), len(case.at_earliest))


def is_empty() -> bool:
    """Whether nobody has been taken in yet."""
    return not User.objects.exists()


def _agencies(authority: Authority) -> dict[str, Agency]:
    return {
        each.name: Agency.objects.get_or_create(name=each.name, defaults={"kind": each.kind})[0]
        for each in authority.agencies
    }


def _teams(authority: Authority, agencies: Mapping[str, Agency]) -> dict[str, Team]:
    _add(
        Team,
        (
            Team(
                name=each.name,
                agency=agencies[each.agency],
                is_front_door=each.name.casefold() == child_record.FRONT_DOOR,
            )
            for each in authority.teams
        ),
    )
    return {each.name: each for each in Team.objects.all()}


def _users(
    authority: Authority,
    agencies: Mapping[str, Agency],
    teams: Mapping[str, Team],
    *,
    password: str | None,
) -> dict[str, User]:
    # One for all: working out hundreds of strong ones would take longer than all the facts.
    kept = make_password(password)
    _add(
        User,
        (
            User(
                username=each.username,
                name=each.name,
                job_title=each.job_title,
                role=each.role,
                agency=agencies[each.agency],
                team=teams[each.team] if each.team else None,
                password=kept,
            )
            for each in authority.workers
        ),
    )
    return {each.username: each for each in User.objects.all()}


def _people(authority: Authority) -> None:
    everybody = (*authority.children, *authority.adults)
    add_people(
        Person(
            person_id=each.person_id,
            name=each.name,
            born_on=each.born_on,
            died_on=each.died_on,
        )
        for each in everybody
    )
    children = authority.children
    _add(Child, (Child(child_id=each.person_id, person_id=each.person_id) for each in children))
    _add(
        Relationship,
        (
            Relationship(
                child_id=each.child,
                relative_id=each.relative,
                relation=each.relation,
                from_on=each.from_on,
                to_on=each.to_on,
            )
            for each in authority.relationships
        ),
    )
    _add(
        Address,
        (
            Address(
                person_id=each.person, address=each.address, from_on=each.from_on, to_on=each.to_on
            )
            for each in authority.addresses
        ),
    )


def _involvements(
    authority: Authority, users: Mapping[str, User], teams: Mapping[str, Team]
) -> None:
    _add(
        Involvement,
        (
            Involvement(
                child_id=each.child,
                user=users[each.worker] if each.worker else None,
                team=teams[each.team] if each.team else None,
                as_what=each.as_what,
                from_on=each.from_on,
                to_on=each.to_on,
            )
            for each in authority.involvements
        ),
    )


def _organisations(authority: Authority, agencies: Mapping[str, Agency]) -> dict[str, int]:
    """Which organisation each fact came from, by who recorded it."""
    works_at = {each.signature: agencies[each.agency].pk for each in authority.workers}
    return {
        fact.fact_id: works_at[fact.recorded_by]
        for fact in authority.facts
        if fact.recorded_by in works_at
    }


def _add(table: Any, rows: Iterable[Model]) -> None:
    table.objects.bulk_create(rows, batch_size=2_000)
