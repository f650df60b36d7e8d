"""Which facts a rule means: kinds of fact with the values they carry, as a question to one fact and
as text for a database."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from keepsight.facts.column import COLUMNS, LISTED
from keepsight.facts.fact import Fact
from keepsight.facts.kind import KINDS, own_fields
from keepsight.facts.thread import Thread
from keepsight.rules.history import History

Bearing = Literal["any", "about", "away", "naming"]
Bears = Callable[[Fact, Thread], bool]


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
        if fact.kind not in self.kinds:
            return False
        held = vars(fact)
        return all(
            any(each in values for each in held[name]) if name in LISTED else held[name] in values
            for name, values in self.conditions
        )

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


@dataclass(frozen=True, eq=False)
class Selection:
    """One clause or several: a fact is meant when any of them means it."""

    clauses: tuple[Clause, ...]

    def __or__(self, other: "Selection") -> "Selection":
        return Selection(self.clauses + other.clauses)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of fact in it, each once."""
        return _each_once(self.clauses)

    @property
    def about_it(self) -> "Selection":
        """Those about the concern: they name it, or share its harm, or name nothing at all."""
        return self._bearing("about")

    @property
    def away_from_its_harm(self) -> "Selection":
        """Changes of category that drop a harm of the concern."""
        return self._bearing("away")

    @property
    def naming_its_harms(self) -> "Selection":
        """Plans and changes of category that name every harm of the concern."""
        return self._bearing("naming")

    def matches(self, fact: Fact) -> bool:
        """Whether any clause means the fact."""
        return any(each.matches(fact) for each in self.clauses)

    def within(self, history: History) -> Sequence[Fact]:
        """The child's facts that are meant, in order, whatever concern they bear on."""
        known = history.remembered.get(self)
        if known is None:
            known = tuple(_in_order(self._of(history.by_kind), history))
            history.remembered[self] = known
        return known  # type: ignore[return-value]

    def bearing_on(self, thread: Thread, history: History) -> Sequence[Fact]:
        """Of those, in order, the ones that bear on the concern as each clause asks."""
        if all(each.bearing == "any" for each in self.clauses):
            return self.within(history)
        known = history.remembered.get((self, thread.concern))
        if known is None:
            known = tuple(
                fact
                for fact, bearings in self._with_bearings(history)
                if any(bears(fact, thread) for bears in bearings)
            )
            history.remembered[self, thread.concern] = known
        return known  # type: ignore[return-value]

    def _with_bearings(self, history: History) -> Sequence[tuple[Fact, Sequence[Bears]]]:
        known = history.remembered.get((self, "bearings"))
        if known is None:
            known = tuple(
                (fact, tuple({BEARS[e.bearing] for e in self.clauses if e.matches(fact)}))
                for fact in self.within(history)
            )
            history.remembered[self, "bearings"] = known
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

    def _of(self, by_kind: Mapping[str, Sequence[Fact]]) -> Iterator[Fact]:
        for kind in self.kinds:
            facts = by_kind.get(kind, ())
            if any(kind in each.kinds and not each.conditions for each in self.clauses):
                yield from facts
            else:
                yield from (fact for fact in facts if self.matches(fact))

    def _bearing(self, bearing: Bearing) -> "Selection":
        return Selection(tuple(replace(each, bearing=bearing) for each in self.clauses))


NOTHING = Selection(())


def select(*kinds: str, **conditions: Any) -> Selection:
    """Facts of these kinds; each condition names a field and the value, or values, it may hold.

    Raises ValueError for a kind, a field or a code that does not exist.
    """
    given = ((n, v if isinstance(v, tuple) else (v,)) for n, v in conditions.items())
    return Selection((Clause(kinds, tuple(given)),))


def _about(fact: Fact, thread: Thread) -> bool:
    if fact.concerns:
        return thread.concern in fact.concerns
    return not fact.harms or any(harm in thread.harms for harm in fact.harms)


def _away(fact: Fact, thread: Thread) -> bool:
    held = vars(fact)
    dropped = set(held.get("from_categories", ())) - set(held.get("to_categories", ()))
    return not dropped.isdisjoint(thread.harms)


def _naming(fact: Fact, thread: Thread) -> bool:
    held = vars(fact)
    return {*held.get("to_categories", ()), *held.get("categories", ())}.issuperset(thread.harms)


BEARS: Mapping[Bearing, Bears] = {
    "any": lambda fact, thread: True,
    "about": _about,
    "away": _away,
    "naming": _naming,
}


def _each_once(clauses: Iterable[Clause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for each in clauses for kind in each.kinds))


def _in_order(facts: Iterator[Fact], history: History) -> list[Fact]:
    return sorted(facts, key=lambda fact: history.places[fact.fact_id])


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
