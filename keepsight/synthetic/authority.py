"""An invented authority: its people, its agencies, every fact about its children, and the drift
that was planted among them. Nobody in it is real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from keepsight.facts.fact import Fact
from keepsight.practice.codes.person import RELATION
from keepsight.practice.working_day import add_months
from keepsight.synthetic.agency import Agency, Involvement, Team, Worker
from keepsight.synthetic.drift.telling import tell_stories
from keepsight.synthetic.everyday import crowd
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.life import first_referred_last, live
from keepsight.synthetic.people import Household, Registrar
from keepsight.synthetic.person import Address, Family, Person, Relationship
from keepsight.synthetic.place import TOWN
from keepsight.synthetic.planted import Planted
from keepsight.synthetic.quota import seeded
from keepsight.synthetic.shares import Shares
from keepsight.synthetic.workforce import Workforce


@dataclass(frozen=True)
class Authority:
    """Everything invented. `facts` are in the order in which they became known."""

    name: str
    from_on: date
    until: date
    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    families: tuple[Family, ...]
    relationships: tuple[Relationship, ...]
    addresses: tuple[Address, ...]
    agencies: tuple[Agency, ...]
    teams: tuple[Team, ...]
    workers: tuple[Worker, ...]
    involvements: tuple[Involvement, ...]
    facts: tuple[Fact, ...]
    planted: tuple[Planted, ...]

    @cached_property
    def facts_by_child(self) -> Mapping[str, tuple[Fact, ...]]:
        """Each child's facts, in the order in which they became known."""
        found: dict[str, list[Fact]] = {each.person_id: [] for each in self.children}
        for fact in self.facts:
            found[fact.child].append(fact)
        return {child: tuple(own) for child, own in found.items()}

    @cached_property
    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        """Each child's brothers and sisters who have a record of their own."""
        found: dict[str, list[str]] = {each.person_id: [] for each in self.children}
        for each in self.relationships:
            if each.relation in RELATION.group("sibling"):
                found[each.child].append(each.relative)
        return {child: tuple(own) for child, own in found.items()}


# One story of drift of each rule for so many children: with some eighty rules, a family in six.
CHILDREN_TO_A_STORY = 1000


def invent(*, children: int = 2000, years: int = 5, until: date, seed: int = 1) -> Authority:
    """An authority with this many children on record, over so many years up to `until`.

    The same arguments give the same authority, to the last letter.
    """
    if children < 1 or years < 1:
        raise ValueError("children and years: expected one or more of each")
    rng = seeded(f"keepsight {seed} {children} {years} {until}")
    from_on = add_months(until, -12 * years)
    workforce = Workforce(rng, children=children)
    registrar = Registrar(rng, from_on=from_on, until=until)
    shares = Shares()
    households: list[Household] = []
    left = children
    while left:
        households.append(registrar.family(at_most=left))
        left -= len(households[-1].children)
    homes = [
        Home(
            household,
            rng=seeded(f"{seed} {household.family.family_id} {until}"),
            workforce=workforce,
            shares=shares,
            from_on=from_on,
            until=until,
        )
        for household in households
    ]
    told = tell_stories(homes, number=max(2, round(children / CHILDREN_TO_A_STORY)))
    untold = [each for each in homes if each not in told]
    for home in first_referred_last(untold, number=max(2, children // 400), until=until):
        live(home)
    _make_some_long(homes, number=max(1, children // 400))
    return _gathered(f"{TOWN} Council", homes, workforce, from_on=from_on, until=until)


def _make_some_long(homes: list[Home], *, number: int) -> None:
    """A handful of records as long as the longest there are, so that pages are seen so: of ordinary
    lives with the longest plans, or where those are too few, with the most that happened."""
    plans = [
        (_days_on_plan(life), len(home.pen.facts), place, home, life)
        for place, (home, life) in enumerate((h, each) for h in homes for each in h.lives[:1])
        if not home.story
    ]
    for rank, (_, _, _, home, life) in enumerate(sorted(plans, reverse=True)[:number]):
        crowd(home, life, facts=max(300, 1000 - 150 * rank))


def _days_on_plan(life: ChildLife) -> int:
    return (life.on_plan[1] - life.on_plan[0]).days if life.on_plan else 0


def _gathered(
    name: str, homes: list[Home], workforce: Workforce, *, from_on: date, until: date
) -> Authority:
    households = [each.household for each in homes]
    adults = {adult.person_id: adult for each in households for adult in each.adults}
    facts = [fact for home in homes for fact in home.pen.facts]
    return Authority(
        name=name,
        from_on=from_on,
        until=until,
        children=tuple(child for each in households for child in each.children),
        adults=tuple(adults.values()),
        families=tuple(each.family for each in households),
        relationships=tuple(every for each in households for every in each.relationships),
        addresses=tuple(every for each in households for every in each.addresses),
        agencies=tuple(workforce.agencies),
        teams=tuple(workforce.teams),
        workers=tuple(workforce.workers),
        involvements=tuple(every for home in homes for every in home.involvements),
        facts=tuple(sorted(facts, key=lambda fact: (fact.recorded_at, fact.fact_id))),
        planted=tuple(every for home in homes for every in home.planted),
    )
