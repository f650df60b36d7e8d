"""A small record for tests: an authority's teams, one person of each role, and children."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from keepsight.casework import child_record, projection
from keepsight.facts.fact import Fact
from keepsight.record.models import Agency, Involvement, Person, Relationship, Team, User
from keepsight.record.reader import reading_as_system

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)
TODAY = NOON.date()
ROLES = ("referrer", "social_worker", "manager", "chair", "director", "business_manager")


@dataclass(frozen=True)
class Place:
    """The people of the small authority, by role, and what they belong to."""

    council: Agency
    nursery: Agency
    school: Agency
    team: Team
    other_team: Team
    front_door: Team
    people: dict[str, User]

    def __getattr__(self, role: str) -> User:
        try:
            return self.people[role]
        except KeyError as missing:
            raise AttributeError(role) from missing


def a_place() -> Place:
    """A council with three teams, a nursery and a school, and one person of each role."""
    council = Agency.objects.create(name="The council", kind="social_care")
    nursery = Agency.objects.create(name="Acorn nursery", kind="nursery")
    school = Agency.objects.create(name="Hill school", kind="school")
    team, other_team = (
        Team.objects.create(name=each, agency=council) for each in ("North 1", "South 1")
    )
    front_door = Team.objects.create(name="Front door", agency=council, is_front_door=True)
    people = {
        each: a_user(
            each,
            agency=nursery if each == "referrer" else council,
            team=team if each in ("social_worker", "manager") else None,
        )
        for each in ROLES
    }
    return Place(council, nursery, school, team, other_team, front_door, people)


def a_user(role: str, *, agency: Agency, team: Team | None = None, name: str = "") -> User:
    """Somebody who may sign in, with the password "password"."""
    return User.objects.create(
        username=name or role, name=name or f"A {role}", role=role, agency=agency, team=team
    )


def a_child(
    child: str = "child-1",
    *,
    name: str = "Robin Vale",
    born_on: date | None = date(2020, 5, 1),
    team: Team | None = None,
    user: User | None = None,
    to_on: date | None = None,
) -> str:
    """A child with a record, with whom a team or a user works if one is given."""
    with reading_as_system("test"):
        child_record.begin(name, born_on=born_on, child_id=child)
        if team or user:
            Involvement.objects.create(
                child_id=child,
                team=team,
                user=user,
                as_what="allocated",
                from_on=date(2020, 1, 1),
                to_on=to_on,
            )
    return child


def siblings(first: str, second: str) -> None:
    """Two children are brother or sister."""
    with reading_as_system("test"):
        for child, other in ((first, second), (second, first)):
            Relationship.objects.create(
                child_id=child,
                relative=Person.objects.get(pk=other),
                relation="brother_or_sister",
            )


def written(facts: Iterable[Fact], *, organisation: Agency | None = None) -> list[Fact]:
    """These facts, in the ledger, with what stands after them."""
    added = list(facts)
    with reading_as_system("test"):
        projection.add(
            added,
            by=None,
            at=NOON,
            organisations={f.fact_id: organisation.pk for f in added} if organisation else None,
        )
    return added
