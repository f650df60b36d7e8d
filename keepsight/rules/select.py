"""Which facts a rule means: kinds of fact with the values they carry, as a question to one fact and
as text for a database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, Literal

from keepsight.facts.column import COLUMNS, LISTED
from keepsight.facts.fact import Fact
from keepsight.facts.kind import KINDS, own_fields
from keepsight.facts.thread import Thread
from keepsight.rules.history import NO_FACTS, History, Series, by_day_and_name

Bearing = Literal["any", "about", "away", "naming"]
Harms = tuple[str, ...]
Bears = Callable[[Fact, Harms], bool]


@dataclass(frozen=True, slots=True)
class Clause:
    """Facts of some kinds, each named field holding one of the named values."""

    kinds: tuple[str, ...]
    conditions: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    bearing: Bearing = "any"

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                raise ValueError(f"there is no kind of fact called '{kind}'")
            for name, values in self.conditions:
                _check(kind, name, values)

    def matches(self, fact: Fact) -> bool:
        """Whether the fact is one of these; how it bears on a concern is asked apart."""
        return fact.kind in self.kinds and self.says(fact)

    def says(self, fact: Fact) -> bool:
        """Whether a fact of one of these kinds holds the values."""
        held = vars(fact)
        return all(
            any(each in values for each in held[name]) if name in LISTED else held[name] in values
            for name, values in self.conditions
        )

    def places(self, kind: str, history: History) -> set[int]:
        """Where the child's facts of this kind stand that hold the values."""
        found = []
        for name, values in self.conditions:
            holding = history.places_holding(kind, name)
            found.append({place for each in values for place in holding.get(each, ())})
        return set.intersection(*found) if found else set(history.places_of_kind.get(kind, ()))

    def sql(self, alias: str) -> str:
        """The same as a condition on a row of the table of facts."""
        parts = [f"{alias}.kind IN ({_texts(self.kinds)})"]
        for name, values in self.conditions:
            if name in LISTED:
                parts.append(
                    f"{alias}.fact_id IN (SELECT listed.fact_id FROM listed "
                    f"WHERE listed.field = '{name}' AND listed.value IN ({_texts(values)}))"
                )
            elif COLUMNS[name] == "boolean":
                parts.append(f"{alias}.{name} = {'TRUE' if values[0] else 'FALSE'}")
            else:
                parts.append(f"{alias}.{name} IN ({_texts(values)})")
        return " AND ".join(parts)


@dataclass(frozen=True)
class Selection:
    """One clause or several: a fact is meant when any of them means it.

    Two that say the same are the same: what is worked out for one rule serves every other.
    """

    clauses: tuple[Clause, ...]

    def __or__(self, other: "Selection") -> "Selection":
        return Selection(self.clauses + other.clauses)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.clauses)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of fact in it, each once."""
        return _each_once(self.clauses)

    @cached_property
    def about_it(self) -> "Selection":
        """Those about the concern: they name it, or share its harm, or name nothing at all."""
        return self._bearing("about")

    @cached_property
    def away_from_its_harm(self) -> "Selection":
        """Changes of category that drop a harm of the concern."""
        return self._bearing("away")

    @cached_property
    def naming_its_harms(self) -> "Selection":
        """Plans and changes of category that name every harm of the concern."""
        return self._bearing("naming")

    def matches(self, fact: Fact) -> bool:
        """Whether any clause means the fact."""
        clauses = self._of_kind.get(fact.kind)
        return clauses is not None and _say(clauses, fact)

    @cached_property
    def _of_kind(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses that may mean a fact of each kind; none where every such fact is meant."""
        found = {}
        for kind in self.kinds:
            clauses = tuple(each for each in self.clauses if kind in each.kinds)
            found[kind] = clauses if all(each.conditions for each in clauses) else ()
        return found

    def within(self, history: History) -> Sequence[Fact]:
        """The child's facts that are meant, in order, whatever concern they bear on."""
        return self.series(history).facts

    def series(self, history: History) -> Series:
        """The same with their days and places."""
        known = history.remembered.get(self)
        if known is None:
            known = history.remembered[self] = self._meant(history)
        return known  # type: ignore[return-value]

    def _meant(self, history: History) -> Series:
        found: list[Sequence[int]] = []
        for kind, clauses in self._of_kind.items():
            places = history.places_of_kind.get(kind)
            if places and clauses:
                places = sorted(set().union(*(each.places(kind, history) for each in clauses)))
            if places:
                found.append(places)
        if not found:
            return NO_FACTS
        return history.series(found[0] if len(found) == 1 else sorted(chain.from_iterable(found)))

    def of_siblings(self, history: History) -> Sequence[Fact]:
        """The brothers' and sisters' facts that are meant, by day and then by name."""
        found = [
            fact
            for kind, clauses in self._of_kind.items()
            for fact in history.of_siblings.get(kind, ())
            if _say(clauses, fact)
        ]
        return sorted(found, key=by_day_and_name)

    def bearing_on(self, thread: Thread, history: History) -> Sequence[Fact]:
        """Of those, in order, the ones that bear on the concern as each clause asks."""
        return self.series_bearing_on(thread, history).facts

    def series_bearing_on(self, thread: Thread, history: History) -> Series:
        """The same with their days and places. One object for all concerns for which it is alike."""
        own = self.series(history)
        if self._asks_nothing or not own.facts:
            return own
        named = self._naming(history).get(thread.concern)
        by_harm = self._bearing_by_harm(thread.harms, history)
        if named is None:
            return by_harm
        key = (self, "concern", thread.concern)
        known = history.remembered.get(key)
        if known is None:
            known = history.series(sorted({*by_harm.places, *named}))
            history.remembered[key] = known
        return known  # type: ignore[return-value]

    @cached_property
    def _asks_nothing(self) -> bool:
        return all(each.bearing == "any" for each in self.clauses)

    def _bearings(self, fact: Fact) -> set[Bearing]:
        """How the clauses that mean the fact ask it to bear on a concern."""
        return {each.bearing for each in self.clauses if each.matches(fact)}

    def _naming(self, history: History) -> Mapping[str, Sequence[int]]:
        """Where the facts stand that bear on a concern because they name it, for each concern."""
        key = (self, "naming")
        known = history.remembered.get(key)
        if known is None:
            found: dict[str, list[int]] = {}
            own = self.series(history)
            for place, fact in zip(own.places, own.facts, strict=True):
                if fact.concerns and "about" in self._bearings(fact):
                    for concern in fact.concerns:
                        found.setdefault(concern, []).append(place)
            known = history.remembered[key] = found
        return known  # type: ignore[return-value]

    def _bearing_by_harm(self, harms: Harms, history: History) -> Series:
        """Those that bear on each concern about these harms that they do not name."""
        key = (self, "harms", harms)
        known = history.remembered.get(key)
        if known is None:
            own = self.series(history)
            places = [
                place
                for place, fact in zip(own.places, own.facts, strict=True)
                if any(BEARS[each](fact, harms) for each in self._bearings(fact))
            ]
            known = history.remembered[key] = history.series(places)
        return known  # type: ignore[return-value]

    def sql(self, alias: str) -> str:
        """The same as a condition on a row of the table of facts.

        All kinds come first, so that an engine can leave the other facts aside at once.
        """
        if not self.clauses:
            return "1 = 0"
        plain = [each for each in self.clauses if not each.conditions]
        whole = (Clause(_each_once(plain)),) if plain else ()
        every = [each.sql(alias) for each in (*whole, *(e for e in self.clauses if e.conditions))]
        if len(every) == 1:
            return every[0]
        either = " OR ".join(f"({each})" for each in every)
        return f"{alias}.kind IN ({_texts(self.kinds)}) AND ({either})"

    def _bearing(self, bearing: Bearing) -> "Selection":
        return Selection(tuple(replace(each, bearing=bearing) for each in self.clauses))


