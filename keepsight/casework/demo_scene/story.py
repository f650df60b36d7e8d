"""How a story of the scene is told: its days, counted back from today; a family that is begun; and
what is said to have happened before the people of the demo came to it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from keepsight.casework import child_record
from keepsight.casework.action import Action, action
from keepsight.casework.demo_scene.cast import Cast
from keepsight.casework.not_right import fact_of
from keepsight.casework.person import add_people
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.working_day import LONDON, add_working_days
from keepsight.record.models import Address, Involvement, Person, Relationship, User
from keepsight.record.name import name_key

BEGAN_DAYS_AGO = 700
"""Since when whoever works with a family of the scene does so: before anything in it happened."""

CONFERENCE_ROOM = "Conference room 2, Civic Centre"


@dataclass(frozen=True)
class Family:
    """A family as it is begun: its children by name with their age in days, the adults by name
    with what they are to the children, and where they all live."""

    children: Mapping[str, int]
    adults: Mapping[str, str]
    address: str


@dataclass(frozen=True)
class Story:
    """Who plays, and the moment at which it is told."""

    cast: Cast
    now: datetime

    @property
    def today(self) -> date:
        """The day on which it is told."""
        return self.now.astimezone(LONDON).date()

    def day(self, ago: int) -> date:
        """The day so many working days ago; ahead for a negative number."""
        return add_working_days(self.today, -ago)

    def at(self, ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """A time of day, in London, so many working days ago: one at least, so that nothing is
        told that is yet to come."""
        return datetime.combine(self.day(max(ago, 1)), time(hour, minute), LONDON)

    def born_on(self, family: Family, name: str) -> date:
        """When this child of the family was born."""
        return self.today - timedelta(days=family.children[name])

    def begin(
        self,
        family: Family,
        *,
        team: bool = True,
        network: Sequence[tuple[User, str]] = (),
        known_for: int = BEGAN_DAYS_AGO,
    ) -> tuple[str, ...]:
        """Begin the records of a family's children, who are brothers and sisters, and give them to
        the team of the worker and to this network, each with a part, for so many days; gives their
        identifiers."""
        with self._telling() as doing:
            children = tuple(self._child(*each) for each in family.children.items())
            began_on = self.today - timedelta(days=known_for)
            adults = [_adult(name) for name in family.adults]
            Address.objects.bulk_create(
                Address(person_id=each, address=family.address, from_on=began_on)
                for each in (*children, *adults)
            )
            for child in children:
                _relate(child, dict(zip(adults, family.adults.values(), strict=True)), children)
            owner = self.cast.worker.team if team else None
            Involvement.objects.bulk_create(
                Involvement(
                    child_id=child, user=user, team_id=of_team, as_what=part, from_on=began_on
                )
                for child in children
                for user, of_team, part in (
                    *(((None, owner.pk, "team"),) if owner else ()),
                    *((user, None, part) for user, part in network),
                )
            )
            doing.child = children[0]
            names = dict(zip(children, family.children.items(), strict=True))
            doing.add(
                [
                    self.said("birth", child, days_ago=age, by=self.cast.doctor)
                    for child, (_, age) in names.items()
                ]
            )
        return children

    def before(self, *facts: Fact) -> None:
        """Write what happened before the scene: nobody is told of it, and nobody asked."""
        with self._telling() as doing:
            doing.child = facts[0].child
            agencies = {each.kind: each.pk for each in _agencies(self.cast)}
            doing.add(
                list(facts),
                organisations={
                    each.fact_id: agencies[each.agency] for each in facts if each.agency in agencies
                },
            )

    def said(self, kind: str, child: str, *, days_ago: int, by: User, **values: Any) -> Fact:
        """A fact that this person wrote on the day on which it happened."""
        on = self.today - timedelta(days=days_ago)
        return fact_of(
            {
                "kind": kind,
                "fact_id": new_fact_id(),
                "child": child,
                "happened_on": on,
                "recorded_at": datetime.combine(on, time(16), LONDON),
                "agency": by.agency.kind,
                "recorded_by": by.signature,
                "source": "Keepsight",
                **values,
            }
        )

    def _child(self, name: str, age: int) -> str:
        """A record whose address can be read aloud, and is the same in every demo."""
        born_on = self.today - timedelta(days=age)
        return child_record.begin(name, born_on=born_on, child_id=name_key(name).replace(" ", "-"))

    @contextmanager
    def _telling(self) -> Iterator[Action]:
        """The action in which the scene is set: nobody is told of what happened before."""
        with action("load_scene", by=None, at=self.now) as doing:
            doing.tells = False
            yield doing


def _adult(name: str) -> str:
    own = name_key(name).replace(" ", "-")
    add_people([Person(person_id=own, name=name)])
    return own


def _relate(child: str, adults: Mapping[str, str], children: Sequence[str]) -> None:
    related = dict(adults)
    related |= {other: "brother_or_sister" for other in children if other != child}
    Relationship.objects.bulk_create(
        Relationship(child_id=child, relative_id=other, relation=relation)
        for other, relation in related.items()
    )


def _agencies(cast: Cast) -> list[Any]:
    return [user.agency for user in vars(cast).values()]
