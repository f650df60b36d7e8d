"""Invents families: brothers and sisters, the adults around them, their homes, and who joins and
leaves."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from keepsight.synthetic.name import Heritage, some_heritage
from keepsight.synthetic.person import Address, Family, Person, Relationship
from keepsight.synthetic.place import some_address

_FAMILY_SIZES = (1, 2, 3, 4, 5)
_SIZE_WEIGHTS = (38, 33, 18, 8, 3)
# Ages at the first referral: from and to, in years, and how often. Below nought: not yet born.
_FIRST_AGES = ((-0.3, -0.1, 3), (0.0, 1.0, 11), (1.0, 5.0, 25), (5.0, 10.0, 29), (10.0, 16.0, 32))
_YEAR = 365.25


@dataclass
class Household:
    """One family as invented, before anything happens to it."""

    family: Family
    children: list[Person]
    carer: Person
    father: Person | None
    partner: Person | None
    joined_on: date | None
    left_on: date | None
    moved_on: date | None
    first_on: date
    relationships: list[Relationship] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)

    @property
    def adults(self) -> list[Person]:
        """The adults of the family, and others who came into its life."""
        return [e for e in (self.carer, self.father, self.partner, *self.others) if e]

    def meet(
        self, rng: Random, relation: str, *, girl: bool, from_on: date | None = None
    ) -> Person:
        """Somebody else comes into the children's life, and is that to them."""
        heritage = some_heritage(rng)
        older = rng.randint(0, 9) if relation != "grandparent" else rng.randint(-32, -24)
        other = Person(
            f"A7{self.family.family_id[1:]}{len(self.others)}",
            heritage.given_name(rng, girl=girl),
            rng.choice(heritage.family_names),
            self.carer.born_on + timedelta(days=round(older * _YEAR)),
        )
        self.others.append(other)
        for child in self.children:
            self.relationships.append(
                Relationship(child.person_id, other.person_id, relation, from_on)
            )
        return other

    def father_left_for(self, on: date) -> None:
        """The father moves on that day into another family's home."""
        self.addresses = [
            replace(each, to_on=on)
            if self.father and each.person == self.father.person_id and each.to_on is None
            else each
            for each in self.addresses
        ]