NOTHING = Selection(())


def select(*kinds: str, **conditions: Any) -> Selection:
    """Facts of these kinds; each condition names a field and the value, or values, it may hold.

    Raises ValueError for a kind, a field or a code that does not exist.
    """
    given = ((n, v if isinstance(v, tuple) else (v,)) for n, v in conditions.items())
    return Selection((Clause(kinds, tuple(given)),))


def _about(fact: Fact, harms: Harms) -> bool:
    """Of a concern that the fact does not name: one that names others is about those alone."""
    return not fact.concerns and (not fact.harms or any(harm in harms for harm in fact.harms))


def _away(fact: Fact, harms: Harms) -> bool:
    held = vars(fact)
    dropped = set(held.get("from_categories", ())) - set(held.get("to_categories", ()))
    return not dropped.isdisjoint(harms)


def _naming(fact: Fact, harms: Harms) -> bool:
    held = vars(fact)
    return {*held.get("to_categories", ()), *held.get("categories", ())}.issuperset(harms)


BEARS: Mapping[Bearing, Bears] = {
    "any": lambda fact, harms: True,
    "about": _about,
    "away": _away,
    "naming": _naming,
}


def _say(clauses: Sequence[Clause], fact: Fact) -> bool:
    """Whether a fact of their kind holds the values of any of the clauses, or there are none."""
    if not clauses:
        return True
    for each in clauses:  # noqa: SIM110  (any() takes twice as long, and this is asked most)
        if each.says(fact):
            return True
    return False


def _each_once(clauses: Iterable[Clause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for each in clauses for kind in each.kinds))


def _texts(values: tuple[Any, ...]) -> str:
    return ", ".join("'" + str(each).replace("'", "''") + "'" for each in values)


def _check(kind: str, name: str, values: tuple[Any, ...]) -> None:
    """A rule that names what does not exist would be silent for ever; so it is refused."""
    if name in ("agency", "harms", "concerns"):
        return
    field = next((each for each in own_fields(KINDS[kind]) if each.name == name), None)
    if field is None:
        raise ValueError(f"the kind of fact '{kind}' has no field '{name}'")
    unknown = [each for each in values if field.codes is not None and each not in field.codes]
    if unknown or not values:
        raise ValueError(f"'{unknown}' is no code for {name} of the kind of fact '{kind}'")
    if field.shape == "yes_no" and (len(values) != 1 or not isinstance(values[0], bool)):
        raise ValueError(f"{name} of the kind of fact '{kind}' is yes or no")