class Registrar:
    """Gives every invented person a number, and remembers who may move on to another family."""

    def __init__(self, rng: Random, *, from_on: date, until: date) -> None:
        self._rng = rng
        self._from_on = from_on
        self._until = until
        self._families = 0
        self._children = 0
        self._adults = 0
        self._moving_on: list[Household] = []

    def family(self, *, at_most: int) -> Household:
        """A family of no more than `at_most` children."""
        rng = self._rng
        self._families += 1
        heritage = some_heritage(rng)
        surname = rng.choice(heritage.family_names)
        span = (self._until - self._from_on).days
        first_on = self._from_on + timedelta(days=rng.randint(0, span - 30))
        size = min(at_most, rng.choices(_FAMILY_SIZES, _SIZE_WEIGHTS)[0])
        births = self._births(first_on, size)
        children = self._named(births, heritage, surname)
        carer = self._adult(heritage, surname, girl=True, before=births[0])
        father = None
        if rng.random() < 0.85:
            father = self._adult(heritage, surname, girl=False, before=births[0])
        joined_on = self._some_day(first_on) if rng.random() < 0.3 else None
        partner = self._partner(births[0], joined_on) if joined_on else None
        family = Family(
            f"F{self._families:05d}",
            surname,
            tuple(each.person_id for each in children),
            tuple(each.person_id for each in (carer, father, partner) if each),
        )
        left_on = self._some_day(self._from_on) if father and rng.random() < 0.5 else None
        moved_on = self._some_day(self._from_on) if rng.random() < 0.35 else None
        household = Household(
            family, children, carer, father, partner, joined_on, left_on, moved_on, first_on
        )
        self._relate(household)
        self._house(household)
        if father and left_on:
            self._moving_on.append(household)
        return household

    def _some_day(self, earliest: date) -> date:
        return earliest + timedelta(days=self._rng.randint(5, (self._until - earliest).days))

    def _births(self, first_on: date, size: int) -> list[date]:
        """Days of birth in order: one child's age at the first referral, and gaps to the others."""
        rng = self._rng
        youngest, oldest, _ = rng.choices(_FIRST_AGES, [each[2] for each in _FIRST_AGES])[0]
        births = [first_on - timedelta(days=round(rng.uniform(youngest, oldest) * _YEAR))]
        while len(births) < size:
            gap = timedelta(days=rng.randint(480, 1500))
            younger, older = births[-1] + gap, births[0] - gap
            is_known_in_time = younger < self._until - timedelta(days=60)
            is_still_a_child = (first_on - older).days < 16.5 * _YEAR
            if is_known_in_time and (rng.random() < 0.5 or not is_still_a_child):
                births.append(younger)
            elif is_still_a_child:
                births.insert(0, older)
            else:
                births.append(births[-1])
        return births

    def _named(self, births: list[date], heritage: Heritage, surname: str) -> list[Person]:
        children: list[Person] = []
        for born_on in births:
            self._children += 1
            taken = tuple(each.given_name for each in children)
            girl = self._rng.random() < 0.48
            given = heritage.given_name(self._rng, girl=girl, besides=taken)
            children.append(Person(f"K{100000 + self._children}", given, surname, born_on))
        return children

    def _adult(self, heritage: Heritage, surname: str, *, girl: bool, before: date) -> Person:
        rng = self._rng
        self._adults += 1
        name = surname if rng.random() < 0.6 else rng.choice(heritage.family_names)
        born_on = before - timedelta(days=round(rng.uniform(17, 36) * _YEAR))
        given = heritage.given_name(rng, girl=girl)
        return Person(f"A{500000 + self._adults}", given, name, born_on)

    def _partner(self, before: date, joined_on: date) -> Person:
        """Somebody who had left another family by then, or somebody new."""
        rng = self._rng
        for household in self._moving_on if rng.random() < 0.6 else ():
            if household.father and household.left_on and household.left_on < joined_on:
                self._moving_on.remove(household)
                household.father_left_for(joined_on)
                return household.father
        heritage = some_heritage(rng)
        surname = rng.choice(heritage.family_names)
        return self._adult(heritage, surname, girl=False, before=before)

    def _relate(self, household: Household) -> None:
        for child in household.children:
            around: list[tuple[Person, str, date | None, date | None]] = [
                (household.carer, "mother", None, None)
            ]
            if household.father:
                around.append((household.father, "father", None, None))
            if household.partner:
                around.append((household.partner, "parents_partner", household.joined_on, None))
            siblings = [each for each in household.children if each is not child]
            around.extend((each, "brother_or_sister", None, None) for each in siblings)
            for relative, relation, from_on, to_on in around:
                household.relationships.append(
                    Relationship(child.person_id, relative.person_id, relation, from_on, to_on)
                )

    def _house(self, household: Household) -> None:
        rng = self._rng
        home, next_home = some_address(rng), some_address(rng)
        begins = min(household.children[0].born_on, self._from_on)
        moved_on = household.moved_on
        for each in (household.carer, *household.children):
            from_on = max(begins, each.born_on)
            if moved_on and from_on < moved_on:
                household.addresses.append(Address(each.person_id, home, from_on, moved_on))
                household.addresses.append(Address(each.person_id, next_home, moved_on))
            else:
                household.addresses.append(
                    Address(each.person_id, next_home if moved_on else home, from_on)
                )
        if household.father:
            who = household.father.person_id
            if household.left_on:
                household.addresses.append(Address(who, home, begins, household.left_on))
                household.addresses.append(Address(who, some_address(rng), household.left_on))
            else:
                household.addresses.append(Address(who, some_address(rng), begins))
        if household.partner and household.joined_on:
            who, joined_on = household.partner.person_id, household.joined_on
            if moved_on and joined_on < moved_on:
                household.addresses.append(Address(who, home, joined_on, moved_on))
                household.addresses.append(Address(who, next_home, moved_on))
            else:
                now_home = next_home if moved_on else home
                household.addresses.append(Address(who, now_home, joined_on))
